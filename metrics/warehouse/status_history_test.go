package warehouse_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// TestStatusHistoryOfATarget goes through the life of a target: at least 10 by 2025
// from 5 in 2020. The clock of the suite begins on 2024-01-01 at 16:00 in UTC+8.
func TestStatusHistoryOfATarget(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		// 6.5 at the end of 2022 is three tenths of the change at two fifths of the time: pace 0.75.
		early := valueOf(coal, metrics.Year(2022), 1, "6.5")
		early.Released = metrics.NewDate(2023, 2, 20)
		founding := load(t, store, clock, metrics.RunPublished, early)
		must(t, store.FinishFounding(t.Context()))
		days := func(n int) { clock.advance(time.Duration(n) * 24 * time.Hour) }

		days(10) // 11 January: 9 is four fifths of the change, pace 2
		revision := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 2, "9"))
		days(10) // 21 January: taken back
		revision.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), revision))
		days(10) // 31 January: a pace below 0.8 is far behind
		saved, err := store.SavePolicy(t.Context(), strict())
		must(t, err)
		days(10) // 10 February: 8 at three fifths of the time is the path itself
		next := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2023), 1, "8"))
		days(10)

		want := []string{
			"2023-02-20 →behind first 2022=6.5 " + founding.ID,
			"2024-01-11 behind→ahead revision 2022=9 " + revision.ID,
			"2024-01-21 ahead→behind revision 2022=6.5 " + founding.ID,
			"2024-01-31 behind→far_behind policy = " + saved.Version,
			"2024-02-10 far_behind→on_schedule value 2023=8 " + next.ID,
		}
		for _, history := range []struct {
			day  metrics.Date
			want []string
		}{{metrics.DateOf(clock.now), want}, {metrics.NewDate(2024, 1, 25), want[:3]}} {
			vintage, err := store.VintageOn(t.Context(), history.day)
			must(t, err)
			turns, err := store.StatusHistory(t.Context(), metrics.StatusHistoryQuery{Target: "P1-T1", Scenario: metrics.Actual, Vintage: vintage})
			must(t, err)
			var told []string
			for _, turn := range turns {
				told = append(told, fmt.Sprintf("%s %s→%s %s %s=%s %s%s", turn.Day, turn.From, turn.To, turn.Cause, turn.Period, turn.Value, turn.Run, turn.Policy))
			}
			if diff := cmp.Diff(history.want, told); diff != "" {
				t.Errorf("history up to %v (-want +got):\n%s", history.day, diff)
			}
		}
		turns, err := store.StatusHistory(t.Context(), metrics.StatusHistoryQuery{Target: "UNKNOWN", Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: metrics.DateOf(clock.now)}})
		if err != nil || len(turns) != 0 {
			t.Errorf("history of an unknown target %v, %v; want none", turns, err)
		}
	})
}
