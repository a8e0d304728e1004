package warehouse_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// 2021 is 100 and then 110 (a revision of a tenth), 2022 is provisional, 2023 is recorded
// as missing, 2024 is a forecast. The first value of 2021 was released 31 days after the
// year, that of 2022 90 days after it.
func TestCoverageCountsWhatIsThere(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		made := func(year int, revision uint32, value string, status metrics.ObservationStatus, lag int) metrics.Observation {
			observation := valueOf(coal, metrics.Year(year), revision, value)
			observation.Status, observation.Released = status, metrics.Year(year).Last.AddDays(lag)
			return observation
		}
		load(t, store, clock, metrics.RunPublished, made(2021, 1, "100", metrics.StatusNormal, 31), made(2022, 1, "120", metrics.StatusProvisional, 90),
			made(2023, 1, "", metrics.StatusMissing, 10), made(2024, 1, "150", metrics.StatusForecast, 1))
		clock.advance(time.Hour)
		load(t, store, clock, metrics.RunPublished, made(2021, 2, "110", metrics.StatusNormal, 400))
		query := metrics.CoverageQuery{Scenario: coal.Scenario, Frequency: metrics.Annual, Area: coal.Area}
		cells, err := store.CoverageCells(t.Context(), query)
		must(t, err)
		var states []metrics.CoverageState
		for _, cell := range cells {
			states = append(states, cell.State())
		}
		want := []metrics.CoverageState{metrics.CoverageRevised, metrics.CoverageProvisional, metrics.CoverageMissing, metrics.CoverageForecast}
		if diff := cmp.Diff(want, states); diff != "" {
			t.Error(diff)
		}
		series, err := store.SeriesCoverage(t.Context(), query)
		must(t, err)
		if len(series) != 1 {
			t.Fatalf("%d series", len(series))
		}
		got := series[0]
		slices.Sort(got.Lags)
		if got.Values != 2 || got.Compared != 2 || got.Revised != 1 || math.Abs(got.RevisionSum-0.1) > 1e-12 || !slices.Equal(got.Lags, []int{31, 90}) ||
			got.First != metrics.Year(2021).Last || got.Last != metrics.Year(2022).Last || got.Months != 1<<12 {
			t.Errorf("series %+v", got)
		}
		query.From = metrics.NewDate(2022, 1, 1)
		series, err = store.SeriesCoverage(t.Context(), query)
		must(t, err)
		if series[0].Values != 1 || series[0].First != metrics.Year(2021).Last || !slices.Equal(series[0].Lags, []int{90}) {
			t.Errorf("from 2022 on %+v", series[0])
		}
	})
}

// A closed form is the newest version; answers come back the latest first.
func TestFormsAndAnswers(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		form := metrics.Form{Code: "F1", Title: "表", Version: 1, Due: metrics.NewDate(2024, 6, 15), SavedBy: "planner",
			Rows: []metrics.FormRow{{Number: 1, Organisation: "O", ObservationKey: metrics.ObservationKey{SeriesKey: coal, Period: metrics.Year(2023)}}}}
		made, err := store.SaveForm(t.Context(), form)
		must(t, err)
		clock.advance(time.Second)
		made.Closed = true
		closed, err := store.SaveForm(t.Context(), made)
		must(t, err)
		got, err := store.Form(t.Context(), "F1")
		must(t, err)
		if diff := cmp.Diff(&closed, got); diff != "" {
			t.Error(diff)
		}
		versions, err := store.FormVersions(t.Context(), "F1")
		must(t, err)
		if diff := cmp.Diff([]metrics.Form{closed, made}, versions, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Closed" }, cmp.Ignore())); diff != "" {
			t.Error(diff)
		}
		for _, run := range []string{"a", "b"} {
			clock.advance(time.Second)
			must(t, store.SaveFormAnswer(t.Context(), metrics.FormAnswer{Form: "F1", Run: run, By: "clerk", Rows: []int{1}}))
		}
		answers, err := store.FormAnswers(t.Context(), "F1")
		must(t, err)
		if len(answers) != 2 || answers[0].Run != "b" || answers[0].At.IsZero() {
			t.Errorf("answers %+v", answers)
		}
	})
}
