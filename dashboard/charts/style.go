package charts

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The colours of charts. They repeat the tokens of assets/src/tokens.css, because a
// chart cannot read those.
const (
	colourActual        = "#17324d"
	colourPlan          = "#5b6b7c"
	colourPrevious      = "#b8c4d0"
	colourBenchmark     = "#8a6d1f"
	colourDemonstration = "#7a4fb5"
	colourText          = "#44525f"
	colourAxis          = "#8b98a5"
	colourGrid          = "#e6ebf0"
	colourBand          = "#b8c4d0"
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
