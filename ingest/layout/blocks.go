package layout

import (
	"strconv"
	"strings"
)

// block is the part of a sheet that holds one table: lines as indices into the sheet.
type block struct {
	captions []int // titles and units above the header
	header   []int
	body     []int // rows of values and headings between them
	notes    []int
}

// lineKind is what a line is, seen alone.
type lineKind int

const (
	captionLine lineKind = iota // one text, or title and unit
	headerLine
	dataLine
	noteTextLine
	skippedLine // 甲 乙 1 2 3 below a header
)

// blocks parts a sheet into its tables. Lines before the first table that belong to
// none are captions of it.
func (s *sheet) blocks() []block {
	var found []block
	var waiting []int
	for i := range s.lines {
		switch s.kindOf(i, len(waiting) > 0 || len(found) == 0) {
		case skippedLine:
			continue
		case dataLine:
			captions, header, between := s.partHeads(waiting)
			if len(found) > 0 && !s.headsNumbers(header, &found[len(found)-1]) {
				header = nil
			}
			if len(header) > 0 || len(found) == 0 {
				if len(found) > 0 {
					captions = s.returnNotes(&found[len(found)-1], captions)
				}
				found = append(found, block{captions: captions, header: header, body: between})
			} else {
				last := &found[len(found)-1]
				for _, head := range waiting {
					if noteLine.MatchString(s.lines[head].first()) {
						last.notes = append(last.notes, head)
					} else {
						last.body = append(last.body, head)
					}
				}
			}
			last := &found[len(found)-1]
			last.body = append(last.body, i)
			waiting = nil
		default:
			waiting = append(waiting, i)
		}
	}
	if len(found) > 0 {
		last := &found[len(found)-1]
		last.notes = append(last.notes, waiting...)
	}
	return found
}

// headsNumbers tells whether lines that could be a header say something over the numbers
// of the table before them, or begin as a header does. A row of that table that lacks its
// numbers says its name, its unit and nothing else.
func (s *sheet) headsNumbers(header []int, before *block) bool {
	first := s.width + 1
	for _, i := range before.body {
		for _, column := range s.lines[i].filled() {
			if isValue(s.lines[i].cells[column-1].text) && column > 1 {
				first = min(first, column)
				break
			}
		}
	}
	for _, i := range header {
		columns := s.lines[i].filled()
		if columns[len(columns)-1] >= first || isStub(s.lines[i].first()) {
			return true
		}
	}
	return false
}

// returnNotes gives the notes among the lines between two tables back to the first.
func (s *sheet) returnNotes(before *block, captions []int) (rest []int) {
	for _, i := range captions {
		if noteLine.MatchString(s.lines[i].first()) {
			before.notes = append(before.notes, i)
		} else {
			rest = append(rest, i)
		}
	}
	return rest
}

// partHeads parts the lines before a row of values: captions, the header, and headings
// of sections between the header and the values.
func (s *sheet) partHeads(waiting []int) (captions, header, between []int) {
	end := len(waiting)
	for end > 0 && !s.isHeader(waiting[end-1], true) {
		end--
	}
	if end == 0 {
		return waiting, nil, nil
	}
	start := end - 1
	for start > 0 && s.isHeader(waiting[start-1], false) {
		start--
	}
	return waiting[:start], waiting[start:end], waiting[end:]
}

// isHeader tells a line that can be a row of a header. The upper rows of a header may
// be one merged cell over several columns.
func (s *sheet) isHeader(i int, lowest bool) bool {
	line := s.lines[i]
	columns := line.filled()
	for _, column := range columns {
		if captionCell.MatchString(line.cells[column-1].text) {
			return false
		}
	}
	if noteLine.MatchString(line.first()) {
		return false
	}
	if line.origins() >= 2 {
		return true
	}
	if isUnit(line.first()) {
		return false // of the whole table
	}
	return !lowest && len(columns) >= 1 && columns[0] > 1 && s.somethingLeftBelow(i, columns[0])
}

// somethingLeftBelow tells whether the next line begins further left: then a single
// text is a heading over columns and no title.
func (s *sheet) somethingLeftBelow(i, column int) bool {
	if i+1 >= len(s.lines) {
		return false
	}
	below := s.lines[i+1].filled()
	return len(below) > 0 && below[0] < column
}

// kindOf tells what a line is. headPossible is false right after a row of values.
func (s *sheet) kindOf(i int, headPossible bool) lineKind {
	line := s.lines[i]
	columns := line.filled()
	if noteLine.MatchString(line.first()) {
		return noteTextLine
	}
	var values []string
	texts := 0
	for at, column := range columns {
		text := line.cells[column-1].text
		switch {
		case line.cells[column-1].spread && line.cells[column-1].origin.Row != line.number:
		case isValue(text) && (at != 0 || column != 1 || !isPeriod(text, true)):
			values = append(values, cleanedValue(text))
		default:
			texts++
		}
	}
	switch {
	case len(values) == 0:
		if line.origins() < 2 {
			return captionLine
		}
		return headerLine
	case cleaned(line.first()) == "甲" || s.countsColumns(line, values):
		return skippedLine
	case periodsOnly(values) && (len(values) >= 2 || texts > 0) && (headPossible || isStub(line.first())) && headsColumns(line):
		return headerLine
	}
	return dataLine
}

// countsColumns tells a line that only numbers the columns: 1 2 3 ….
func (s *sheet) countsColumns(line line, values []string) bool {
	if len(values) < 3 || len(values) < len(line.filled())-1 {
		return false
	}
	first, err := strconv.Atoi(strings.Trim(values[0], "()"))
	if err != nil || first > 2 || first < 0 {
		return false
	}
	for i, value := range values {
		if strings.Trim(value, "()") != strconv.Itoa(first+i) {
			return false
		}
	}
	return len(line.filled()) == len(values)
}

// periodsOnly tells values that are years or months in their order.
func periodsOnly(values []string) bool {
	for i, value := range values {
		if (len(value) != 4 && len(value) != 6) || !isPeriod(value, true) || i > 0 && value == values[i-1] {
			return false
		}
	}
	if len(values) > 2 {
		up := values[1] > values[0]
		for i := 2; i < len(values); i++ {
			if values[i] > values[i-1] != up {
				return false
			}
		}
	}
	return true
}

// headsColumns tells a line of periods that begins with a heading such as 指标, or with
// nothing: a row of values has a name of its own.
func headsColumns(line line) bool {
	columns := line.filled()
	return columns[0] > 1 || isStub(line.first()) || isPeriod(line.first(), true)
}
