package reports

import (
	"archive/zip"
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// mostFormulasFollowed bounds the search for loops. A planner's form has far fewer.
const mostFormulasFollowed = 1_000

var (
	formulaCell = regexp.MustCompile(`<(?:\w+:)?c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s/>]`)
	// asksForPlace finds functions that look at where a cell lies and not at its value: a
	// cell may name itself there, as numbers of rows do.
	asksForPlace = regexp.MustCompile(`(?i)\b(ROWS?|COLUMNS?|ADDRESS|OFFSET|CELL|AREAS|SHEETS?|FORMULATEXT|ISFORMULA)\s*\([^()]*\)`)
)

// sheetCell is a cell of a workbook.
type sheetCell struct {
	sheet       string
	column, row int
}

// loops follows formulas from cell to cell.
type loops struct {
	formulas map[sheetCell]string
	cells    []sheetCell // that hold a formula, in the order of the sheets
	finished map[sheetCell]bool
	findings []TemplateFinding
}

// formulaLoops finds formulas that need their own result, by themselves or through
// others: Excel and WPS warn of them whenever the workbook is opened, and show 0.
func formulaLoops(file *excelize.File, content []byte) []TemplateFinding {
	names := formulaCellNames(content)
	l := &loops{formulas: map[sheetCell]string{}, finished: map[sheetCell]bool{}}
	for _, sheet := range file.GetSheetList() {
		for _, name := range names {
			formula, err := file.GetCellFormula(sheet, name)
			if err != nil || formula == "" {
				continue
			}
			column, row, _ := excelize.CellNameToCoordinates(name)
			cell := sheetCell{sheet, column, row}
			l.formulas[cell] = formula
			l.cells = append(l.cells, cell)
		}
		if len(l.cells) > mostFormulasFollowed {
			return nil
		}
	}
	for _, cell := range l.cells {
		l.follow(cell, nil)
	}
	return l.findings
}

// formulaCellNames lists the cells that hold a formula on any sheet, each once.
func formulaCellNames(content []byte) []string {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil
	}
	known := map[string]bool{}
	var names []string
	for _, part := range archive.File {
		if !strings.HasPrefix(strings.ToLower(part.Name), "xl/worksheets/") {
			continue
		}
		body, err := readPart(part, maximumUnpacked)
		if err != nil {
			continue
		}
		for _, match := range formulaCell.FindAllSubmatch(body, -1) {
			if name := string(match[1]); !known[name] {
				known[name] = true
				names = append(names, name)
			}
		}
		if len(names) > mostFormulasFollowed {
			return nil
		}
	}
	return names
}

// follow goes on from a cell that was reached along a way, and reports where the way
// comes back to itself.
func (l *loops) follow(cell sheetCell, way []sheetCell) {
	if at := slices.Index(way, cell); at >= 0 {
		names := []string{}
		for _, step := range append(slices.Clone(way[at:]), cell) {
			names = append(names, cellName(step.column, step.row))
		}
		l.findings = append(l.findings, TemplateFinding{Sheet: cell.sheet, Cell: names[0], Text: "=" + l.formulas[cell],
			Problem: metrics.NewProblem("template.formula_loop", "way", strings.Join(names, " → "))})
		return
	}
	if l.finished[cell] {
		return
	}
	for _, needed := range l.neededBy(cell) {
		l.follow(needed, append(way, cell))
	}
	l.finished[cell] = true
}

// neededBy lists the cells with formulas that the formula of a cell names.
func (l *loops) neededBy(cell sheetCell) []sheetCell {
	var needed []sheetCell
	outsideTexts(asksForPlace.ReplaceAllString(l.formulas[cell], ""), func(part string) string {
		return changeRanges(part, func(named cellRange) cellRange {
			for _, other := range l.cells {
				if named.isOn(other.sheet, other.sheet == cell.sheet) && named.holds(other.column, other.row) && !slices.Contains(needed, other) {
					needed = append(needed, other)
				}
			}
			return named
		})
	})
	return needed
}

// holds tells whether a cell of the sheet lies in the range.
func (r cellRange) holds(column, row int) bool {
	number := func(name string) int {
		found, _ := excelize.ColumnNameToNumber(strings.ReplaceAll(name, "$", ""))
		return found
	}
	first, last := number(r.first), number(cmp.Or(r.last, r.first))
	from, to := r.from, cmp.Or(r.to, r.from)
	return min(first, last) <= column && column <= max(first, last) && min(from, to) <= row && row <= max(from, to)
}
