package reports

import (
	"github.com/xuri/excelize/v2"
)

const (
	chartColumns     = 16
	chartColumnWidth = 11.0
	chartWidth       = 640
	chartHeight      = 320
	wideChartWidth   = 1300
	wideChartHeight  = 330
	rowsOfChart      = 19 // default rows that a chart and the gap below it take
	choiceRow        = 3
	firstChartRow    = 5
)

// writeChartSheets writes the charts and, as the last sheet, the numbers behind them.
func (r Report) writeChartSheets(book *workbook) error {
	grid := chartGrid{sheet: r.sheetName("chart_data"), rows: r.chartRows(),
		choiceCell: quoteSheet(r.sheetName("charts")) + "!$B$3"}
	grid.first, grid.last = allYears(grid.rows)
	widths := make([]float64, chartColumns)
	for i := range widths {
		widths[i] = chartColumnWidth
	}
	page := layout{name: r.sheetName("charts"), tabColor: "2F7D4F", widths: widths, landscape: true, hideGrid: true, rowHeight: 15}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	if err := s.banner(28, r.text("chart.title", "title", r.heading()), titleLook); err != nil {
		return err
	}
	if len(grid.rows) == 0 {
		if err := s.banner(24, r.text("chart.none"), subtitle); err != nil {
			return err
		}
		if err := s.print(chartColumns, s.written, 0, 0); err != nil {
			return err
		}
		return s.close()
	}
	if err := r.drawCharts(s, grid); err != nil {
		return err
	}
	return grid.write(r, book)
}

func (r Report) drawCharts(s *sheet, grid chartGrid) error {
	if err := s.banner(18, r.text("chart.explanation"), subtitle); err != nil {
		return err
	}
	pick := style{bold: true, fill: "FFF9DB", border: true}
	cells := []cell{textCell(r.text("chart.choose"), labelLook)}
	for range 7 {
		cells = append(cells, cell{style: pick})
	}
	cells[1] = textCell(grid.rows[0].label, pick)
	if err := s.row(22, cells...); err != nil {
		return err
	}
	if err := s.mergeRow(2, 8); err != nil {
		return err
	}
	if err := s.choice(cellName(2, choiceRow), grid.labels()); err != nil {
		return err
	}
	wide := grid.columnChart()
	wide.Dimension = excelize.ChartDimension{Width: wideChartWidth, Height: wideChartHeight}
	if err := s.chart(cellName(1, firstChartRow), wide); err != nil {
		return err
	}
	last := firstChartRow + rowsOfChart
	for i, row := range grid.rows[:min(len(grid.rows), maximumCharts)] {
		top := firstChartRow + rowsOfChart*(1+i/2)
		if i%2 == 0 && (1+i/2)%2 == 0 {
			if err := s.breakPage(top - 1); err != nil {
				return err
			}
		}
		first, final := row.years()
		chart := grid.lineChart(gridFirstRow+i, first, final, row)
		chart.Dimension = excelize.ChartDimension{Width: chartWidth, Height: chartHeight}
		if err := s.chart(cellName(1+i%2*chartColumns/2, top), chart); err != nil {
			return err
		}
		last = top + rowsOfChart
	}
	if err := s.print(chartColumns, last, 0, 0); err != nil {
		return err
	}
	return s.close()
}
