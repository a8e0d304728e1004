package charts

import (
	"encoding/json"
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// BurnDownChart shows what is left of a number of things as steps: by plan, and as it
// is up to a day.
type BurnDownChart struct {
	Description string   // what a screen reader says
	Categories  []string // labels of even stretches of time, from left to right
	PlannedName string
	Planned     []*float64
	LeftName    string
	Left        []*float64
	// AsOf is the category up to which Left can be known, or −1; AsOfLabel stands at its line.
	AsOf      int
	AsOfLabel string
}

// Axis returns the value axis: it begins at zero and contains both lines.
func (c BurnDownChart) Axis() Axis {
	values := []float64{0}
	for _, line := range [][]*float64{c.Planned, c.Left} {
		for _, value := range line {
			if value != nil {
				values = append(values, *value)
			}
		}
	}
	return NewAxis(values...)
}

// JSON returns the options for ECharts: data only, see TargetChart.JSON.
func (c BurnDownChart) JSON() (template.JS, error) {
	axis := c.Axis()
	chart := charts.NewLine()
	chart.SetGlobalOptions(
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true), Top: "0", Left: "0", ItemWidth: 26, ItemHeight: 10, Data: []string{c.LeftName, c.PlannedName}}),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "28", Top: "64", Bottom: "8", ContainLabel: opts.Bool(true)}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true),
			Label: &opts.AriaLabel{Enabled: opts.Bool(true), Description: c.Description}}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", BoundaryGap: opts.Bool(false),
			AxisLine:  &opts.AxisLine{LineStyle: &opts.LineStyle{Color: colourAxis}},
			AxisLabel: &opts.AxisLabel{Color: colourText, HideOverlap: opts.Bool(true), ShowMinLabel: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: axis.Min, Max: axis.Max, MinInterval: axis.Step, MaxInterval: axis.Step,
			AxisLabel: &opts.AxisLabel{Color: colourText}, SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colourGrid}}}),
	)
	chart.SetXAxis(c.Categories)
	steps := func(colour, kind string, width float32) []charts.SeriesOpts {
		return []charts.SeriesOpts{
			charts.WithLineChartOpts(opts.LineChart{Step: "end", ShowSymbol: opts.Bool(false), Symbol: "circle"}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: colour, Type: kind, Width: width}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: colour}),
		}
	}
	left, known := steps(colourActual, "solid", 2.5), c.Left
	if c.AsOf >= 0 && c.AsOf < len(c.Categories) {
		known = known[:c.AsOf+1] // a step is drawn up to the next point, even where that has no value
		left = append(left, TargetChart{Categories: c.Categories, AsOf: c.AsOf, AsOfLabel: c.AsOfLabel}.asOfLine(0)...)
	}
	chart.AddSeries(c.LeftName, lineData(Series{Values: known}), left...)
	chart.AddSeries(c.PlannedName, lineData(Series{Values: c.Planned}), steps(colourPlan, "dashed", 1.5)...)
	chart.Validate()
	content, err := json.Marshal(chart.JSON())
	if err != nil {
		return "", fmt.Errorf("encode chart: %w", err)
	}
	return template.JS(content), nil //nolint:gosec // json.Marshal escapes <, > and &
}
