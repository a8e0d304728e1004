package charts

import (
	"encoding/json"
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// PipelineChart stacks capacity year by year under the line of the target: what stands
// already, then the listed projects by product group as they are to be finished.
type PipelineChart struct {
	Description string // what a screen reader says
	Categories  []string
	Stacks      []PipelineStack
	// Target is the goal that holds for each category, or nil.
	Target []*float64
	// Deadlines marks the categories in which a target is due.
	Deadlines  []bool
	TargetName string
}

// PipelineStack is one layer: a value for every category.
type PipelineStack struct {
	Name   string
	Layer  PipelineLayer
	Values []float64
}

// PipelineLayer says what a layer is and so how it is drawn.
type PipelineLayer int

// The layers.
const (
	LayerExisting PipelineLayer = iota // solid, dark
	LayerListed                        // lighter, a shade for each group
	LayerUndated                       // outlined
)

// layerShades differ in lightness, so that they stay apart in grey.
var layerShades = []string{"var(--layer-1)", "var(--layer-2)", "var(--layer-3)", "var(--layer-4)", "var(--layer-5)", "var(--layer-6)"}

// Axis returns the value axis: it begins at zero and contains the target.
func (c PipelineChart) Axis() Axis {
	values := []float64{0}
	for i := range c.Categories {
		sum := 0.0
		for _, stack := range c.Stacks {
			sum += stack.Values[i]
		}
		values = append(values, sum)
		if c.Target[i] != nil {
			values = append(values, *c.Target[i])
		}
	}
	return NewAxis(values...)
}

// legend lists the layers and the target: the pages count its entries to find where it
// ends.
func (c PipelineChart) legend() []any {
	var entries []any
	for _, stack := range c.Stacks {
		entries = append(entries, stack.Name)
	}
	return append(entries, c.TargetName)
}

// JSON returns the options for ECharts: data only, see TargetChart.JSON.
func (c PipelineChart) JSON() (template.JS, error) {
	axis := c.Axis()
	chart := charts.NewBar()
	chart.SetGlobalOptions(
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true), Top: "0", Left: "0", ItemWidth: 18, ItemHeight: 10, Data: c.legend()}),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "28", Top: "64", Bottom: "8", ContainLabel: opts.Bool(true)}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true),
			Label: &opts.AriaLabel{Enabled: opts.Bool(true), Description: c.Description}}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLine: &opts.AxisLine{LineStyle: &opts.LineStyle{Color: colourAxis}},
			AxisLabel: &opts.AxisLabel{Color: colourText, HideOverlap: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: axis.Min, Max: axis.Max, MinInterval: axis.Step, MaxInterval: axis.Step,
			AxisLabel: &opts.AxisLabel{Color: colourText}, SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colourGrid}}}),
	)
	chart.SetXAxis(c.Categories)
	shade := 0
	for _, stack := range c.Stacks {
		item := opts.ItemStyle{Color: colourActual, BorderColor: colourPaper, BorderWidth: 1}
		switch stack.Layer {
		case LayerListed:
			item.Color = layerShades[shade%len(layerShades)]
			shade++
		case LayerUndated:
			item.Color, item.BorderColor = colourPaper, colourPlan
		}
		data := make([]opts.BarData, len(stack.Values))
		for i, value := range stack.Values {
			data[i] = opts.BarData{Value: value}
		}
		chart.AddSeries(stack.Name, data, charts.WithItemStyleOpts(item),
			charts.WithBarChartOpts(opts.BarChart{Stack: "capacity", BarWidth: "40%"}))
	}
	line := charts.NewLine()
	goal := lineData(Series{Values: c.Target})
	for i := range goal {
		if !c.Deadlines[i] {
			goal[i].Symbol = "none"
		}
	}
	line.AddSeries(c.TargetName, goal,
		charts.WithLineChartOpts(opts.LineChart{Step: "middle", Symbol: "emptyDiamond", SymbolSize: 10, ShowSymbol: opts.Bool(true)}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: colourPlan, Type: "dashed", Width: 2}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colourPlan}))
	chart.Overlap(line)
	chart.Validate()
	content, err := json.Marshal(chart.JSON())
	if err != nil {
		return "", fmt.Errorf("encode chart: %w", err)
	}
	return template.JS(content), nil //nolint:gosec // json.Marshal escapes <, > and &
}
