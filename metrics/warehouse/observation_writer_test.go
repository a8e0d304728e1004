package warehouse_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Rows of many blocks arrive all and once, and a row that cannot be stored ends the
// writing with its reason, however often it is asked for.
func TestObservationWriter(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		run := metrics.Run{ID: uuid.NewString(), Feed: "f", Scenario: metrics.Actual, State: metrics.RunLoading}
		must(t, store.RecordRun(t.Context(), run))
		// 6 × 100,000 rows: more than two blocks of a quarter of a million.
		const parts, each = 6, 100_000
		rows := make([]metrics.Observation, each)
		writer := store.ObservationWriter(run)
		for part := range parts {
			for i := range rows { // in the same place: rows are taken over
				rows[i] = valueOf(coal, metrics.Year(1978+i%100), 1, "")
				rows[i].Value = decimal.NewNullDecimal(decimal.New(int64(part*each+i), -2))
				rows[i].Lineage.Row = part*each + i
			}
			must(t, writer.Append(t.Context(), rows))
		}
		must(t, writer.Close(t.Context()))
		must(t, writer.Close(t.Context()))
		if held, err := store.CountObservations(t.Context(), run.ID); err != nil || held != parts*each {
			t.Errorf("%d rows arrived (%v), want %d", held, err, parts*each)
		}

		writer = store.ObservationWriter(run)
		bad := []metrics.Observation{valueOf(coal, metrics.Year(2020), 1, "0.12345678901")}
		for range 2 {
			if problem := metrics.AsProblem(writer.Append(t.Context(), bad)); problem == nil || problem.Key != "store.value_range" {
				t.Errorf("%v, want store.value_range", problem)
			}
		}
		if problem := metrics.AsProblem(writer.Close(t.Context())); problem == nil || problem.Key != "store.value_range" {
			t.Errorf("%v, want store.value_range", problem)
		}
	})
}
