package form

import (
	"slices"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Returned is a form workbook that came back.
type Returned struct {
	Code   string // of the form; empty when no cell says it
	Sheets []ReturnedSheet
}

// ReturnedSheet is one sheet with rows of a form.
type ReturnedSheet struct {
	Name   string
	Key    metrics.FormKey
	Keyed  bool   // the hidden cell of the sheet is there and whole
	Person string // who says to have filled it in
	// Lost tells that the hidden row with the codes of the columns is gone, so that no
	// cell can be told from another.
	Lost bool
	Rows []ReturnedRow
}

// ReturnedRow is one row that has a key, or an answer without one.
type ReturnedRow struct {
	Number  int // of the row in the sheet
	Key     metrics.FormKey
	Keyed   bool
	KeyText string

	Indicator, Area, Period, Unit string // as printed
	Value, Status, Note           string // as filled in
	// Columns of these cells, from 1; 0 where the sheet has none.
	IndicatorColumn, ValueColumn, StatusColumn, NoteColumn int
}

// Answered tells whether anything was filled in.
func (r *ReturnedRow) Answered() bool { return r.Value != "" || r.Status != "" }

// Read finds the rows of a form in the sheets of a workbook, wherever they have been
// moved to. Sheets that have nothing of a form are left out.
func Read(grids []table.Grid) Returned {
	var returned Returned
	for i := range grids {
		sheet, any := readSheet(&grids[i])
		if !any {
			continue
		}
		returned.Sheets = append(returned.Sheets, sheet)
		if returned.Code == "" {
			returned.Code = sheet.Key.Form
		}
	}
	if returned.Code == "" {
		for _, sheet := range returned.Sheets {
			for _, row := range sheet.Rows {
				if returned.Code == "" {
					returned.Code = row.Key.Form
				}
			}
		}
	}
	return returned
}

func readSheet(grid *table.Grid) (ReturnedSheet, bool) {
	sheet := ReturnedSheet{Name: grid.Sheet, Lost: true}
	columns := map[string]int{} // from 0
	found, headings := false, 0 // headings: the row of the codes of the columns
	for i := range grid.Rows {
		row := &grid.Rows[i]
		for at, cell := range row.Cells {
			if key, is := metrics.ReadFormSheetKey(cell); is && !sheet.Keyed {
				sheet.Key, sheet.Keyed, found = key, true, true
			}
			if strings.HasPrefix(cell, metrics.FormSheetMark) {
				found = true
			}
			if strings.TrimSpace(cell) == personMark {
				sheet.Person = personIn(row.Cells[at+1:])
			}
		}
		if at := slices.IndexFunc(row.Cells, func(cell string) bool { return strings.TrimSpace(cell) == columnsMark }); at >= 0 {
			for place, cell := range row.Cells {
				columns[strings.TrimSpace(cell)] = place
			}
			sheet.Lost, found, headings = false, true, row.Number
			continue
		}
		read, keyed := readRow(row, columns)
		if keyed {
			found = true
		}
		if keyed || headings > 0 && row.Number > headings+1 && read.Answered() { // the headings stand below the codes
			sheet.Rows = append(sheet.Rows, read)
		}
	}
	return sheet, found
}

// personIn returns the last text of the row: the name that was filled in, not its label.
func personIn(cells []string) string {
	var texts []string
	for _, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			texts = append(texts, cell)
		}
	}
	if len(texts) < 3 { // hint and label
		return ""
	}
	return shortened(texts[len(texts)-1], 40)
}

// readRow reads a row, and tells whether it has the key of one.
func readRow(row *table.Row, columns map[string]int) (ReturnedRow, bool) {
	read := ReturnedRow{Number: row.Number}
	keyed := false
	for _, cell := range row.Cells {
		if key, is := metrics.ReadFormRowKey(cell); is {
			read.Key, read.KeyText, keyed = key, strings.TrimSpace(cell), true
			read.Keyed = true
			break
		}
	}
	text := func(name string) (string, int) {
		at, known := columns[name]
		if !known || at >= len(row.Cells) {
			if known {
				return "", at + 1
			}
			return "", 0
		}
		return strings.TrimSpace(row.Cells[at]), at + 1
	}
	read.Indicator, read.IndicatorColumn = text("indicator")
	read.Area, _ = text("area")
	read.Period, _ = text("period")
	read.Unit, _ = text("unit")
	read.Value, read.ValueColumn = text("value")
	read.Status, read.StatusColumn = text("status")
	read.Note, read.NoteColumn = text("note")
	return read, keyed
}
