package metrics_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"zhibiao/metrics"
)

// Two values are asked of A by 15 June. The first comes on 10 June with a run that waits
// for approval, the second on 18 June: three days late. The answer whose run was returned
// leaves B's value open, on 20 June five days late.
func TestFormStandings(t *testing.T) {
	series := metrics.SeriesKey{Indicator: "I", Area: "150600", Scenario: metrics.Actual}
	form := metrics.Form{Code: "F", Version: 1, Due: metrics.NewDate(2024, 6, 15)}
	for i, organisation := range []string{"A", "A", "B"} {
		form.Rows = append(form.Rows, metrics.FormRow{Number: i + 1, Organisation: organisation,
			ObservationKey: metrics.ObservationKey{SeriesKey: series, Period: metrics.Year(2020 + i)}})
	}
	at := func(day int) time.Time { return time.Date(2024, 6, day, 1, 0, 0, 0, time.UTC) }
	answers := []metrics.FormAnswer{{Organisation: "A", Run: "2", Rows: []int{1, 2}, At: at(18)}, {Organisation: "B", Run: "3", Rows: []int{3}, At: at(12)},
		{Organisation: "A", Run: "1", Rows: []int{1}, At: at(10)}}
	states := map[string]metrics.RunState{"1": metrics.RunReview, "2": metrics.RunPublished, "3": metrics.RunReturned}
	got := form.Standings(answers, states, metrics.NewDate(2024, 6, 20), metrics.CityZone())
	if len(got) != 2 || !got[0].Complete() || got[0].DaysLate != 3 || got[0].Waiting != 1 || got[1].Complete() || got[1].DaysLate != 5 {
		t.Errorf("standings %+v", got)
	}
	// What may be left open keeps nobody waiting: B is complete without it, and offers it later.
	form.Rows[2].Optional = true
	open := form.Standings(answers, states, metrics.NewDate(2024, 6, 20), metrics.CityZone())[1]
	states["3"] = metrics.RunPublished
	offered := form.Standings(answers, states, metrics.NewDate(2024, 6, 20), metrics.CityZone())[1]
	if !open.Complete() || open.DaysLate != 0 || open.Asked != 0 || open.Optional != 1 || open.Offered != 0 || offered.Offered != 1 {
		t.Errorf("standings of what is optional %+v, %+v", open, offered)
	}
	key, is := metrics.ReadFormRowKey(form.RowKey(&form.Rows[1]))
	if row, genuine := form.Keyed(key); !is || !genuine || row.Number != 2 {
		t.Errorf("key %+v gives %+v, genuine %t", key, row, genuine)
	}
	form.Rows[1].Period = metrics.Year(2030)
	if _, genuine := form.Keyed(key); genuine {
		t.Error("the key of another period counts as genuine")
	}
}

// Lags 10, 20, 100 and 200 days against 120: three in time of four, median (20+100)/2 = 60.
// Two values compared, one revised from 100 to 110: mean 0.1 / 2 = 5 %. Three of four
// values are there: 75 %.
func TestCoverageSum(t *testing.T) {
	var sum metrics.CoverageSum
	sum.Add(metrics.SeriesCoverage{Frequency: metrics.Annual, Lags: []int{200, 10, 100, 20}, Compared: 2, Revised: 1, RevisionSum: 0.1}, 4, 3, true)
	for name, pair := range map[string][2]float64{"complete": {*sum.Completeness(), 0.75}, "in time": {*sum.Punctuality(), 0.75},
		"median": {*sum.MedianLag(), 60}, "revision": {*sum.MeanRevision(), 0.05}} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, pair[0], pair[1])
		}
	}
	if (metrics.CoverageSum{}).MedianLag() != nil || (metrics.CoverageSum{}).MeanRevision() != nil {
		t.Error("nothing has a median or a revision")
	}
}

// Year-to-date values from February 2022 on, never January: by 15 May 2023 those to March
// 2023 are due (31 March and 31 days is 1 May), that to April is not (31 May).
func TestExpectationDue(t *testing.T) {
	series := metrics.SeriesCoverage{Frequency: metrics.YearToDate, First: metrics.NewDate(2022, 2, 28), Last: metrics.NewDate(2023, 2, 28)}
	for month := 2; month <= 12; month++ {
		series.Months |= 1 << month
	}
	var texts []string
	for _, period := range series.ExpectationOf().Due(metrics.NewDate(2022, 11, 1), metrics.NewDate(2023, 12, 31), metrics.NewDate(2023, 5, 15)) {
		texts = append(texts, period.String())
	}
	if want := []string{"2022-11", "2022-12", "2023-02", "2023-03"}; !slices.Equal(texts, want) {
		t.Errorf("due are %v, want %v", texts, want)
	}
}
