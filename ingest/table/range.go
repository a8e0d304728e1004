package table

import (
	"strconv"
	"strings"
)

// Range is a rectangle of cells; rows and columns count from 1, both ends included.
type Range struct{ FirstRow, FirstColumn, LastRow, LastColumn int }

// String returns the range as a spreadsheet names it, such as A3:H20.
func (r Range) String() string {
	return ColumnLetter(r.FirstColumn) + strconv.Itoa(r.FirstRow) + ":" + ColumnLetter(r.LastColumn) + strconv.Itoa(r.LastRow)
}

// String returns the cell as a spreadsheet names it, such as C7.
func (p Place) String() string { return ColumnLetter(p.Column) + strconv.Itoa(p.Row) }

// ColumnNumber reads the letters of a column: A is 1, XFD is 16384; 0 for other texts.
func ColumnNumber(letters string) int {
	number := columnNumber(letters)
	if !strings.EqualFold(ColumnLetter(number), letters) {
		return 0
	}
	return number
}

// readRange reads a reference such as B2:D3.
func readRange(reference string) (Range, bool) {
	first, last, found := strings.Cut(reference, ":")
	if !found {
		return Range{}, false
	}
	r := Range{rowNumber(first), columnNumber(first), rowNumber(last), columnNumber(last)}
	return r, r.FirstRow > 0 && r.FirstColumn > 0 && r.LastRow >= r.FirstRow && r.LastColumn >= r.FirstColumn
}

func rowNumber(reference string) int {
	number, err := strconv.Atoi(strings.TrimLeft(strings.ToUpper(reference), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		return 0
	}
	return number
}
