package warehouse_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// TestWhatChangedBetweenTwoVintages publishes, releases, revises and takes back. The
// clock begins on 2024-01-01 in UTC+8.
func TestWhatChangedBetweenTwoVintages(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		released := func(value metrics.Observation, day metrics.Date) metrics.Observation {
			value.Released = day
			return value
		}
		other := coal
		other.Dimension = "露天"
		// The value of 2023 is in the founding, but its source comes out on 15 January.
		load(t, store, clock, metrics.RunPublished,
			released(valueOf(coal, metrics.Year(2021), 1, "7"), metrics.NewDate(2022, 2, 1)),
			released(valueOf(coal, metrics.Year(2022), 1, "8"), metrics.NewDate(2023, 2, 1)),
			released(valueOf(coal, metrics.Year(2023), 1, "9"), metrics.NewDate(2024, 1, 15)),
			released(valueOf(other, metrics.Year(2022), 1, "3"), metrics.NewDate(2023, 2, 1)))
		must(t, store.FinishFounding(t.Context()))
		clock.advance(10 * 24 * time.Hour) // 11 January
		taken := load(t, store, clock, metrics.RunPublished,
			released(valueOf(coal, metrics.Year(2022), 2, "8.5"), metrics.NewDate(2024, 1, 10)),
			released(valueOf(coal, metrics.Year(2021), 2, "7"), metrics.NewDate(2024, 1, 10))) // as it was: no change
		clock.advance(10 * 24 * time.Hour)                                                  // 21 January
		load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2021), 3, "1")) // seen by nobody
		load(t, store, clock, metrics.RunPublished, released(valueOf(other, metrics.Year(2022), 2, ""), metrics.NewDate(2024, 1, 20)))
		clock.advance(10 * 24 * time.Hour) // 31 January
		taken.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), taken))
		clock.advance(24 * time.Hour)

		changes := func(from, to metrics.Date) []string {
			t.Helper()
			earlier, err := store.VintageOn(t.Context(), from)
			must(t, err)
			later, err := store.VintageOn(t.Context(), to)
			must(t, err)
			found, err := store.ValueChanges(t.Context(), metrics.ValueChangeQuery{Areas: []string{coal.Area}, Scenario: metrics.Actual,
				Earlier: earlier, Later: later, Limit: 10})
			must(t, err)
			told := []string{}
			for _, change := range found {
				text := func(valid bool, value fmt.Stringer) string {
					if !valid {
						return "–"
					}
					return value.String()
				}
				told = append(told, fmt.Sprintf("%s%s %s→%s revised=%t back=%t", change.Dimension, change.Period,
					text(change.Before.Valid, change.Before.Decimal), text(change.Now.Valid, change.Now.Decimal), change.Revised(), change.TakenBack()))
			}
			return told
		}
		day := func(n int) metrics.Date { return metrics.NewDate(2024, 1, n) }
		for _, c := range []struct {
			from, to metrics.Date
			want     []string
		}{
			{day(5), day(9), []string{}},
			{day(5), day(12), []string{"2022 8→8.5 revised=true back=false"}},
			{day(12), day(16), []string{"2023 –→9 revised=false back=false"}},
			{day(16), day(22), []string{"露天2022 3→– revised=false back=true"}},
			// Of one series the newest new period and the newest revised one.
			{day(5), day(22), []string{"2023 –→9 revised=false back=false", "2022 8→8.5 revised=true back=false", "露天2022 3→– revised=false back=true"}},
			{day(22), day(32), []string{"2022 8.5→8 revised=true back=false"}},
		} {
			if diff := cmp.Diff(c.want, changes(c.from, c.to)); diff != "" {
				t.Errorf("from %v to %v (-want +got):\n%s", c.from, c.to, diff)
			}
		}
	})
}

// The statuses alone are those of the whole assessments.
func TestStatusesAreThoseOfTheAssessments(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		// 9 of 10 from 5, two of five years on: 80 % of the change in 40 % of the time.
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "9"))
		statuses, err := store.AssessmentStatuses(t.Context(), metrics.AssessmentQuery{Scenario: metrics.Actual,
			Vintage: metrics.Vintage{AsOf: metrics.NewDate(2024, 1, 2)}})
		must(t, err)
		if diff := cmp.Diff(map[string]metrics.AssessmentStatus{"P1-T1": metrics.AheadOfSchedule}, statuses); diff != "" {
			t.Errorf("statuses (-want +got):\n%s", diff)
		}
	})
}
