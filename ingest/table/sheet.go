package table

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"zhibiao/metrics"
)

// sheet streams the rows of one worksheet.
type sheet struct {
	file, name string
	limits     Limits
	content    io.ReadCloser
	leash      *leash
	decoder    *xml.Decoder
	cells      cellReader
	lastRow    int
	row        int // number of the row read last
	inData     bool
	ended      bool

	merged        []Range
	hiddenColumns []int
}

func (s *sheet) total() int   { return s.lastRow }
func (s *sheet) Close() error { return s.content.Close() }

// next returns the next row that is not blank. A sheet that ends before its XML does
// is damaged, however many rows came before.
func (s *sheet) next() (Row, error) {
	for !s.ended {
		token, err := s.decoder.RawToken()
		if err != nil {
			return Row{}, s.damaged(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			s.leash.rowEnds()
			if s.inData && element.Name.Local == "row" {
				row, err := s.readRow(element)
				if err != nil || len(row.Cells) > 0 {
					return row, err
				}
			} else {
				s.noteElement(element)
			}
		case xml.EndElement:
			switch element.Name.Local {
			case "sheetData":
				s.inData = false
			case "worksheet":
				s.ended = true
			}
		}
	}
	return Row{}, io.EOF
}

// noteElement looks at what stands around the rows of a sheet.
func (s *sheet) noteElement(element xml.StartElement) {
	switch element.Name.Local {
	case "sheetData":
		s.inData = true
	case "mergeCell":
		if merged, ok := readRange(attribute(element, "ref")); ok && len(s.merged) < mostMerged {
			s.merged = append(s.merged, merged)
		}
	case "col":
		first, _ := strconv.Atoi(attribute(element, "min"))
		last, _ := strconv.Atoi(attribute(element, "max"))
		for column := max(first, 1); isTrue(attribute(element, "hidden")) && column <= min(last, s.limits.Columns); column++ {
			s.hiddenColumns = append(s.hiddenColumns, column)
		}
	}
}

func (s *sheet) damaged(err error) error {
	if metrics.AsProblem(err) != nil {
		return err
	}
	if errors.Is(err, errRowTooLong) {
		return rowTooLong(s.file, max(s.row, 1), mostSheetRowBytes)
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return metrics.NewProblem("file.damaged", "file", s.file).Because(err)
}

func (s *sheet) readRow(start xml.StartElement) (Row, error) {
	s.row++
	if number, err := strconv.Atoi(attribute(start, "r")); err == nil && number > 0 {
		s.row = number
	}
	row := Row{Sheet: s.name, Number: s.row, Hidden: isTrue(attribute(start, "hidden"))}
	column := 0
	for {
		token, err := s.decoder.RawToken()
		if err != nil {
			return row, s.damaged(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			if element.Name.Local != "c" {
				continue
			}
			column++
			if reference := attribute(element, "r"); reference != "" {
				column = columnNumber(reference)
			}
			text, err := s.cells.read(s.decoder, element)
			if err != nil {
				return row, s.damaged(err)
			}
			if text == "" {
				continue
			}
			if column < 1 || column > s.limits.Columns {
				return row, metrics.NewProblem("file.too_many_columns", "file", s.file,
					"found", strconv.Itoa(column), "limit", strconv.Itoa(s.limits.Columns))
			}
			for len(row.Cells) < column {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[column-1] = text
		case xml.EndElement:
			if element.Name.Local == "row" {
				row.Cells = withoutBlankEnd(row.Cells)
				return row, checkCells(s.file, s.row, row.Cells)
			}
		}
	}
}

func attribute(element xml.StartElement, name string) string {
	for _, attribute := range element.Attr {
		if attribute.Name.Local == name && attribute.Name.Space == "" {
			return attribute.Value
		}
	}
	return ""
}

// columnNumber reads the letters of a cell reference: A1 is 1, XFD7 is 16384.
func columnNumber(reference string) int {
	number := 0
	for i := 0; i < len(reference) && i < 4; i++ {
		letter := reference[i] &^ 0x20 // upper case
		if letter < 'A' || letter > 'Z' {
			break
		}
		number = number*26 + int(letter-'A') + 1
	}
	return number
}

// ColumnLetter returns the letters of a column, 1 is A.
func ColumnLetter(number int) string {
	letters := ""
	for ; number > 0; number = (number - 1) / 26 {
		letters = string(rune('A'+(number-1)%26)) + letters
	}
	return letters
}
