package reports

import (
	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// ListingChart is a native chart under a table, drawn from its cells. The table must have
// one group without a heading.
type ListingChart struct {
	Title  string
	Labels int // column of what a bar or a line stands for, counted from 1
	Series []ListingSeries
	// Stacked puts the series of a row on one bar; otherwise they stand beside each other.
	Stacked bool
	// Lines draws a line for each row over the headings of the columns of the series.
	Lines bool
}

// ListingSeries is one column of numbers. With a status it has the colour of that status.
type ListingSeries struct {
	Column int // counted from 1
	Status metrics.AssessmentStatus
}

const (
	mostChartBars  = 24
	mostChartLines = 12
	// pagePoints is the height of a printed page between its margins.
	pagePoints = 500.0
	// pagePixels is its width.
	pagePixels = 1040.0
)

// chartPixels is the width of a chart that is as wide as its table, so that print does not
// cut it: a half-width character takes 7 pixels, the margin of a cell 5.
func chartPixels(widths []float64) uint {
	pixels := 0.0
	for _, width := range widths {
		pixels += width*7 + 5
	}
	return uint(pixels)
}

// startsPage tells whether the chart has no room on the page of its table, which is kept
// whole with it where it is short.
func (c ListingChart) startsPage(rows listedRows, width uint) bool {
	const head, row, point = 110.0, 20.0, 0.75  // points, points, points of a pixel
	shrunk := max(1, float64(width)/pagePixels) // a wide table is made to fit the page
	return head+row*float64(rows.last-rows.header)+point*float64(c.height(rows)) > pagePoints*shrunk
}

// charts are those of the table that have something to draw.
func (t ListingTable) charts(rows listedRows) []ListingChart {
	if t.Count == 0 || rows.last == rows.header {
		return nil
	}
	return t.Charts
}

// listingColors tell lines and bars without a status apart, in print too.
func listingColors() []string {
	return []string{"1F4E79", "D9902F", "2F7D4F", "8A1F1B", "7B5EA7", "5F6B7A", "1F6FA8", "B98A52", "0B5132", "C4491F", "9CC3DE", "B4BDC7"}
}

// height is that of the chart in pixels: a bar for each row can be read.
func (c ListingChart) height(rows listedRows) int {
	if c.Lines {
		return 380
	}
	return 130 + 20*max(min(rows.last-rows.header, mostChartBars), 3)
}

func (c ListingChart) draw(s *sheet, rows listedRows, width uint) *excelize.Chart {
	kind, series := excelize.Bar, c.bars(s, rows)
	switch {
	case c.Lines:
		kind, series = excelize.Line, c.lines(s, rows)
	case c.Stacked:
		kind = excelize.BarStacked
	}
	chart := emptyChart(kind, series)
	chart.Title.Paragraph = []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Bold: true, Size: 11, Color: inkColor, Family: fontName}}}
	chart.Dimension = excelize.ChartDimension{Width: width, Height: uint(c.height(rows))}
	if c.Lines {
		return chart
	}
	gap, overlap := uint(45), 0
	if c.Stacked {
		overlap = 100
	}
	chart.GapWidth, chart.Overlap = &gap, &overlap
	chart.XAxis.ReverseOrder = true // the first row on top, as in the table
	if len(c.Series) == 1 {
		chart.Legend.Position = "none"
	}
	return chart
}

// bars are one series for each column.
func (c ListingChart) bars(s *sheet, rows listedRows) []excelize.ChartSeries {
	first, last := rows.header+1, min(rows.last, rows.header+mostChartBars)
	column := func(at int) string { return s.quoted() + "!" + absolute(at, first) + ":" + absolute(at, last) }
	series := make([]excelize.ChartSeries, len(c.Series))
	for i, one := range c.Series {
		color := listingColors()[i%len(listingColors())]
		if one.Status != "" {
			color = chartFills[one.Status]
		}
		series[i] = excelize.ChartSeries{Name: s.quoted() + "!" + absolute(one.Column, rows.header), Categories: column(c.Labels),
			Values: column(one.Column), Fill: solid(color)}
	}
	return series
}

// lines are one series for each row.
func (c ListingChart) lines(s *sheet, rows listedRows) []excelize.ChartSeries {
	from, to := c.Series[0].Column, c.Series[len(c.Series)-1].Column
	span := func(row int) string { return s.quoted() + "!" + absolute(from, row) + ":" + absolute(to, row) }
	var series []excelize.ChartSeries
	for row := rows.header + 1; row <= rows.last && len(series) < mostChartLines; row++ {
		color := listingColors()[len(series)%len(listingColors())]
		series = append(series, excelize.ChartSeries{Name: s.quoted() + "!" + absolute(c.Labels, row), Categories: span(rows.header), Values: span(row),
			Fill: solid(color), Line: excelize.LineOptions{Type: excelize.LineSolid, Width: 1.75, Fill: solid(color)},
			Marker: excelize.ChartMarker{Symbol: "circle", Size: 5, Fill: solid(color)}})
	}
	return series
}
