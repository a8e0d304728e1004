package reports

import "strconv"

// chartGrid is where the numbers behind the charts lie: a sheet with one row an
// indicator and three blocks of years side by side, for what is reached, the
// required path and the targets. The row of choice above them holds formulas that
// repeat the chosen indicator.
type chartGrid struct {
	sheet       string
	first, last int
	rows        []chartRow
	choiceCell  string // the cell in which a reader chooses, with its sheet
}

const (
	gridBlockRow  = 1
	gridYearRow   = 2
	gridChoiceRow = 3
	gridFirstRow  = 4
	gridBlocks    = 3
)

func (g chartGrid) yearCount() int { return g.last - g.first + 1 }

func (g chartGrid) lastRow() int { return gridFirstRow + len(g.rows) - 1 }

// column is where a year of a block lies.
func (g chartGrid) column(block, year int) int { return 2 + block*g.yearCount() + year - g.first }

func (g chartGrid) reference(row, fromColumn, toColumn int) string {
	return quoteSheet(g.sheet) + "!" + absolute(fromColumn, row) + ":" + absolute(toColumn, row)
}

func (g chartGrid) labels() string {
	return quoteSheet(g.sheet) + "!" + absolute(1, gridFirstRow) + ":" + absolute(1, g.lastRow())
}

func (g chartGrid) seriesName(block int) string {
	return quoteSheet(g.sheet) + "!" + absolute(g.column(block, g.first), gridBlockRow)
}

// write writes the sheet of numbers.
func (g chartGrid) write(r Report, book *workbook) error {
	widths := []float64{44}
	for range gridBlocks * g.yearCount() {
		widths = append(widths, 11)
	}
	page := layout{name: g.sheet, tabColor: "9AA5B1", widths: widths, landscape: true,
		frozenRows: gridChoiceRow, frozenColumns: 1}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	blocks := []cell{{style: headerLook}}
	years := []cell{textCell(r.text("column.indicator"), headerLook)}
	for _, key := range []string{"chart.actual", "chart.path", "chart.target"} {
		for year := g.first; year <= g.last; year++ {
			heading := cell{style: headerLook}
			if year == g.first {
				heading = textCell(r.text(key), headerLook)
			}
			blocks = append(blocks, heading)
			years = append(years, textCell(strconv.Itoa(year), headerLook))
		}
	}
	if err := s.row(22, blocks...); err != nil {
		return err
	}
	if err := s.row(18, years...); err != nil {
		return err
	}
	if err := s.row(18, g.choice()...); err != nil {
		return err
	}
	for _, row := range g.rows {
		if err := s.row(0, g.cells(row)...); err != nil {
			return err
		}
	}
	if err := s.print(len(widths), s.written, gridBlockRow, gridYearRow); err != nil {
		return err
	}
	return s.close()
}

func (g chartGrid) cells(row chartRow) []cell {
	cells := []cell{textCell(row.label, bodyLook)}
	for _, series := range []map[int]float64{row.actual, row.path, row.targets} {
		for year := g.first; year <= g.last; year++ {
			value, has := series[year]
			if !has {
				cells = append(cells, cell{style: bodyLook})
				continue
			}
			look := bodyLook
			look.format = "#,##0.######"
			cells = append(cells, cell{value: value, style: look})
		}
	}
	return cells
}

// choice is the row of formulas that repeats the chosen indicator, with the values of
// the first one, which is chosen at first. A missing value is #N/A: an empty text
// would be drawn as zero.
func (g chartGrid) choice() []cell {
	look := bodyLook
	look.color = quietColor
	look.format = "#,##0.######"
	cells := []cell{{value: g.rows[0].label, formula: g.choiceCell, style: look}}
	chosen := g.cells(g.rows[0])
	position := "MATCH(" + absolute(1, gridChoiceRow) + "," + absolute(1, gridFirstRow) + ":" + absolute(1, g.lastRow()) + ",0)"
	for column := 2; column <= 1+gridBlocks*g.yearCount(); column++ {
		values := absolute(column, gridFirstRow) + ":" + absolute(column, g.lastRow())
		found := "INDEX(" + values + "," + position + ")"
		value := chosen[column-1].value
		if value == nil {
			value = missingValue
		}
		cells = append(cells, cell{value: value, formula: `IF(` + found + `="",NA(),` + found + `)`, style: look})
	}
	return cells
}
