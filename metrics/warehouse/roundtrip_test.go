package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestObservationSurvivesTheRoundTrip(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		written := metrics.Observation{
			ObservationKey: metrics.ObservationKey{
				SeriesKey: metrics.SeriesKey{Indicator: "A-'\"\\", Area: "150600", Dimension: "规上\t工业\n", Scenario: metrics.Actual},
				Period:    metrics.Period{Frequency: metrics.Day, First: metrics.NewDate(1960, 1, 1), Last: metrics.NewDate(1960, 1, 1)}},
			Value:  decimal.NewNullDecimal(decimal.RequireFromString("-1234567890123456789012345678.0123456789")),
			Status: metrics.StatusProvisional, YearOnYear: decimal.NewNullDecimal(decimal.RequireFromString("-3.5")),
			Released: metrics.NewDate(2150, 12, 31), SourceTitle: "公报", SourceURL: "u", Note: "注", Revision: 7,
			Lineage: metrics.Lineage{File: "f.xlsx", FileHash: "abc", Sheet: "表1", Row: 12, Column: "C"},
		}
		run := load(t, store, clock, metrics.RunPublished, written)
		read, err := store.Observations(t.Context(), metrics.ObservationQuery{Scenario: metrics.Actual})
		must(t, err)
		written.Lineage.Run = run.ID
		same := cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })
		if diff := cmp.Diff([]metrics.Observation{written}, read, same, cmpopts.IgnoreFields(metrics.Observation{}, "RecordedAt")); diff != "" {
			t.Errorf("observation (-written +read):\n%s", diff)
		}
		if read[0].RecordedAt.IsZero() {
			t.Error("the moment of recording is missing")
		}
	})
}

func TestAMissingValueAfterANumberReadsAsMissing(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"), valueOf(coal, metrics.Year(2021), 1, ""))
		if diff := cmp.Diff(map[string]string{"2020": "5", "2021": "missing"}, current(t, store, metrics.Vintage{})); diff != "" {
			t.Errorf("values (-want +got):\n%s", diff)
		}
	})
}

func TestValuesTheStoreCannotHoldExactlyAreRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		run := load(t, store, clock, metrics.RunPublished)
		for _, value := range []string{"0.12345678901", "12345678901234567890123456789"} {
			err := store.AppendObservations(t.Context(), run, []metrics.Observation{valueOf(coal, metrics.Year(2020), 1, value)})
			if problem := metrics.AsProblem(err); problem == nil || problem.Key != "store.value_range" {
				t.Errorf("%s: error %v, want store.value_range", value, err)
			}
		}
		if got := current(t, store, metrics.Vintage{}); len(got) != 0 {
			t.Errorf("values %v were written, want none", got)
		}
	})
}

func TestRunsAndRejects(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		first := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"))
		second := load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2021), 1, "5"))
		runs, err := store.Runs(t.Context(), metrics.RunQuery{})
		must(t, err)
		if len(runs) != 2 || runs[0].ID != second.ID || runs[1].ID != first.ID {
			t.Fatalf("runs %+v, want the second and then the first", runs)
		}
		if runs[1].State != metrics.RunPublished || runs[1].Counts.New != 1 || runs[1].File != "actuals.csv" {
			t.Errorf("first run read as %+v", runs[1])
		}
		waiting, err := store.Runs(t.Context(), metrics.RunQuery{States: []metrics.RunState{metrics.RunReview}})
		must(t, err)
		if len(waiting) != 1 || waiting[0].ID != second.ID {
			t.Errorf("runs in review: %+v", waiting)
		}
		none, err := store.Run(t.Context(), "no-such-run")
		if none != nil || err != nil {
			t.Errorf("an unknown run: %v, %v, want nothing", none, err)
		}
		found, err := store.FindRun(t.Context(), "published-actuals", "h")
		must(t, err)
		if found == nil || found.ID != second.ID {
			t.Errorf("run of the same file: %+v, want the newest", found)
		}
		rejects := []metrics.Reject{
			{File: "a.csv", Row: 3, Column: "value", Value: "x", Problem: metrics.NewProblem("number.form", "value", "x")},
			{File: "a.csv", Row: 9, Column: "value", Value: "120", Problem: metrics.NewProblem("ratio.over_100"), Warning: true},
		}
		must(t, store.AppendRejects(t.Context(), second, rejects))
		read, err := store.Rejects(t.Context(), second.ID)
		must(t, err)
		if diff := cmp.Diff(rejects, read, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("rejects (-written +read):\n%s", diff)
		}
		count, err := store.CountObservations(t.Context(), second.ID)
		must(t, err)
		if count != 1 {
			t.Errorf("%d rows of the second run, want 1", count)
		}
	})
}

func TestCatalogueAsOfAMoment(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		empty, err := store.Catalogue(t.Context())
		must(t, err)
		if len(empty.Plans) != 0 || empty.Plan("P1") != nil {
			t.Fatalf("catalogue before the first load: %+v", empty)
		}
		save := func(titles ...string) {
			t.Helper()
			catalogue := &metrics.Catalogue{}
			for i, title := range titles {
				catalogue.Plans = append(catalogue.Plans, metrics.Plan{Code: string(rune('A' + i)), TitleZh: title, Issued: metrics.NewDate(2022, 12, 30)})
			}
			run := load(t, store, clock, metrics.RunLoading)
			run.Feed = metrics.CatalogueFeed
			must(t, store.SaveCatalogue(t.Context(), run, catalogue))
			run.State = metrics.RunPublished
			must(t, store.RecordRun(t.Context(), run))
		}
		save("甲", "乙")
		before := clock.advance(time.Hour)
		save("丙")
		now, err := store.Catalogue(t.Context())
		must(t, err)
		then, err := store.CatalogueAt(t.Context(), before)
		must(t, err)
		if len(now.Plans) != 1 || now.Plan("A").TitleZh != "丙" {
			t.Errorf("now: %+v, want 丙", now.Plans)
		}
		if len(then.Plans) != 2 || then.Plan("B").TitleZh != "乙" || then.Plan("B").Issued.String() != "2022-12-30" {
			t.Errorf("before: %+v, want 甲 and 乙", then.Plans)
		}
	})
}

func TestSchedulesAndOccurrences(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx, due := t.Context(), clock.now
		must(t, store.SaveSchedule(ctx, "b", "x", clock.now, "b1"))
		must(t, store.SaveSchedule(ctx, "a", "x", clock.now, "a1"))
		clock.advance(time.Second)
		must(t, store.SaveSchedule(ctx, "a", "x", clock.now, "a2"))
		bodies, err := store.Schedules(ctx)
		must(t, err)
		if diff := cmp.Diff([]string{"a2", "b1"}, bodies); diff != "" {
			t.Errorf("schedules (-want +got):\n%s", diff)
		}
		record := func(due time.Time, manual bool, outcome, body string) {
			t.Helper()
			clock.advance(time.Second)
			must(t, store.RecordOccurrence(ctx, warehouse.Occurrence{Schedule: "a", DueAt: due, Manual: manual, Outcome: outcome, Body: body}))
		}
		record(due, false, "running", "r")
		record(due, false, "done", "d")
		record(due, true, "failed", "by hand")
		record(due.Add(time.Minute), false, "skipped", "s")
		read := func(query warehouse.OccurrenceQuery) []string {
			t.Helper()
			bodies, err := store.Occurrences(ctx, query)
			must(t, err)
			return bodies
		}
		if diff := cmp.Diff([]string{"s", "d"}, read(warehouse.OccurrenceQuery{Schedule: "a", ByHand: "no"})); diff != "" {
			t.Errorf("occurrences by due time (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"by hand"}, read(warehouse.OccurrenceQuery{ByHand: "yes"})); diff != "" {
			t.Errorf("occurrences by hand (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string(nil), read(warehouse.OccurrenceQuery{Outcome: "running"})); diff != "" {
			t.Errorf("a finished run still counts as running:\n%s", diff)
		}
		if got := read(warehouse.OccurrenceQuery{Limit: 1}); len(got) != 1 || got[0] != "s" {
			t.Errorf("the newest: %v, want s", got)
		}
	})
}

func TestValuesOnlyAreTheSameValues(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "5"), valueOf(coal, metrics.Year(2021), 1, "6"))
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 2, "7.25"))
		read, err := store.Observations(t.Context(), metrics.ObservationQuery{Scenario: metrics.Actual, ValuesOnly: true})
		must(t, err)
		if len(read) != 2 || read[0].Value.Decimal.String() != "5" || read[1].Value.Decimal.String() != "7.25" || read[1].Period != metrics.Year(2021) {
			t.Errorf("values %+v, want 5 and 7.25", read)
		}
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, ""))
		last, err := store.Observations(t.Context(), metrics.ObservationQuery{Scenario: metrics.Actual, ValuesOnly: true, LatestOnly: true})
		must(t, err)
		if len(last) != 1 || last[0].Period != metrics.Year(2021) || last[0].Value.Decimal.String() != "7.25" {
			t.Errorf("latest %+v, want 7.25 of 2021, because 2022 is missing", last)
		}
	})
}
