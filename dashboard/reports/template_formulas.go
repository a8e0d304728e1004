package reports

import (
	"cmp"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// formulaCell finds a cell that holds a formula, and what is said of the formula.
var (
	formulaCell = regexp.MustCompile(`<(?:\w+:)?c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<(?:\w+:)?f(\s[^>]*)?/?>`)
	spreadOver  = regexp.MustCompile(`\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"`)
)

// templateFormulas are the formulas of a workbook with everything that they can name.
type templateFormulas struct {
	sheets  []string // in their order
	cells   []sheetCell
	texts   map[sheetCell]string
	columns map[string][]formulaColumn // by sheet, from left to right
	// spread are the formulas that fill more cells than their own.
	spread []spreadFormula
	names  map[string]string // by sheet, empty for the workbook, and name in small letters
	tables []sheetTable
}

// formulaColumn is a column with the rows that hold formulas, ascending.
type formulaColumn struct {
	number int
	rows   []int
}

// spreadFormula is an array formula with the area that it fills.
type spreadFormula struct {
	cell sheetCell
	area cellArea
}

func readFormulas(file *excelize.File, content []byte, parts []string) (templateFormulas, error) {
	f := templateFormulas{sheets: file.GetSheetList(), texts: map[sheetCell]string{}, columns: map[string][]formulaColumn{}, names: map[string]string{}}
	reader, err := newPartReader(content)
	if err != nil {
		return f, err
	}
	partOf, err := sheetParts(content)
	if err != nil {
		return f, err
	}
	for _, sheet := range f.sheets {
		body, err := reader.body(partOf[sheet])
		if err != nil {
			continue // a sheet of a chart
		}
		if err := f.readSheet(file, sheet, body); err != nil {
			return f, err
		}
	}
	for _, name := range file.GetDefinedName() {
		scope := name.Scope
		if scope == "Workbook" {
			scope = ""
		}
		f.names[nameKey(scope, name.Name)] = name.RefersTo
	}
	f.tables, err = templateTables(file, content, parts)
	return f, err
}

func nameKey(sheet, name string) string { return strings.ToLower(sheet + "!" + name) }

func (f *templateFormulas) readSheet(file *excelize.File, sheet string, body []byte) error {
	rows := map[int][]int{}
	for _, match := range formulaCell.FindAllSubmatch(body, -1) {
		name := string(match[1])
		text, err := file.GetCellFormula(sheet, name)
		if err != nil {
			return err
		}
		column, row, err := excelize.CellNameToCoordinates(name)
		if err != nil || text == "" {
			continue
		}
		cell := sheetCell{sheet, column, row}
		if _, known := f.texts[cell]; known {
			continue
		}
		f.texts[cell] = text
		f.cells = append(f.cells, cell)
		rows[column] = append(rows[column], row)
		if spread := spreadOver.FindSubmatch(match[2]); spread != nil && strings.Contains(string(match[2]), `t="array"`) {
			if area, read := readArea(string(spread[1])); read {
				f.spread = append(f.spread, spreadFormula{cell, area})
			}
		}
	}
	for _, column := range slices.Sorted(maps.Keys(rows)) {
		slices.Sort(rows[column])
		f.columns[sheet] = append(f.columns[sheet], formulaColumn{column, rows[column]})
	}
	return nil
}

// within gives the formulas whose result lies in an area of a sheet.
func (f *templateFormulas) within(sheet string, area cellArea) iter.Seq[sheetCell] {
	return func(yield func(sheetCell) bool) {
		for _, column := range f.columns[sheet] {
			if column.number < area.left.number || column.number > area.right.number {
				continue
			}
			at, _ := slices.BinarySearch(column.rows, area.top.number)
			for ; at < len(column.rows) && column.rows[at] <= area.bottom.number; at++ {
				if !yield(sheetCell{sheet, column.number, column.rows[at]}) {
					return
				}
			}
		}
		for _, spread := range f.spread {
			if spread.cell.sheet == sheet && spread.area.meets(area) && !area.holds(spread.cell.column, spread.cell.row) && !yield(spread.cell) {
				return
			}
		}
	}
}

// sheetsBetween lists the sheets that a reference lies on, none when it names one that is
// not there.
func (f *templateFormulas) sheetsBetween(reference formulaReference, own string) []string {
	if reference.firstSheet == "" {
		return []string{own}
	}
	at := func(name string) int {
		return slices.IndexFunc(f.sheets, func(sheet string) bool { return strings.EqualFold(sheet, name) })
	}
	first, last := at(reference.firstSheet), at(reference.lastSheet)
	if first < 0 || last < 0 {
		return nil
	}
	return f.sheets[min(first, last) : max(first, last)+1]
}

// named is what a name stands for in a formula on a sheet, where the sheet's own comes first.
func (f *templateFormulas) named(reference formulaReference, own string) (key, text string) {
	for _, sheet := range []string{cmp.Or(reference.firstSheet, own), ""} {
		key = nameKey(sheet, reference.word)
		if text, known := f.names[key]; known {
			return key, strings.TrimPrefix(text, "=")
		}
	}
	return "", ""
}

// table is the table of a name, or without a name the one that the cell lies in.
func (f *templateFormulas) table(name string, cell sheetCell) *sheetTable {
	for i, table := range f.tables {
		if name == "" && table.sheet == cell.sheet && table.area.holds(cell.column, cell.row) || name != "" && strings.EqualFold(table.name, name) {
			return &f.tables[i]
		}
	}
	return nil
}
