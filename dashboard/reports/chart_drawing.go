package reports

import "github.com/xuri/excelize/v2"

// The colors of charts: what is reached is dark and solid, what is required is grey,
// what is promised is amber.
const (
	actualColor = "1F2933"
	pathColor   = "8794A3"
	targetColor = "D9902F"
)

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// series are the three series of one row of the grid over a span of years.
func (g chartGrid) series(gridRow, first, last int) []excelize.ChartSeries {
	series := make([]excelize.ChartSeries, gridBlocks)
	for block, color := range []string{actualColor, pathColor, targetColor} {
		series[block] = excelize.ChartSeries{
			Name:       g.seriesName(block),
			Categories: g.reference(gridYearRow, g.column(block, first), g.column(block, last)),
			Values:     g.reference(gridRow, g.column(block, first), g.column(block, last)),
			Fill:       solid(color),
		}
	}
	return series
}

func emptyChart(kind excelize.ChartType, series []excelize.ChartSeries) *excelize.Chart {
	small := excelize.Font{Size: 9, Color: quietColor, Family: fontName}
	return &excelize.Chart{
		Type:   kind,
		Series: series,
		Legend: excelize.ChartLegend{Position: "bottom", Font: &small},
		XAxis:  excelize.ChartAxis{Font: small},
		YAxis: excelize.ChartAxis{Font: small, MajorGridLines: true,
			NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0.##"}},
		Border:       excelize.LineOptions{Type: excelize.LineSolid, Width: 0.75, Fill: solid(lineColor)},
		ShowBlanksAs: "gap",
	}
}

// lineChart draws an indicator: actual solid, the required path dashed, targets as
// points. The axis contains the target.
func (g chartGrid) lineChart(gridRow, first, last int, row chartRow) *excelize.Chart {
	series := g.series(gridRow, first, last)
	series[0].Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 2.25}
	series[0].Marker = excelize.ChartMarker{Symbol: "circle", Size: 6, Fill: solid(actualColor)}
	series[1].Line = excelize.LineOptions{Type: excelize.LineSolid, Dash: excelize.LineDashDash, Width: 1.25}
	series[1].Marker = excelize.ChartMarker{Symbol: "none"}
	series[2].Line = excelize.LineOptions{Type: excelize.LineNone}
	series[2].Marker = excelize.ChartMarker{Symbol: "diamond", Size: 10, Fill: solid(targetColor)}
	chart := emptyChart(excelize.Line, series)
	chart.Title.Paragraph = []excelize.RichTextRun{{Text: row.label,
		Font: &excelize.Font{Bold: true, Size: 11, Color: inkColor, Family: fontName}}}
	if bounds, has := axisFor(row.values()); has {
		chart.YAxis.Minimum, chart.YAxis.Maximum, chart.YAxis.MajorUnit = &bounds.least, &bounds.most, bounds.step
		chart.YAxis.NumFmt.CustomNumFmt = axisFormat(bounds.step)
	}
	return chart
}

// columnChart draws the chosen indicator. Its cells are formulas, and a missing value
// among them is #N/A, which some programs draw as zero: a column of no height is
// right even there, a line to zero would be a lie.
func (g chartGrid) columnChart() *excelize.Chart {
	chart := emptyChart(excelize.Col, g.series(gridChoiceRow, g.first, g.last))
	gap, overlap := uint(60), 0
	chart.GapWidth, chart.Overlap = &gap, &overlap
	if !g.hasNegative() {
		zero := 0.0 // a column stands on zero, or its height says nothing
		chart.YAxis.Minimum = &zero
	}
	return chart
}

func (g chartGrid) hasNegative() bool {
	for _, row := range g.rows {
		for _, value := range row.values() {
			if value < 0 {
				return true
			}
		}
	}
	return false
}

// axisFormat has just the decimals that the steps of the axis need.
func axisFormat(step float64) string {
	decimals := 0
	for scale := step; decimals < 6 && scale != float64(int64(scale)); decimals++ {
		scale *= 10
	}
	return numberFormat(decimals)
}
