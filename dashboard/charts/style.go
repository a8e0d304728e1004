package charts

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The colours of charts are tokens of assets/src/tokens.css: drawings are SVG, so they
// follow when the page turns dark or is printed.
const (
	colourActual        = "var(--actual)"
	colourPlan          = "var(--plan)"
	colourPrevious      = "var(--previous)"
	colourBenchmark     = "var(--benchmark)"
	colourDemonstration = "var(--generated)"
	colourText          = "var(--ink-soft)"
	colourAxis          = "var(--axis)"
	colourGrid          = "var(--grid)"
	colourBand          = "var(--previous)"
	colourPaper         = "var(--paper)"
	colourHatch         = "var(--hatch)"
	colourHatchDense    = "var(--hatch-dense)"
)

func styleOptions(style Style) []charts.SeriesOpts {
	line := opts.LineStyle{Width: 2.5}
	drawing := opts.LineChart{ShowSymbol: opts.Bool(true), Symbol: "circle", SymbolSize: 7, ConnectNulls: opts.Bool(true)}
	colour := colourActual
	switch style {
	case StyleLevel:
		colour, line.Type, line.Width, drawing.ShowSymbol = colourPlan, "dashed", 1.5, opts.Bool(false)
	case StylePlan:
		colour, line.Type, line.Width = colourPlan, "dashed", 1.5
		drawing.Symbol, drawing.SymbolSize = "emptyDiamond", 11
	case StylePrevious:
		colour, line.Width, drawing.SymbolSize = colourPrevious, 2, 5
	case StyleBenchmark:
		colour, line.Type, line.Width, drawing.ShowSymbol = colourBenchmark, "dotted", 1.5, opts.Bool(false)
	case StyleForecast:
		colour, line.Type, line.Width, drawing.Symbol = colourAxis, "dashed", 1.5, "emptyCircle"
	case StyleLanding:
		line.Type, line.Width, drawing.Symbol, drawing.SymbolSize = "dashed", 2, "emptyCircle", 8
	case StyleDemonstration:
		colour, line.Type = colourDemonstration, "dashed"
		drawing.Symbol = "emptyCircle"
	}
	line.Color = colour
	return []charts.SeriesOpts{
		charts.WithLineChartOpts(drawing),
		charts.WithLineStyleOpts(line),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colour}),
	}
}
