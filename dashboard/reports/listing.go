package reports

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// Listing is a workbook with one table of things that are not indicators, such as tasks
// and projects, and a sheet of notes. Like Report it holds every word; the writer adds
// only layout.
type Listing struct {
	Title       string
	Number      string // under which the workbook is kept, or empty
	SheetName   string
	NotesName   string
	Name        string // the file name, so that a printed sheet leads back to its file
	AsOf        metrics.Date
	KnownAt     time.Time // moment of the vintage; also the time stamp of the document
	Zone        *time.Location
	FilterText  string // empty for none
	Again       string // the address that makes the same workbook again
	Language    locale.Language
	Texts       *locale.Texts
	Columns     []ListingColumn
	Groups      []ListingGroup
	Count       int
	Empty       string        // what stands in the table when it has no row
	Notes       []ListingNote // beside those that every workbook has
	FrozenFirst int           // columns that stay in sight when the table is moved sideways
}

// ListingColumn is a heading and the bounds of the width in half-width characters.
type ListingColumn struct {
	Heading     string
	Least, Most float64
	Centred     bool
}

// ListingGroup is a run of rows under a heading; an empty heading is not written.
type ListingGroup struct {
	Heading string
	Rows    [][]ListingCell
}

// ListingCell holds one of its fields: a number and a day stay a number and a day.
type ListingCell struct {
	Text   string
	Number decimal.NullDecimal
	Day    metrics.Date
}

// ListingNote is one line of the notes.
type ListingNote struct{ Label, Text string }

// WriteListing writes the workbook. The same listing gives the same bytes. Errors are as
// those of WriteMonitoringTable.
func WriteListing(ctx context.Context, w io.Writer, listing Listing) (err error) {
	frame := Report{Title: listing.Title, Number: listing.Number, AsOf: listing.AsOf, KnownAt: listing.KnownAt, Zone: listing.Zone,
		Language: listing.Language, Texts: listing.Texts, Notes: Notes{ReportName: listing.Name}}
	book, err := newWorkbook(ctx, document{title: listing.Title, subject: listing.FilterText, creator: frame.text("creator"),
		identifier: listing.Name, language: frame.text("language"), time: listing.KnownAt})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.close()) }()
	if err := listing.writeTable(book, frame); err != nil {
		return err
	}
	if err := listing.writeNotes(book, frame); err != nil {
		return err
	}
	return book.writeTo(w)
}

func (l Listing) writeTable(book *workbook, frame Report) error {
	lead := l.lead(frame)
	widths := l.widths()
	page := layout{name: l.SheetName, tabColor: "1F4E79", widths: widths, landscape: true, hideGrid: true,
		frozenRows: len(lead) + 1, frozenColumns: l.FrozenFirst}
	frame.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	for _, line := range lead {
		if err := s.banner(line.height, line.text, line.look); err != nil {
			return err
		}
	}
	rows, err := l.writeRows(s, widths)
	if err != nil {
		return err
	}
	if err := frame.writeSignature(s); err != nil {
		return err
	}
	if err := s.filter(rows.header, rows.last, len(l.Columns)); err != nil {
		return err
	}
	if err := s.print(len(l.Columns), s.written, rows.header, rows.header); err != nil {
		return err
	}
	return s.close()
}

func (l Listing) lead(frame Report) []bannerLine {
	lines := []bannerLine{{l.Title, titleLook, 30},
		{JoinWords("　", frame.numberText(), frame.text("as_of", "date", l.AsOf), frame.text("row_count", "count", l.Count)), subtitle, 17}}
	if l.FilterText != "" {
		lines = append(lines, bannerLine{frame.text("filters", "filters", l.FilterText), subtitle, 17})
	}
	return lines
}

func (l Listing) writeRows(s *sheet, widths []float64) (listedRows, error) {
	heads := make([]cell, len(l.Columns))
	for i, column := range l.Columns {
		heads[i] = textCell(column.Heading, headerLook)
	}
	if err := s.row(max(wrappedHeight(heads, widths), 32), heads...); err != nil {
		return listedRows{}, err
	}
	rows := listedRows{header: s.written}
	for _, group := range l.Groups {
		if group.Heading != "" {
			if err := s.group(group.Heading, len(l.Columns)); err != nil {
				return rows, err
			}
		}
		for _, row := range group.Rows {
			cells := l.cells(row)
			if err := s.row(wrappedHeight(cells, widths), cells...); err != nil {
				return rows, err
			}
		}
	}
	if l.Count == 0 {
		if err := s.group(l.Empty, len(l.Columns)); err != nil {
			return rows, err
		}
	}
	rows.last = s.written
	return rows, nil
}

func (l Listing) cells(row []ListingCell) []cell {
	cells := make([]cell, len(l.Columns))
	for i, column := range l.Columns {
		look := wrapLook
		if column.Centred {
			look = unitLook
		}
		if i >= len(row) {
			cells[i].style = look
			continue
		}
		switch content := row[i]; {
		case content.Number.Valid:
			cells[i] = numberCell(content.Number, max(0, int(-content.Number.Decimal.Exponent())), bodyLook)
		case !content.Day.IsZero():
			cells[i] = dateCell(content.Day, look)
		default:
			cells[i] = textCell(content.Text, look)
		}
	}
	return cells
}

// widths fits the columns to their longest text within their bounds.
func (l Listing) widths() []float64 {
	widths := make([]float64, len(l.Columns))
	for i, column := range l.Columns {
		longest := displayWidth(column.Heading)
		for _, group := range l.Groups {
			for _, row := range group.Rows {
				if i < len(row) {
					longest = max(longest, displayWidth(shownText(l.cells(row)[i])))
				}
			}
		}
		widths[i] = min(max(float64(longest)+widthPadding, column.Least), column.Most)
	}
	return widths
}

func (l Listing) writeNotes(book *workbook, frame Report) error {
	page := layout{name: l.NotesName, tabColor: "5F6B7A", widths: noteWidths, landscape: true, hideGrid: true}
	frame.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	n := &notes{report: frame, sheet: s}
	n.banner(30, frame.text("notes.title"), titleLook)
	n.row(6)
	value := proseLook
	value.horizontal = "left"
	n.row(18, textCell(frame.text("notes.as_of"), labelLook), dateCell(l.AsOf, plainLook))
	n.row(18, textCell(frame.text("notes.known_at"), labelLook), momentCell(l.KnownAt, frame.zone(), plainLook))
	for _, note := range append([]ListingNote{
		{frame.text("notes.number"), l.Number}, {frame.text("notes.report_title"), l.Title}, {frame.text("notes.report_name"), l.Name},
		{frame.text("notes.filters"), l.FilterText}, {frame.text("notes.again"), l.Again},
	}, l.Notes...) {
		if note.Text == "" {
			continue
		}
		n.row(wide(note.Text, noteWidths[1:]), textCell(note.Label, labelLook), textCell(note.Text, value))
		n.merge(2, len(noteWidths))
	}
	if n.err != nil {
		return n.err
	}
	if err := s.print(len(noteWidths), s.written, 0, 0); err != nil {
		return err
	}
	return s.close()
}

// listedRows are the numbers of the header row and of the last row of a table.
type listedRows struct{ header, last int }
