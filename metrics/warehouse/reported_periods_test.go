package warehouse_test

import (
	"testing"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Two years of the year so far, each from February on, and two yearly values, each
// released 15 days after its period. The habit is that of the whole series: nothing is due
// on 1 March 2024 (January never comes), February on the 16th (29 February and 15 days).
func TestReportedPeriodsShowTheHabit(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		var rows []metrics.Observation
		add := func(frequency metrics.Frequency, text string) {
			period, err := metrics.ParsePeriod(frequency, text)
			must(t, err)
			value := valueOf(coal, period, 1, "1")
			value.Released = period.Last.AddDays(15)
			rows = append(rows, value)
		}
		for _, year := range []string{"2022", "2023"} {
			for _, month := range []string{"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
				add(metrics.YearToDate, year+"-"+month)
			}
			add(metrics.Annual, year)
		}
		rows = append(rows, valueOf(coal, metrics.Year(2021), 1, "")) // a period without a value was not reported
		load(t, store, clock, metrics.RunPublished, rows...)
		periods, err := store.ReportedPeriods(t.Context(), metrics.ObservationQuery{Areas: []string{coal.Area}, Scenario: metrics.Actual})
		must(t, err)
		if len(periods) != 14+2 {
			t.Errorf("%d periods, want 14 of the year so far and 2 years", len(periods))
		}
		habit, any := metrics.HabitOf(periods)
		if !any || habit.Lag != 15 {
			t.Fatalf("habit %+v, %t", habit, any)
		}
		if _, overdue := habit.Overdue(metrics.NewDate(2024, 3, 1), 0); overdue {
			t.Error("something is overdue on 1 March")
		}
		if period, overdue := habit.Overdue(metrics.NewDate(2024, 3, 16), 0); !overdue || period.String() != "2024-02" {
			t.Errorf("on 16 March %v is overdue", period)
		}
	})
}
