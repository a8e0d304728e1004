package reports

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// Bounds of the search for loops. A planner's form is far below them.
const (
	mostStepsFollowed = 2_000_000 // from one formula to another
	mostLoopsReported = 20
	mostCellsOfWay    = 12 // that a finding names
)

// sheetCell is a cell of a workbook.
type sheetCell struct {
	sheet       string
	column, row int
}

// loops follows formulas from cell to cell.
type loops struct {
	formulas   templateFormulas
	way        []sheetCell // from the first formula to the one that is followed
	onWay      map[sheetCell]bool
	finished   map[sheetCell]bool
	reported   map[sheetCell]bool
	unfollowed map[sheetCell]bool // with a finding that it cannot be followed
	steps      int
	findings   []TemplateFinding
}

// formulaLoops finds formulas that need their own result, by themselves or through others:
// Excel and WPS warn of them whenever the workbook is opened, and show 0. A formula of which
// only the open workbook knows what it needs is a finding too.
func formulaLoops(file *excelize.File, content []byte, parts []string) ([]TemplateFinding, error) {
	formulas, err := readFormulas(file, content, parts)
	if err != nil {
		return nil, err
	}
	l := &loops{formulas: formulas, onWay: map[sheetCell]bool{}, finished: map[sheetCell]bool{}, reported: map[sheetCell]bool{}, unfollowed: map[sheetCell]bool{}}
	for _, cell := range formulas.cells {
		if l.follow(cell); l.steps > mostStepsFollowed {
			l.find(cell, metrics.NewProblem("template.formula_many", "limit", strconv.Itoa(mostStepsFollowed)))
			break
		}
		if len(l.findings) >= mostLoopsReported {
			break
		}
	}
	return l.findings, nil
}

func (l *loops) find(cell sheetCell, problem *metrics.Problem) {
	l.findings = append(l.findings, TemplateFinding{Sheet: cell.sheet, Cell: cellName(cell.column, cell.row), Text: "=" + l.formulas.texts[cell], Problem: problem})
}

// follow goes on from a cell, and reports where the way comes back to itself.
func (l *loops) follow(cell sheetCell) {
	switch {
	case l.onWay[cell]:
		l.report(cell)
		return
	case l.finished[cell] || l.steps > mostStepsFollowed:
		return
	}
	l.way, l.onWay[cell] = append(l.way, cell), true
	for _, reference := range formulaReferences(l.formulas.texts[cell]) {
		l.needs(cell, reference, nil)
	}
	l.way, l.onWay[cell], l.finished[cell] = l.way[:len(l.way)-1], false, true
}

// report tells of the way that comes back to a cell, once for each cell.
func (l *loops) report(cell sheetCell) {
	if l.reported[cell] {
		return
	}
	l.reported[cell] = true
	var names []string
	for _, step := range append(slices.Clone(l.way[slices.Index(l.way, cell):]), cell) {
		name := cellName(step.column, step.row)
		if step.sheet != cell.sheet {
			name = step.sheet + "!" + name
		}
		names = append(names, name)
	}
	if left := len(names) - mostCellsOfWay; left > 0 {
		names = append(append(names[:mostCellsOfWay-1:mostCellsOfWay-1], "…"), names[len(names)-1])
	}
	l.find(cell, metrics.NewProblem("template.formula_loop", "way", strings.Join(names, " → ")))
}

// needs follows one thing that a formula names. The names on the way to it are passed on,
// because names may name each other.
func (l *loops) needs(cell sheetCell, reference formulaReference, names []string) {
	switch reference.kind {
	case computedReference:
		l.cannotFollow(cell, reference.word)
	case tableReference:
		table := l.formulas.table(reference.word, cell)
		if table == nil {
			l.cannotFollow(cell, reference.word+"["+reference.columns+"]")
			return
		}
		area, known := table.areaOf(reference.columns, cell.row)
		if !known {
			l.cannotFollow(cell, reference.word+"["+reference.columns+"]")
			return
		}
		l.followArea(table.sheet, area)
	case nameReference:
		if table := l.formulas.table(reference.word, cell); table != nil {
			area, _ := table.areaOf("", cell.row)
			l.followArea(table.sheet, area)
			return
		}
		key, text := l.formulas.named(reference, cell.sheet)
		if text == "" || slices.Contains(names, key) {
			return // the workbook shows an error there, and no loop
		}
		for _, within := range formulaReferences(text) {
			if within.kind == areaReference {
				within.area = within.area.movedTo(cell.column, cell.row)
			}
			l.needs(cell, within, append(names[:len(names):len(names)], key))
		}
	case areaReference:
		for _, sheet := range l.formulas.sheetsBetween(reference, cell.sheet) {
			l.followArea(sheet, reference.area)
		}
	}
}

// cannotFollow tells of a formula, once, that what it needs is not to be seen in it.
func (l *loops) cannotFollow(cell sheetCell, what string) {
	if !l.unfollowed[cell] {
		l.unfollowed[cell] = true
		l.find(cell, metrics.NewProblem("template.formula_computed", "what", what))
	}
}

// followArea goes on to every formula whose result lies in an area.
func (l *loops) followArea(sheet string, area cellArea) {
	for needed := range l.formulas.within(sheet, area) {
		if l.steps++; l.steps > mostStepsFollowed {
			return
		}
		l.follow(needed)
	}
}
