package warehouse_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

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
		revisions, err := store.Revisions(t.Context(), coal, year)
		must(t, err)
		if len(revisions) != 2 || revisions[0].Revision != 1 || revisions[1].Revision != 3 {
			t.Errorf("revisions after the withdrawal of the second: %+v, want 1 and 3", revisions)
		}
	})
}

// The versions of several periods come with one question, and those of no other: neither
// of another month nor of the year that ends on the same day.
func TestRevisionsOfSeveralPeriods(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		december, november := metrics.MonthOf(2023, 12), metrics.MonthOf(2023, 11)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, december, 1, "1"), valueOf(coal, november, 1, "2"),
			valueOf(coal, metrics.Year(2023), 1, "3"), valueOf(coal, metrics.Year(2022), 1, "4"))
		load(t, store, clock, metrics.RunPublished, valueOf(coal, december, 2, "5"), valueOf(coal, metrics.Year(2022), 2, "6"))
		told := ""
		versions, err := store.Revisions(t.Context(), coal, december, metrics.Year(2022))
		must(t, err)
		for _, period := range []metrics.Period{december, metrics.Year(2022)} {
			for _, version := range versions {
				if version.Period == period {
					told += version.Value.Decimal.String() + " "
				}
			}
		}
		if told != "1 5 4 6 " || len(versions) != 4 {
			t.Errorf("versions %q of %d, want 1 5 of the month and 4 6 of the year", told, len(versions))
		}
		again, err := store.ValueVersions(t.Context(), time.Time{}, coal, december, metrics.Year(2022))
		if err != nil || len(again) != 4 {
			t.Errorf("%d versions that readers have seen, %v, want 4", len(again), err)
		}
		if none, err := store.Revisions(t.Context(), coal); err != nil || len(none) > 0 {
			t.Errorf("%d versions of no period, %v", len(none), err)
		}
	})
}

// The newest run of each feed comes with one question, however many others there are, in
// the states that are asked for.
func TestNewestRunOfEachFeed(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		var newest []string
		for _, feed := range []string{"coal", "power", "coal", "power", "power"} {
			run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: feed, Scenario: metrics.Actual, State: metrics.RunReview, StartedAt: clock.now}
			must(t, store.RecordRun(t.Context(), run))
			clock.advance(time.Second)
			newest = append(newest, run.ID)
		}
		for name, test := range map[string]struct {
			query metrics.RunQuery
			want  []string
		}{
			"each":     {metrics.RunQuery{LatestOfEach: true}, []string{newest[4], newest[2]}},
			"of one":   {metrics.RunQuery{LatestOfEach: true, Feed: "coal"}, []string{newest[2]}},
			"at most":  {metrics.RunQuery{LatestOfEach: true, Limit: 1}, []string{newest[4]}},
			"of none":  {metrics.RunQuery{LatestOfEach: true, States: []metrics.RunState{metrics.RunFailed}}, nil},
			"all":      {metrics.RunQuery{}, []string{newest[4], newest[3], newest[2], newest[1], newest[0]}},
			"the last": {metrics.RunQuery{Limit: 2}, []string{newest[4], newest[3]}},
		} {
			runs, err := store.Runs(t.Context(), test.query)
			must(t, err)
			var got []string
			for _, run := range runs {
				got = append(got, run.ID)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %v, want %v", name, got, test.want)
			}
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

// The value of 2021 was published on 1 March 2022. That of 2022 came without a day of
// publication and counts from the end of its year; that of 2030, recorded on 1 January
// 2024, from then on.
func TestValuesWithoutADayOfReleaseAreNotKnownBeforeTheirTime(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		published := valueOf(coal, metrics.Year(2021), 1, "1")
		published.Released = metrics.NewDate(2022, 3, 1)
		silent, expected := valueOf(coal, metrics.Year(2022), 1, "2"), valueOf(coal, metrics.Year(2030), 1, "3")
		silent.Released, expected.Released, expected.Status = 0, 0, metrics.StatusForecast
		load(t, store, clock, metrics.RunPublished, published, silent, expected)
		for day, want := range map[metrics.Date]map[string]string{
			metrics.NewDate(1990, 1, 1):   {},
			metrics.NewDate(2022, 2, 28):  {},
			metrics.NewDate(2022, 3, 1):   {"2021": "1"},
			metrics.NewDate(2022, 12, 30): {"2021": "1"},
			metrics.NewDate(2022, 12, 31): {"2021": "1", "2022": "2"},
			metrics.NewDate(2023, 12, 31): {"2021": "1", "2022": "2"},
			metrics.NewDate(2024, 1, 1):   {"2021": "1", "2022": "2", "2030": "3"},
			0:                             {"2021": "1", "2022": "2", "2030": "3"},
		} {
			if diff := cmp.Diff(want, current(t, store, metrics.Vintage{AsOf: day})); diff != "" {
				t.Errorf("as of %s (-want +got):\n%s", day, diff)
			}
		}
	})
}
