package dashboard

import (
	"html/template"
	"slices"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// ChartView is a chart and its numbers as a table, which says the same without
// script, on paper and to a screen reader.
type ChartView struct {
	ID       string
	Options  template.JS
	Decimals int
	Rows     []ChartRow
	Heads    []string // names of the columns after the period
	Sources  []string // where the values come from, for pictures that leave the program
}

// ChartRow is one period of the table under a chart. A column of a band holds the low
// end of its range in Values and the high end in Highs.
type ChartRow struct {
	Period   string
	Values   []*float64
	Highs    []*float64
	Origins  []string // addresses of the pages of the values, empty where they have none
	Forecast bool     // true: the row holds a forecast from the values, scenario FC
}

// drawCharts builds the yearly and the monthly chart in the language of the page.
func (s *Server) drawCharts(page *IndicatorPage) error {
	words := s.wording(page.Language)
	if page.Indicator.Kind == metrics.KindEvent || page.ByArea() && len(page.Values) == 0 {
		return nil // the areas have the values, and stand in a list
	}
	for _, drawn := range []struct {
		id    string
		build func(*IndicatorPage, wording) *charts.TargetChart
		view  **ChartView
	}{{"yearly", yearlyChart, &page.Yearly}, {"monthly", monthlyChart, &page.Monthly}} {
		chart := drawn.build(page, words)
		if chart == nil {
			continue
		}
		chart.Inverse = page.Indicator.Kind == metrics.KindRank
		chart.Description = words.text("chart.description", "name", words.name(page.Indicator),
			"from", chart.Categories[0], "to", chart.Categories[len(chart.Categories)-1],
			"sentence", words.reason(page.Assessment))
		options, err := chart.JSON()
		if err != nil {
			return err
		}
		*drawn.view = tabulate(drawn.id, options, page.Indicator.Decimals, chart)
		(*drawn.view).Sources = page.chartSources()
	}
	return nil
}

// tabulate turns a chart into its table, leaving out periods without any value.
func tabulate(id string, options template.JS, decimals int, chart *charts.TargetChart) *ChartView {
	view := &ChartView{ID: id, Options: options, Decimals: decimals}
	for _, series := range chart.Series {
		view.Heads = append(view.Heads, series.Name)
	}
	for _, band := range slices.Backward(chart.Bands) {
		view.Heads = append(view.Heads, band.Name)
	}
	for i, category := range chart.Categories {
		row := ChartRow{Period: category}
		filled := false
		for _, series := range chart.Series {
			row.add(series.Values[i], nil, originAt(series, i))
			row.Forecast = row.Forecast || series.Style == charts.StyleLanding && series.Values[i] != nil
			filled = filled || series.Values[i] != nil && series.Style != charts.StyleBenchmark
		}
		for _, band := range slices.Backward(chart.Bands) {
			row.add(band.Low[i], band.High[i], "")
		}
		if filled {
			view.Rows = append(view.Rows, row)
		}
	}
	return view
}

func (r *ChartRow) add(value, high *float64, origin string) {
	r.Values, r.Highs, r.Origins = append(r.Values, value), append(r.Highs, high), append(r.Origins, origin)
}

func originAt(series charts.Series, i int) string {
	if i < len(series.Origins) {
		return series.Origins[i]
	}
	return ""
}

// Cells are the numbers of the row.
func (r ChartRow) Cells() []ChartCell {
	cells := make([]ChartCell, len(r.Values))
	for i := range r.Values {
		cells[i] = ChartCell{Value: r.Values[i], High: r.Highs[i], Origin: r.Origins[i]}
	}
	return cells
}

// ChartCell is one number of the table under a chart.
type ChartCell struct {
	Value, High *float64
	Origin      string
}

// Figure is the number of a cell with the page that it comes from.
func (c ChartCell) Figure(text string) Figure { return Figure{Text: text, Link: c.Origin} }

// scenarioSeries says how the values of a scenario are named and drawn.
type scenarioSeries struct {
	scenario metrics.Scenario
	key      string
	style    charts.Style
}

func scenarioSeriesList() []scenarioSeries {
	return []scenarioSeries{
		{metrics.Actual, "series.actual", charts.StyleActual},
		{metrics.Forecast, "series.forecast", charts.StyleForecast},
		{metrics.Demonstration, "series.demonstration", charts.StyleDemonstration},
	}
}

// uncertain tells whether a value is drawn hollow.
func uncertain(status metrics.ObservationStatus) bool {
	switch status {
	case metrics.StatusProvisional, metrics.StatusEstimated, metrics.StatusForecast, metrics.StatusUnvalidated:
		return true
	}
	return false
}
