package reports

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/shopspring/decimal"
)

// PlainTable is a workbook of one sheet: lines of text, a header, and rows. A row has as
// many cells as there are columns: texts and decimal.NullDecimal, of which the invalid
// one is an empty cell.
type PlainTable struct {
	Title    string
	Sheet    string // name of the sheet
	Creator  string
	Language string
	Moment   time.Time
	Lines    []string // above the header
	Columns  []PlainColumn
	Rows     [][]any
}

// PlainColumn is one column of a PlainTable; its width is in half-width characters.
type PlainColumn struct {
	Heading string
	Width   float64
}

// WritePlainTable writes the workbook. Problems are those of WriteMonitoringTable.
func WritePlainTable(ctx context.Context, w io.Writer, table PlainTable) (err error) {
	book, err := newWorkbook(ctx, document{title: table.Title, creator: table.Creator, language: table.Language, time: table.Moment})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.close()) }()
	if err := table.write(book); err != nil {
		return err
	}
	return book.writeTo(w)
}

func (t PlainTable) write(book *workbook) error {
	head := len(t.Lines) + 2
	page := layout{name: t.Sheet, landscape: true, frozenRows: head, headerText: t.Title, footerCenter: "&P / &N"}
	header := make([]cell, len(t.Columns))
	for i, column := range t.Columns {
		page.widths = append(page.widths, column.Width)
		header[i] = textCell(column.Heading, headerLook)
	}
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	if err := s.banner(28, t.Title, titleLook); err != nil {
		return err
	}
	for _, line := range t.Lines {
		if err := s.banner(18, line, subtitle); err != nil {
			return err
		}
	}
	if err := s.row(24, header...); err != nil {
		return err
	}
	for _, row := range t.Rows {
		cells := make([]cell, len(row))
		for i, value := range row {
			cells[i] = plainCell(value)
		}
		if err := s.row(0, cells...); err != nil {
			return err
		}
	}
	if err := s.filter(head, s.written, len(t.Columns)); err != nil {
		return err
	}
	if err := s.print(len(t.Columns), s.written, head, head); err != nil {
		return err
	}
	return s.close()
}

func plainCell(value any) cell {
	switch value := value.(type) {
	case string:
		return textCell(value, bodyLook)
	case decimal.NullDecimal:
		decimals := 0
		if value.Valid {
			decimals = max(0, -int(value.Decimal.Exponent()))
		}
		return numberCell(value, decimals, bodyLook)
	}
	return cell{style: bodyLook}
}
