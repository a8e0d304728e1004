package table

import (
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// Dialect says of a file what is otherwise told from its content. The zero value says
// nothing.
type Dialect struct {
	Sheet     string // of a workbook
	HeaderRow int    // row of the headings, counted from 1
	Encoding  string // of a text file: UTF-8, GB18030, UTF-16LE or UTF-16BE
	Delimiter rune   // of a text file
}

// takeHeader takes the row that the dialect names. The error is the Problem
// file.header_row when that row is blank or behind the end.
func (t *Table) takeHeader(number int, isHeader func([]string) bool) error {
	for {
		row, err := t.source.next()
		if isEnd(err) || err == nil && row.Number > number {
			return metrics.NewProblem("file.header_row", "file", t.name, "row", strconv.Itoa(number))
		}
		if err != nil {
			return err
		}
		if row.Number == number {
			t.header, t.found = row, isHeader == nil || isHeader(row.Cells)
			return nil
		}
	}
}

// choose returns the sheet that is asked for, or nil. Case and spaces around do not count.
func choose(sheets []sheetPart, wanted string) *sheetPart {
	for i := range sheets {
		if strings.EqualFold(strings.TrimSpace(sheets[i].name), strings.TrimSpace(wanted)) {
			return &sheets[i]
		}
	}
	return nil
}
