package reports

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// blockCell is a cell of a repeated row as the template has it.
type blockCell struct {
	text    string
	formula string
	style   int
}

// fillBlock repeats a row for each indicator of its selection.
func (f *filling) fillBlock(block templateBlock) {
	rows, chosen := f.rows.Selected[block.selection]
	if block.selection == (Selection{}) && !chosen {
		rows = f.report.Rows
	}
	if f.err == nil {
		f.err = f.context.Err()
	}
	if len(rows) > maximumFilledRows {
		f.keep(metrics.NewProblem("report.too_many_rows", "sheet", block.sheet, "limit", strconv.Itoa(maximumFilledRows)))
	}
	if f.err != nil {
		return
	}
	cells := f.blockCells(block)
	merged := f.rowMerges(block)
	if len(rows) == 0 {
		for i, content := range cells {
			if placeholderPattern.MatchString(content.text) {
				f.put(block.sheet, cellName(i+1, block.row), cell{})
			}
		}
		f.put(block.sheet, cellName(block.column, block.row), textCell(f.report.text("no_rows"), plainLook))
		return
	}
	f.insertRows(block, len(rows), cells, merged)
	for i, row := range rows {
		if f.err != nil {
			return
		}
		for k, content := range cells {
			name := cellName(k+1, block.row+i)
			switch {
			case content.formula != "":
				f.keep(f.file.SetCellFormula(block.sheet, name, shiftedFormula(content.formula, i)))
			case placeholderPattern.MatchString(content.text):
				f.put(block.sheet, name, f.resolve(withoutMarker(content.text), row))
			case i > 0 && content.text != "":
				f.keep(f.copyPlain(block, k+1, block.row+i))
			}
		}
	}
}

// withoutMarker takes the marker out of a text; the braces of other placeholders stay.
func withoutMarker(text string) string {
	return placeholderPattern.ReplaceAllStringFunc(text, func(found string) string {
		if isMarkerText(found[2 : len(found)-2]) {
			return ""
		}
		return found
	})
}

// blockCells reads the repeated row.
func (f *filling) blockCells(block templateBlock) []blockCell {
	rows, err := f.file.GetRows(block.sheet)
	f.keep(err)
	width := block.column
	if f.err == nil && block.row <= len(rows) {
		width = max(width, len(rows[block.row-1]))
	}
	if reference, err := f.file.GetSheetDimension(block.sheet); err == nil {
		if _, last := areaColumns(reference); last > width && last <= excelize.MaxColumns {
			width = last
		}
	}
	cells := make([]blockCell, width)
	for i := range cells {
		name := cellName(i+1, block.row)
		cells[i].text, err = f.file.GetCellValue(block.sheet, name)
		f.keep(err)
		cells[i].formula, err = f.file.GetCellFormula(block.sheet, name)
		f.keep(err)
		cells[i].style, err = f.file.GetCellStyle(block.sheet, name)
		f.keep(err)
	}
	return cells
}

// rowMerges lists the merged cells that lie in the repeated row, as columns.
func (f *filling) rowMerges(block templateBlock) [][2]int {
	var found [][2]int
	merged, err := f.file.GetMergeCells(block.sheet, true)
	f.keep(err)
	for _, area := range merged {
		from, row, _ := excelize.CellNameToCoordinates(area.GetStartAxis())
		to, _, _ := excelize.CellNameToCoordinates(area.GetEndAxis())
		if row == block.row {
			found = append(found, [2]int{from, to})
		}
	}
	return found
}

// insertRows makes room below the repeated row with its looks, heights and merged cells,
// and lets formulas that point at the row point at all of them.
func (f *filling) insertRows(block templateBlock, count int, cells []blockCell, merged [][2]int) {
	if count < 2 {
		return
	}
	f.keep(f.file.InsertRows(block.sheet, block.row+1, count-1))
	f.insertions = append(f.insertions, insertion{sheet: block.sheet, row: block.row, count: count})
	last := block.row + count - 1
	for i, content := range cells {
		f.keep(f.file.SetCellStyle(block.sheet, cellName(i+1, block.row+1), cellName(i+1, last), content.style))
	}
	height, err := f.rowHeight(block)
	f.keep(err)
	for row := block.row; row <= last && f.err == nil; row++ {
		f.keep(f.file.SetRowHeight(block.sheet, row, height))
		if row == block.row {
			continue
		}
		for _, columns := range merged {
			f.keep(f.file.MergeCell(block.sheet, cellName(columns[0], row), cellName(columns[1], row)))
		}
	}
	f.widenFormulas(block, count)
}

// copyPlain repeats a cell without placeholders: a text, a number or a truth value.
func (f *filling) copyPlain(block templateBlock, column, row int) error {
	from, to := cellName(column, block.row), cellName(column, row)
	raw, err := f.file.GetCellValue(block.sheet, from, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	kind, err := f.file.GetCellType(block.sheet, from)
	if err != nil {
		return err
	}
	if number, failed := strconv.ParseFloat(raw, 64); failed == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) {
		return f.file.SetCellFloat(block.sheet, to, number, -1, 64)
	}
	return f.file.SetCellStr(block.sheet, to, raw)
}

// widenFormulas lets formulas outside the repeated rows that point at one row of a column
// point at all of them.
func (f *filling) widenFormulas(block templateBlock, count int) {
	for _, sheet := range f.file.GetSheetList() {
		for _, place := range f.formulaCells(sheet) {
			_, row, _ := excelize.CellNameToCoordinates(place)
			if sheet == block.sheet && row >= block.row && row < block.row+count || f.err != nil {
				continue
			}
			formula, err := f.file.GetCellFormula(sheet, place)
			f.keep(err)
			if wide := widened(formula, sheet == block.sheet, block.sheet, block.row, count); wide != formula {
				f.keep(f.file.SetCellFormula(sheet, place, wide))
			}
		}
	}
}

// formulaCells lists the cells of a sheet that hold a formula.
func (f *filling) formulaCells(sheet string) []string {
	rows, err := f.file.GetRows(sheet)
	f.keep(err)
	width, height := 0, len(rows)
	for _, row := range rows {
		width = max(width, len(row))
	}
	if reference, err := f.file.GetSheetDimension(sheet); err == nil {
		if _, last := areaColumns(reference); last > width && last <= maximumFormulaColumns {
			width = last
		}
		height = max(height, min(areaLastRow(reference), height+maximumTemplateRows))
	}
	var found []string
	for y := 1; y <= height; y++ {
		for x := 1; x <= width; x++ {
			name := cellName(x, y)
			if formula, err := f.file.GetCellFormula(sheet, name); err == nil && formula != "" {
				found = append(found, name)
			}
		}
	}
	return found
}

// maximumFormulaColumns is how far to the right formulas of a template are looked for.
const maximumFormulaColumns = 200
