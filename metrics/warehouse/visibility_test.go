package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestOnlyPublishedRunsAreSeen(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		want := func(values map[string]string) {
			t.Helper()
			if diff := cmp.Diff(values, current(t, store, metrics.Vintage{})); diff != "" {
				t.Fatalf("values (-want +got):\n%s", diff)
			}
		}
		run := load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2022), 1, "78434"))
		want(map[string]string{})
		run.State = metrics.RunPublished
		must(t, store.RecordRun(t.Context(), run))
		want(map[string]string{"2022": "78434"})
		clock.advance(time.Second)
		run.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), run))
		want(map[string]string{})
		clock.advance(time.Second)
		run.State = metrics.RunPublished
		must(t, store.RecordRun(t.Context(), run))
		want(map[string]string{"2022": "78434"})
	})
}

func TestInterruptedRunIsNeverSeen(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 1, "1"))
		load(t, store, clock, metrics.RunLoading, valueOf(coal, metrics.Year(2021), 2, "2"))
		if got := current(t, store, metrics.Vintage{})["2021"]; got != "1" {
			t.Fatalf("value %s, want the one of the finished run", got)
		}
	})
}

func TestAsOfAPastMomentGivesThePastAnswer(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		year := metrics.Year(2023)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 1, "10"))
		afterFirst := clock.advance(time.Hour)
		second := load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 2, ""))
		afterSecond := clock.advance(time.Hour)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 3, "10"))
		afterThird := clock.advance(time.Hour)
		second.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), second))

		for _, known := range []struct {
			at   time.Time
			want string
		}{
			// The second revision says that the value is missing: a bare argMax would skip
			// it and let the first value come back.
			{afterFirst, "10"}, {afterSecond, "missing"}, {afterThird, "10"},
		} {
			if got := current(t, store, metrics.Vintage{KnownAt: known.at})["2023"]; got != known.want {
				t.Errorf("known at %v: %s, want %s", known.at, got, known.want)
			}
		}
		if got := current(t, store, metrics.Vintage{KnownAt: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)}); len(got) != 0 {
			t.Errorf("before the first run: %v, want nothing", got)
		}
		revisions, err := store.Revisions(t.Context(), metrics.ObservationKey{SeriesKey: coal, Period: year})
		must(t, err)
		if len(revisions) != 2 || revisions[0].Revision != 1 || revisions[1].Revision != 3 {
			t.Errorf("revisions after the withdrawal of the second: %+v, want 1 and 3", revisions)
		}
	})
}

func TestValuesNotYetReleasedAreNotSeen(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		early, late := valueOf(coal, metrics.Year(2022), 1, "5"), valueOf(coal, metrics.Year(2022), 2, "6")
		early.Released, late.Released = metrics.NewDate(2023, 2, 1), metrics.NewDate(2024, 2, 1)
		load(t, store, clock, metrics.RunPublished, early, late)
		for day, want := range map[metrics.Date]string{
			metrics.NewDate(2023, 1, 31): "", metrics.NewDate(2023, 2, 1): "5",
			metrics.NewDate(2024, 1, 31): "5", metrics.NewDate(2024, 2, 1): "6",
		} {
			if got := current(t, store, metrics.Vintage{AsOf: day})["2022"]; got != want {
				t.Errorf("as of %v: %q, want %q", day, got, want)
			}
		}
	})
}

func TestScenariosNeverMix(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		generated := coal
		generated.Scenario = metrics.Demonstration
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "5"), valueOf(generated, metrics.Year(2023), 1, "6"))
		if diff := cmp.Diff(map[string]string{"2022": "5"}, current(t, store, metrics.Vintage{})); diff != "" {
			t.Errorf("actual values (-want +got):\n%s", diff)
		}
	})
}
