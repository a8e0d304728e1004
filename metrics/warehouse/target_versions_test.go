package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Five catalogues: T asks for 10, for 10 again, for 12, is gone, and another one is only
// handed in. A reader of an earlier moment knows the earlier versions only.
func TestTargetVersions(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		save := func(state metrics.RunState, values ...int64) time.Time {
			t.Helper()
			catalogue := &metrics.Catalogue{}
			for _, value := range values {
				catalogue.Targets = append(catalogue.Targets, metrics.Target{Code: "T", Indicator: "A", Period: "2025", Value: decimal.NewNullDecimal(decimal.NewFromInt(value))})
			}
			run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunLoading, File: "plans.csv", Actor: "planner"}
			must(t, store.SaveCatalogue(t.Context(), run, catalogue))
			run.State = state
			must(t, store.RecordRun(t.Context(), run))
			at := clock.advance(time.Minute)
			clock.advance(time.Minute)
			return at
		}
		versions := func(knownAt time.Time) (told []string) {
			t.Helper()
			found, err := store.TargetVersions(t.Context(), "T", knownAt)
			must(t, err)
			for i, version := range found {
				if version.Target == nil {
					told = append(told, "gone")
				} else {
					told = append(told, version.Target.Value.Decimal.String())
				}
				if version.File != "plans.csv" || version.Actor != "planner" || i > 0 && !version.KnownAt.After(found[i-1].KnownAt) {
					t.Errorf("version %+v", version)
				}
			}
			return told
		}
		if got := versions(time.Time{}); len(got) != 0 {
			t.Errorf("without a catalogue: %v", got)
		}
		save(metrics.RunPublished, 10)
		second := save(metrics.RunPublished, 10)
		save(metrics.RunPublished, 12)
		save(metrics.RunPublished)
		save(metrics.RunReview, 99)
		for at, want := range map[time.Time][]string{second: {"10"}, {}: {"10", "12", "gone"}} {
			got := versions(at)
			if len(got) != len(want) {
				t.Errorf("known at %s: %v, want %v", at, got, want)
				continue
			}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("known at %s: %v, want %v", at, got, want)
				}
			}
		}
	})
}

// A run that waited for review and was published since is shown as waiting at a moment in
// between, and not at all before it came in.
func TestRunsAsOfAMoment(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		before := clock.advance(time.Minute)
		clock.advance(time.Minute)
		run := load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2022), 1, "1"))
		between := clock.advance(time.Minute)
		clock.advance(time.Minute)
		run.State = metrics.RunPublished
		must(t, store.RecordRun(t.Context(), run))
		clock.advance(time.Minute)
		for at, want := range map[time.Time]metrics.RunState{before: "", between: metrics.RunReview, {}: metrics.RunPublished} {
			runs, err := store.Runs(t.Context(), metrics.RunQuery{KnownAt: at})
			must(t, err)
			state := metrics.RunState("")
			if len(runs) == 1 {
				state = runs[0].State
			}
			if state != want {
				t.Errorf("at %s the run is %q, want %q", at, state, want)
			}
		}
	})
}
