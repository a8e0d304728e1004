package layout

import (
	"strings"

	"zhibiao/ingest/table"
)

// sheet is a sheet as a person sees it: merged cells show their text in all of their
// range, hidden rows and columns show nothing.
type sheet struct {
	name          string
	lines         []line // that show something
	at            map[int]int
	width         int
	hidden        []int // rows that are not shown
	hiddenColumns []int
}

// line is one row of a sheet. Column 1 is cells[0].
type line struct {
	number int
	cells  []cell
}

// cell shows a text. One that lies in a merged range shows the text of its corner.
type cell struct {
	text   string
	origin table.Place
	spread bool // the text stands in another cell of its merged range
}

// look prepares a sheet.
func look(grid table.Grid) *sheet {
	seen := &sheet{name: grid.Sheet, at: map[int]int{}}
	texts := map[int][]string{}
	for _, row := range grid.Rows {
		texts[row.Number] = row.Cells
		if row.Hidden {
			seen.hidden = append(seen.hidden, row.Number)
			continue
		}
		seen.width = max(seen.width, len(row.Cells))
		seen.at[row.Number] = len(seen.lines)
		seen.lines = append(seen.lines, line{number: row.Number})
	}
	for i := range seen.lines {
		number := seen.lines[i].number
		seen.lines[i].cells = make([]cell, seen.width)
		for column, text := range texts[number] {
			seen.lines[i].cells[column] = cell{text: strings.TrimSpace(text), origin: table.Place{Row: number, Column: column + 1}}
		}
	}
	seen.spread(grid.Merged, texts)
	seen.nameMonths()
	for _, column := range grid.HiddenColumns {
		shown := false
		for i := range seen.lines {
			if column <= seen.width && seen.lines[i].cells[column-1].text != "" {
				seen.lines[i].cells[column-1], shown = cell{}, true
			}
		}
		if shown {
			seen.hiddenColumns = append(seen.hiddenColumns, column)
		}
	}
	return seen
}

// mostSpread bounds the cells that merged ranges fill.
const mostSpread = 2_000_000

func (s *sheet) spread(merged []table.Range, texts map[int][]string) {
	filled := 0
	for _, area := range merged {
		corner := texts[area.FirstRow]
		if area.FirstColumn > len(corner) || strings.TrimSpace(corner[area.FirstColumn-1]) == "" {
			continue
		}
		text := strings.TrimSpace(corner[area.FirstColumn-1])
		for i := range s.lines {
			number := s.lines[i].number
			if number < area.FirstRow || number > area.LastRow {
				continue
			}
			for column := area.FirstColumn; column <= min(area.LastColumn, s.width) && filled < mostSpread; column++ {
				if number == area.FirstRow && column == area.FirstColumn {
					continue
				}
				filled++
				s.lines[i].cells[column-1] = cell{text: text, spread: true,
					origin: table.Place{Row: area.FirstRow, Column: area.FirstColumn}}
			}
		}
	}
}

// cell returns the cell of a row, or one that shows nothing.
func (s *sheet) cell(row, column int) cell {
	i, known := s.at[row]
	if !known || column < 1 || column > s.width {
		return cell{}
	}
	return s.lines[i].cells[column-1]
}

// filled returns the columns (from 1) of a line that show something.
func (l line) filled() []int {
	var columns []int
	for i := range l.cells {
		if l.cells[i].text != "" {
			columns = append(columns, i+1)
		}
	}
	return columns
}

// origins counts the different cells whose text a line shows.
func (l line) origins() int {
	different := map[table.Place]bool{}
	for _, column := range l.filled() {
		different[l.cells[column-1].origin] = true
	}
	return len(different)
}

// first returns the first text of a line.
func (l line) first() string {
	for i := range l.cells {
		if l.cells[i].text != "" {
			return l.cells[i].text
		}
	}
	return ""
}
