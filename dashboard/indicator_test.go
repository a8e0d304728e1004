package dashboard

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// Six parts over the 600 days shown: 300 are 3, 200 are 2, 90 are 0.9 and so 1, 10 are
// at least 1. Of eight turns the first two are not shown, and do not count as time.
func TestHistorySpans(t *testing.T) {
	day := metrics.NewDate(2022, 1, 1)
	turn := func(after int) metrics.StatusTurn {
		return metrics.StatusTurn{Day: day.AddDays(after), To: metrics.Behind}
	}
	view := newHistoryView([]metrics.StatusTurn{turn(0), turn(300), turn(500), turn(590)}, day.AddDays(600))
	for i, want := range []int{3, 2, 1, 1} {
		if got := view.Segments[i].Span; got != want {
			t.Errorf("segment %d: span %d, want %d", i, got, want)
		}
	}
	many := newHistoryView([]metrics.StatusTurn{turn(-9000), turn(-8000), turn(0), turn(1), turn(2), turn(3), turn(4), turn(300)}, day.AddDays(600))
	if len(many.Segments) != 6 || many.Earlier() != 2 || len(many.All) != 8 || many.Segments[5].Span != 3 {
		t.Errorf("%d segments, %d earlier, %d in all, last span %d", len(many.Segments), many.Earlier(), len(many.All), many.Segments[5].Span)
	}
	if today := newHistoryView([]metrics.StatusTurn{turn(0)}, day); today.Segments[0].Span != 1 {
		t.Errorf("a turn of the same day has the span %d", today.Segments[0].Span)
	}
	if newHistoryView(nil, day) != nil {
		t.Error("no turns must give no view")
	}
}

func valueOf(period metrics.Period, value string) metrics.Observation {
	return metrics.Observation{ObservationKey: metrics.ObservationKey{Period: period}, Value: decimal.NewNullDecimal(decimal.RequireFromString(value))}
}

// From 8.0 at the end of 2020 to 6.5 at the end of 2023: −1.5 in three years is −0.5 a
// year; against 7.1 of 2022 it is −0.6. A value of a single month is no year before.
func TestGrowth(t *testing.T) {
	page := &IndicatorPage{Item: Item{
		Assessment: &metrics.Assessment{Latest: decimal.NewNullDecimal(decimal.RequireFromString("6.5")), LatestPeriod: "2023", LatestFrequency: metrics.Annual,
			Explanation: metrics.Explanation{Inputs: []metrics.ExplanationInput{{Role: "base", Period: "2020", Value: "8.0"}}}},
		Observations: []metrics.Observation{valueOf(metrics.MonthOf(2022, 12), "1"), valueOf(metrics.Year(2021), "7.5"), valueOf(metrics.Year(2022), "7.1")},
	}}
	growth := growthOf(page)
	if growth.SinceBase == nil || math.Abs(*growth.SinceBase+0.5) > 1e-9 || growth.Base != "2020" {
		t.Errorf("since the base %v from %s, want −0.5 from 2020", growth.SinceBase, growth.Base)
	}
	if growth.LastYear == nil || math.Abs(*growth.LastYear+0.6) > 1e-9 {
		t.Errorf("last year %v, want −0.6", growth.LastYear)
	}
	page.Assessment.Explanation.Inputs[0].Value = "−1.0" // 6.5 + 1 = 7.5 in three years
	page.Observations = page.Observations[:2]
	if growth = growthOf(page); growth.SinceBase == nil || math.Abs(*growth.SinceBase-2.5) > 1e-9 || growth.LastYear != nil {
		t.Errorf("%+v, want 2.5 and no last year", growth)
	}
	page.Assessment.LatestPeriod = "2020" // no time has passed
	if growth = growthOf(page); growth.SinceBase != nil {
		t.Errorf("since the base %v, want none", *growth.SinceBase)
	}
	if growthOf(&IndicatorPage{}) != (Growth{}) {
		t.Error("without an assessment there is no growth")
	}
}

func TestOutlookWords(t *testing.T) {
	w := words(t, locale.Chinese)
	stock := &metrics.Indicator{Kind: metrics.KindStock, Decimals: 1}
	flow := &metrics.Indicator{Kind: metrics.KindFlow, Decimals: 1}
	cases := []struct{ got, want string }{
		{w.chance(nil), "—"},
		{w.chance(rate(0)), "不到 1%"},
		{w.chance(rate(0.01)), "约 1%"},
		{w.chance(rate(0.286)), "约 29%"},
		{w.chance(rate(0.99)), "约 99%"},
		{w.chance(rate(1)), "99%以上"},
		{w.perMonth(rate(0.5), stock), "+0.5"},
		{w.perMonth(rate(0.004), stock), "+0.004"}, // not zero
		{w.perMonth(rate(-0.02), stock), "−0.02"},
		{w.perMonth(rate(0), stock), "0.0"},
		{w.perMonth(rate(12.34), flow), "12.3"}, // an amount, no change
		{w.meanError(metrics.Backtest{MeanAbsoluteError: 0.1234}, 1), "0.12"},
		{w.written("−12345.60"), "−12,345.60"},
		{w.written("1700"), "1,700"},
		{w.written("未完成"), "未完成"},
	}
	for i, c := range cases {
		if c.got != c.want {
			t.Errorf("case %d: %q, want %q", i, c.got, c.want)
		}
	}
}

// The scale is drawn only for a status that was read from these cut-offs.
func TestScaleNeedsItsCutOffs(t *testing.T) {
	w := words(t, locale.English)
	assessment := &metrics.Assessment{Pace: rate(0.7), Explanation: metrics.Explanation{CutOffs: map[string]float64{"far_behind": 0.6, "on_schedule": 0.95, "ahead": 1.05}}}
	if w.scale(assessment) == "" {
		t.Error("no scale")
	}
	delete(assessment.Explanation.CutOffs, "ahead")
	if w.scale(assessment) != "" {
		t.Error("a scale without one of its cut-offs")
	}
	assessment.Explanation.CutOffs = map[string]float64{"compound_high": 0.95, "ahead": 1.05}
	if list := otherCutOffs(assessment); len(list) != 2 || list[0].Name != "ahead" || list[1].Name != "compound_high" {
		t.Errorf("cut-offs %v, want both of a chosen method", list)
	}
	if w.scale(&metrics.Assessment{}) != "" || w.scale(nil) != "" {
		t.Error("a scale without a pace")
	}
	yearToDate := metrics.Explanation{Steps: []metrics.ExplanationStep{{Name: "year_to_date_pace", Result: 0.97}}}
	if pace := paceOf(&metrics.Assessment{Method: "year-to-date/1", Explanation: yearToDate}); pace == nil || *pace != 0.97 {
		t.Errorf("pace %v, want that of the year to date", pace)
	}
	if pace := paceOf(&metrics.Assessment{Method: "milestones/1", Explanation: yearToDate}); pace != nil {
		t.Errorf("pace %v, but the light does not follow from the year to date", *pace)
	}
}

// The points of whole years, and the landing itself in the year of the deadline, which
// lies in its middle here.
func TestLandingByYear(t *testing.T) {
	landing := &metrics.Landing{Deadline: metrics.NewDate(2025, 6, 30), Value: rate(50), Path: []metrics.LandingPoint{
		{Period: "2024", Date: metrics.NewDate(2024, 12, 31), Value: 40}, {Period: "2025-06-30", Date: metrics.NewDate(2025, 6, 30), Value: 50}}}
	page := &IndicatorPage{Item: Item{Assessment: &metrics.Assessment{Landing: landing}}}
	points := landingByYear(page)
	if len(points) != 2 || *points[2024].value != 40 || *points[2025].value != 50 {
		t.Errorf("%d years, want 40 in 2024 and 50 in 2025", len(points))
	}
	landing.Value = nil
	if landingByYear(page) != nil {
		t.Error("no forecast must give no points")
	}
	if landingByYear(&IndicatorPage{}) != nil {
		t.Error("no assessment must give no points")
	}
}

// Three items with the same grade are three values of three dimensions; five parts are
// too many to stand open.
func TestInputsOfAList(t *testing.T) {
	grade := func(dimension, number string) metrics.Observation {
		value := valueOf(metrics.Year(2025), number)
		value.Indicator, value.Scenario, value.Dimension, value.SourceTitle = "GRADE", metrics.Actual, dimension, "通报"
		return value
	}
	catalogue := (&metrics.Catalogue{Indicators: []metrics.Indicator{{Code: "GRADE"}}}).Index()
	page := &IndicatorPage{Item: Item{Indicator: &metrics.Indicator{Code: "COUNT"}, Assessment: &metrics.Assessment{}},
		sources: []metrics.Observation{grade("甲", "1"), grade("乙", "0"), grade("丙", "1"), grade("丁", "1")}}
	inputs := &page.Assessment.Explanation.Inputs
	*inputs = append(*inputs, metrics.ExplanationInput{Role: "target", Value: "3", Source: "P-1 表1"})
	for _, number := range []string{"1", "0", "1", "1", "1"} {
		*inputs = append(*inputs, metrics.ExplanationInput{Role: "derivation", Period: "2025", Value: number, Source: "GRADE 通报"})
	}
	page.Inputs = snapshot{catalogue: catalogue, filters: Filters{}}.explainInputs(page)
	for i, want := range []string{"", "甲", "乙", "丙", "丁", ""} { // the fourth 1 has no value left
		got := ""
		if found := page.Inputs[i].Observation; found != nil {
			got = found.Dimension
		}
		if got != want {
			t.Errorf("input %d stands for %q, want %q", i, got, want)
		}
	}
	if len(page.ShownInputs()) != 1 || len(page.FoldedInputs()) != 5 {
		t.Errorf("%d shown and %d folded, want 1 and 5", len(page.ShownInputs()), len(page.FoldedInputs()))
	}
	page.Inputs = page.Inputs[:4]
	if len(page.ShownInputs()) != 4 || page.FoldedInputs() != nil {
		t.Errorf("%d shown and %d folded, want all 4", len(page.ShownInputs()), len(page.FoldedInputs()))
	}
}
