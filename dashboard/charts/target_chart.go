package charts

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Style says what a series is and so how it is drawn.
type Style int

// The styles of series.
const (
	StyleActual        Style = iota // solid, dark
	StyleLevel                      // dashed line without points: a level or an even share
	StylePlan                       // dashed line with outlined points at what the plan states
	StylePrevious                   // light
	StyleBenchmark                  // thin dotted line
	StyleForecast                   // values that a plan expected: grey, hollow, dashed
	StyleDemonstration              // generated values: dashed, in a colour of its own
	StyleBar                        // values of single periods beside cumulative lines
	StyleLanding                    // forecast from the values: dashed, hollow, with bands
)

// Series is one line of a chart: a value or nil for every category.
type Series struct {
	Name   string
	Style  Style
	Values []*float64
	// Uncertain marks provisional and estimated values, which are drawn hollow.
	Uncertain []bool
	// Origins are the addresses of the pages that lead the values back to where they were
	// read, for the table of the chart; empty where there is none.
	Origins []string
	// Joint is where the line of a forecast starts, or nil.
	Joint *Joint
}

// TargetChart shows actual values against the path of a target over time.
type TargetChart struct {
	Description string   // what a screen reader says
	Categories  []string // labels of the periods, from left to right
	Series      []Series
	Bands       []Band // drawn beneath the series, the widest first
	// AsOf is the category up to which values may be known, or −1; AsOfLabel stands at
	// its line.
	AsOf      int
	AsOfLabel string
	Inverse   bool // true: 1 is on top, for ranks
}

// Axis returns the value axis. It contains every value of every series and band, so
// that the target is always in sight.
func (c TargetChart) Axis() Axis {
	var values []float64
	for _, series := range c.Series {
		for _, value := range series.Values {
			if value != nil {
				values = append(values, *value)
			}
		}
		if series.Style == StyleBar {
			values = append(values, 0)
		}
	}
	for _, band := range c.Bands {
		for i := range band.Low {
			if band.Low[i] != nil && band.High[i] != nil {
				values = append(values, *band.Low[i], *band.High[i])
			}
		}
	}
	axis := NewAxis(values...)
	if c.Inverse {
		axis.Min, axis.Step = 1, math.Max(1, math.Ceil(axis.Step))
		axis.Max = math.Max(2, math.Ceil(axis.Max))
	}
	return axis
}

// JSON returns the options of the chart for ECharts. The text holds data only: no
// function, and no character that could end a script element.
func (c TargetChart) JSON() (template.JS, error) {
	axis := c.Axis()
	chart := charts.NewLine()
	chart.SetGlobalOptions(
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true), Top: "0", Left: "0", ItemWidth: 26, ItemHeight: 10, Data: c.legend()}),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "28", Top: "64", Bottom: "8", ContainLabel: opts.Bool(true)}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true),
			Label: &opts.AriaLabel{Enabled: opts.Bool(true), Description: c.Description}}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", BoundaryGap: opts.Bool(true),
			AxisLine:  &opts.AxisLine{OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: colourAxis}},
			AxisTick:  &opts.AxisTick{AlignWithLabel: opts.Bool(true)},
			AxisLabel: &opts.AxisLabel{Color: colourText, HideOverlap: opts.Bool(true), ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: axis.Min, Max: axis.Max,
			MinInterval: axis.Step, MaxInterval: axis.Step, Inverse: opts.Bool(c.Inverse),
			AxisLabel: &opts.AxisLabel{Color: colourText, ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colourGrid}}}),
	)
	chart.SetXAxis(c.Categories)
	for position, series := range c.Series {
		if series.Style == StyleBar {
			bar := charts.NewBar()
			bar.AddSeries(series.Name, barData(series), charts.WithItemStyleOpts(opts.ItemStyle{Color: colourPrevious}),
				charts.WithBarChartOpts(opts.BarChart{BarWidth: "45%"}))
			chart.Overlap(bar)
			continue
		}
		options := append(styleOptions(series.Style), c.asOfLine(position)...)
		chart.AddSeries(series.Name, lineData(series), options...)
	}
	chart.Validate()
	options := chart.JSON()
	var drawn []any
	for _, band := range c.Bands {
		drawn = append(drawn, band.lines(c.joint())...)
	}
	for _, series := range chart.MultiSeries {
		drawn = append(drawn, series)
	}
	options["series"] = drawn
	content, err := json.Marshal(options)
	if err != nil {
		return "", fmt.Errorf("encode chart: %w", err)
	}
	return template.JS(content), nil //nolint:gosec // json.Marshal escapes <, > and &
}

// asOfLine marks the as-of category on the first series.
func (c TargetChart) asOfLine(position int) []charts.SeriesOpts {
	if position != 0 || c.AsOf < 0 || c.AsOf >= len(c.Categories) {
		return nil
	}
	top := "end"
	if c.Inverse {
		top = "start" // the line begins at the smallest value, which is on top
	}
	return []charts.SeriesOpts{
		charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: c.AsOfLabel, XAxis: c.AsOf}),
		charts.WithMarkLineStyleOpts(opts.MarkLineStyle{
			Symbol:    []string{"none", "none"},
			Label:     &opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: colourText, Position: top},
			LineStyle: &opts.LineStyle{Color: colourText, Type: "dotted", Width: 1},
		}),
	}
}

// joint returns where the forecast starts, or nil.
func (c TargetChart) joint() *Joint {
	for _, series := range c.Series {
		if series.Joint != nil {
			return series.Joint
		}
	}
	return nil
}

// lineData writes a gap as "-", which ECharts draws as a gap. The name of a joint tells
// the script that it is none of the values.
func lineData(series Series) []opts.LineData {
	data := make([]opts.LineData, len(series.Values))
	for i, value := range series.Values {
		if value == nil {
			data[i] = opts.LineData{Value: "-"}
			if series.Joint != nil && series.Joint.Category == i {
				data[i] = opts.LineData{Name: jointName, Value: series.Joint.Value, Symbol: "none"}
			}
			continue
		}
		data[i] = opts.LineData{Value: *value}
		if i < len(series.Uncertain) && series.Uncertain[i] {
			data[i].Symbol = "emptyCircle"
			data[i].SymbolSize = 9
		}
	}
	return data
}

func barData(series Series) []opts.BarData {
	data := make([]opts.BarData, len(series.Values))
	for i, value := range series.Values {
		if value == nil {
			data[i] = opts.BarData{Value: "-"}
		} else {
			data[i] = opts.BarData{Value: *value}
		}
	}
	return data
}
