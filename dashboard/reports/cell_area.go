package reports

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// cellArea is a rectangle of cells of a sheet, from the smaller to the greater numbers.
type cellArea struct{ left, right, top, bottom edge }

// edge is one side of an area. One that is not fixed moves with the formula when it is copied.
type edge struct {
	number int
	fixed  bool
}

func (a cellArea) holds(column, row int) bool {
	return a.left.number <= column && column <= a.right.number && a.top.number <= row && row <= a.bottom.number
}

func (a cellArea) meets(other cellArea) bool {
	return a.left.number <= other.right.number && other.left.number <= a.right.number &&
		a.top.number <= other.bottom.number && other.top.number <= a.bottom.number
}

// movedTo is an area that a name keeps as seen from A1, as seen from another cell. Beyond
// the last column or row it begins again at the first.
func (a cellArea) movedTo(column, row int) cellArea {
	move := func(side *edge, by, most int) {
		if !side.fixed {
			side.number = (side.number+by-1)%most + 1
		}
	}
	move(&a.left, column-1, excelize.MaxColumns)
	move(&a.right, column-1, excelize.MaxColumns)
	move(&a.top, row-1, excelize.TotalRows)
	move(&a.bottom, row-1, excelize.TotalRows)
	return a.inOrder()
}

func (a cellArea) inOrder() cellArea {
	if a.left.number > a.right.number {
		a.left, a.right = a.right, a.left
	}
	if a.top.number > a.bottom.number {
		a.top, a.bottom = a.bottom, a.top
	}
	return a
}

// corner is one end of an area as it is written: a cell, a column or a row.
type corner struct {
	text        string
	column, row edge // number 0: not said
}

func (c corner) isCell() bool { return c.column.number > 0 && c.row.number > 0 }

var cornerPattern = regexp.MustCompile(`^(\$?)([A-Za-z]{0,3})(\$?)(\d{0,7})$`)

// readCorner reads one end of an area.
func readCorner(word string) (corner, bool) {
	match := cornerPattern.FindStringSubmatch(word)
	if match == nil || match[2] == "" && match[4] == "" {
		return corner{}, false
	}
	c := corner{text: word}
	if match[2] != "" {
		number, err := excelize.ColumnNameToNumber(strings.ToUpper(match[2]))
		if err != nil {
			return corner{}, false
		}
		c.column = edge{number, match[1] != ""}
	}
	if match[4] != "" {
		number, err := strconv.Atoi(match[4])
		if err != nil || number < 1 || number > excelize.TotalRows {
			return corner{}, false
		}
		c.row = edge{number, match[1] != "" && match[2] == "" || match[3] != ""}
	}
	return c, true
}

// areaBetween is the area from one corner to the other: of cells, of whole columns or of
// whole rows.
func areaBetween(from, to corner) (cellArea, bool) {
	area := cellArea{left: from.column, right: to.column, top: from.row, bottom: to.row}
	switch {
	case from.isCell() && to.isCell():
	case from.row.number == 0 && to.row.number == 0 && from.column.number > 0 && to.column.number > 0:
		area.top, area.bottom = edge{1, true}, edge{excelize.TotalRows, true}
	case from.column.number == 0 && to.column.number == 0 && from.row.number > 0 && to.row.number > 0:
		area.left, area.right = edge{1, true}, edge{excelize.MaxColumns, true}
	default:
		return cellArea{}, false
	}
	return area.inOrder(), true
}

// readArea reads an area such as A1:F20.
func readArea(text string) (cellArea, bool) {
	first, last, several := strings.Cut(text, ":")
	if !several {
		last = first
	}
	from, isCorner := readCorner(first)
	to, isOther := readCorner(last)
	if !isCorner || !isOther {
		return cellArea{}, false
	}
	return areaBetween(from, to)
}
