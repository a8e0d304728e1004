package warehouse_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Between the two moments 2020 stayed, 2021 was revised, 2022 came, 2023 was taken back
// and 2024 became a missing value. A run in review and one that waits for its moment are
// seen at neither.
func TestDifferencesBetweenTwoMoments(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2020), 1, "20"), valueOf(coal, metrics.Year(2021), 1, "21"),
			valueOf(coal, metrics.Year(2024), 1, "24"))
		undone := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2023), 1, "23"))
		before := clock.advance(time.Hour)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 2, "21.5"), valueOf(coal, metrics.Year(2022), 1, "22"),
			valueOf(coal, metrics.Year(2024), 2, ""), valueOf(coal, metrics.Year(2020), 2, "20.0"))
		load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2019), 1, "19"))
		waiting := load(t, store, clock, metrics.RunLoading, valueOf(coal, metrics.Year(2018), 1, "18"))
		must(t, store.RecordRun(t.Context(), waiting.WaitsUntil(clock.now.Add(time.Hour))))
		undone.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), undone))
		after := clock.advance(time.Hour)

		told := func(query metrics.DifferenceQuery) []string {
			t.Helper()
			query.Scenario = metrics.Actual
			differences, err := store.Differences(t.Context(), query)
			must(t, err)
			lines := []string{}
			for _, one := range differences {
				text := func(known metrics.KnownValue) string {
					if !known.Value.Valid {
						return "–"
					}
					return known.Value.Decimal.String()
				}
				lines = append(lines, fmt.Sprintf("%s %s %s→%s", one.Period, one.Kind(), text(one.Before), text(one.After)))
			}
			return lines
		}
		want := []string{"2021 revised 21→21.5", "2022 new –→22", "2023 withdrawn 23→–", "2024 withdrawn 24→–"}
		for name, query := range map[string]metrics.DifferenceQuery{
			"all": {Before: before, After: after}, "the feed": {Before: before, After: after, Feed: "published-actuals"},
			"the indicator": {Before: before, After: after, Indicators: []string{"COAL-OUTPUT"}}, "until now": {Before: before},
		} {
			if diff := cmp.Diff(want, told(query)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		for name, query := range map[string]metrics.DifferenceQuery{
			"another feed": {Before: before, After: after, Feed: "other"}, "another indicator": {Before: before, After: after, Indicators: []string{"OTHER"}},
			"the same moment": {Before: after, After: after},
		} {
			if got := told(query); len(got) != 0 {
				t.Errorf("%s: %v", name, got)
			}
		}
		tally, err := store.DifferenceTally(t.Context(), metrics.DifferenceQuery{Scenario: metrics.Actual, Before: before, Limit: 1})
		must(t, err)
		if diff := cmp.Diff(map[metrics.DifferenceKind]int{metrics.DifferenceRevised: 1, metrics.DifferenceNew: 1, metrics.DifferenceWithdrawn: 2}, tally); diff != "" {
			t.Errorf("tally (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want[3:], told(metrics.DifferenceQuery{Before: before, Kind: metrics.DifferenceWithdrawn, Offset: 1})); diff != "" {
			t.Errorf("second that was taken back (-want +got):\n%s", diff)
		}
		if got := told(metrics.DifferenceQuery{Before: before, Limit: 1}); len(got) != 1 {
			t.Errorf("limited to one: %v", got)
		}
		if got := told(metrics.DifferenceQuery{After: before}); len(got) != 4 { // from nothing: 2020, 2021, 2023, 2024
			t.Errorf("from the beginning: %v", got)
		}
	})
}

// The value of 2022 was 1, then 2 (taken back), then 3. A run that nobody has seen yet
// does not show; an earlier moment shows what was known by then.
func TestValueVersionsAndSteps(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		year := metrics.Year(2022)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 1, "1"))
		firstKnown := clock.advance(time.Minute)
		second := load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 2, "2"))
		second.State, second.Actor, second.Comment = metrics.RunWithdrawn, "reviewer", "口径有误"
		must(t, store.RecordRun(t.Context(), second))
		clock.advance(time.Minute)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year, 2, "3"))
		waiting := load(t, store, clock, metrics.RunLoading, valueOf(coal, year, 3, "4"))
		at := clock.now.Add(time.Hour)
		must(t, store.RecordRun(t.Context(), waiting.WaitsUntil(at)))
		clock.advance(time.Minute)

		if got := current(t, store, metrics.Vintage{})["2022"]; got != "3" {
			t.Errorf("readers see %s while a run waits for its moment, want 3", got)
		}
		versions := func(known time.Time) string {
			t.Helper()
			found, err := store.ValueVersions(t.Context(), known, coal, year)
			must(t, err)
			text := ""
			for _, version := range found {
				text += version.Value.Decimal.String()
			}
			return text
		}
		if got := versions(time.Time{}); got != "123" {
			t.Errorf("versions %s, want 1 2 3", got)
		}
		if got := versions(firstKnown); got != "1" {
			t.Errorf("versions at first %s, want 1", got)
		}
		steps, err := store.RunSteps(t.Context(), second.ID)
		must(t, err)
		states := ""
		for _, step := range steps {
			states += string(step.State) + " "
		}
		if last := steps[len(steps)-1]; states != "loading published withdrawn " || last.Actor != "reviewer" || last.Comment != "口径有误" {
			t.Errorf("steps %s, last %+v", states, last)
		}
		run, err := store.Run(t.Context(), waiting.ID)
		must(t, err)
		if !run.PublishesAt().Equal(at) {
			t.Errorf("publishes at %s, want %s", run.PublishesAt(), at)
		}
		if none, err := store.RunSteps(t.Context()); none != nil || err != nil {
			t.Errorf("steps of no run: %v, %v", none, err)
		}
	})
}

// Three values are revised: by 10 of 1000 (1 %), by 5 of 10 (50 %), by 1 of 1 (100 %).
func TestDifferencesByTheSizeOfTheChange(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		year := metrics.Year
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year(2020), 1, "1000"), valueOf(coal, year(2021), 1, "10"), valueOf(coal, year(2022), 1, "1"))
		before := clock.advance(time.Minute)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, year(2020), 2, "990"), valueOf(coal, year(2021), 2, "15"), valueOf(coal, year(2022), 2, "2"),
			valueOf(coal, year(2023), 1, "7"))
		for order, want := range map[string]string{metrics.OrderByAmount: "2020 2021 2022 2023 ", metrics.OrderByPercent: "2022 2021 2020 2023 ", metrics.OrderByIndicator: "2020 2021 2022 2023 "} {
			differences, err := store.Differences(t.Context(), metrics.DifferenceQuery{Scenario: metrics.Actual, Before: before, Order: order})
			must(t, err)
			got := ""
			for _, difference := range differences {
				got += difference.Period.String() + " "
			}
			if got != want {
				t.Errorf("by %s: %s, want %s", order, got, want)
			}
		}
	})
}
