package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// saveTarget publishes a catalogue with one target: at least 10 by the end of 2025,
// from 5 in 2020, so that 7.5 at the end of 2022 would be on the line at half way.
func saveTarget(t *testing.T, store *warehouse.Store) {
	t.Helper()
	number := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	catalogue := &metrics.Catalogue{
		Plans:      []metrics.Plan{{Code: "P1", Scored: true}},
		Indicators: []metrics.Indicator{{Code: coal.Indicator, Unit: "万吨", Kind: metrics.KindStock, Direction: metrics.HigherIsBetter}},
		Targets: []metrics.Target{{Code: "P1-T1", Plan: "P1", Indicator: coal.Indicator, Area: metrics.CityArea, Period: "2025",
			Comparator: metrics.AtLeast, Value: number("10"), BasePeriod: "2020", BaseValue: number("5"), BaseComparable: true,
			Path: metrics.PathLinear, InForce: true, Scored: true, Recurrence: metrics.Once}},
	}
	run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunPublished}
	must(t, store.SaveCatalogue(t.Context(), run, catalogue))
	must(t, store.RecordRun(t.Context(), run))
}

func TestAssessmentsFollowThePublishedValues(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		clock.advance(time.Second)
		statusOn := func(vintage metrics.Vintage) metrics.AssessmentStatus {
			t.Helper()
			assessments, err := store.Assessments(t.Context(), metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: vintage})
			must(t, err)
			if len(assessments) != 1 || assessments[0].Target != "P1-T1" {
				t.Fatalf("assessments %+v, want one of P1-T1", assessments)
			}
			return assessments[0].Status
		}
		day := metrics.NewDate(2023, 6, 30)
		if got := statusOn(metrics.Vintage{AsOf: day}); got != metrics.NotAssessable {
			t.Errorf("without values: %s, want not assessable", got)
		}
		// Two fifths of the time have passed by the end of 2022 and four fifths of the change are done.
		run := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "9"))
		if got := statusOn(metrics.Vintage{AsOf: day}); got != metrics.AheadOfSchedule {
			t.Errorf("with 9 in 2022: %s, want ahead", got)
		}
		known := clock.advance(time.Hour)
		// One fifth of the change at two fifths of the time: pace 0.5.
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 2, "6"))
		if got := statusOn(metrics.Vintage{AsOf: day}); got != metrics.FarBehind {
			t.Errorf("revised to 6: %s, want far behind", got)
		}
		if got := statusOn(metrics.Vintage{AsOf: day, KnownAt: known}); got != metrics.AheadOfSchedule {
			t.Errorf("as known before the revision: %s, want ahead still", got)
		}
		run.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), run))
		if got := statusOn(metrics.Vintage{AsOf: day}); got != metrics.FarBehind {
			t.Errorf("after the withdrawal of the first run: %s, want far behind still", got)
		}
		if got := statusOn(metrics.Vintage{AsOf: metrics.NewDate(2022, 6, 30)}); got != metrics.NotAssessable {
			t.Errorf("before the end of 2022: %s, want not assessable", got)
		}
	})
}

func TestStoredAssessmentsAreReadAndNotComputedAgain(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		query := metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: metrics.NewDate(2023, 6, 30)}}
		for range 3 {
			_, err := store.Assessments(t.Context(), query)
			must(t, err)
		}
		batches, err := store.CountBatches(t.Context())
		must(t, err)
		if batches != 1 {
			t.Errorf("%d computations for three requests, want 1", batches)
		}
	})
}
