package reports

import (
	"context"
	"errors"
	"io"
	"time"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// Listing is a workbook with tables of things that are not rows of indicators, such as
// tasks, projects and differences, and a sheet of notes. Like Report it holds every word;
// the writer adds only layout.
type Listing struct {
	Title         string
	Number        string // under which the workbook is kept, or empty
	Name          string // the file name, so that a printed sheet leads back to its file
	AsOf          metrics.Date
	KnownAt       time.Time // moment of the vintage; also the time stamp of the document
	Zone          *time.Location
	FilterText    string // empty for none
	Remark        string // a sentence about the day, above every table; empty for none
	Again         string // the address that makes the same workbook again
	Demonstration bool   // the values are generated: says so in title, sheets and print
	Language      locale.Language
	Texts         *locale.Texts
	Tables        []ListingTable
	Notes         []ListingNote // beside those that every workbook has
	// StatusWords are the words of the statuses that cells show.
	StatusWords map[metrics.AssessmentStatus]string
	// Signed leaves room on the first sheet for who filled in and who checked.
	Signed bool
}

// ListingNote is one line of the notes.
type ListingNote struct{ Label, Text string }

// WriteListing writes the workbook. The same listing gives the same bytes. Errors are as
// those of WriteMonitoringTable.
func WriteListing(ctx context.Context, w io.Writer, listing Listing) (err error) {
	frame := Report{Title: listing.Title, Number: listing.Number, AsOf: listing.AsOf, KnownAt: listing.KnownAt, Zone: listing.Zone,
		FilterText: listing.FilterText, Remark: listing.Remark, Demonstration: listing.Demonstration, Language: listing.Language, Texts: listing.Texts,
		StatusWords: listing.StatusWords, Notes: Notes{ReportName: listing.Name}}
	book, err := newWorkbook(ctx, document{title: frame.heading(), subject: listing.FilterText, creator: frame.text("creator"),
		identifier: listing.Name, language: frame.text("language"), time: listing.KnownAt})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.close()) }()
	for i, table := range listing.Tables {
		if err := frame.writeListingTable(book, table, listing.Signed && i == 0); err != nil {
			return err
		}
	}
	if err := listing.writeNotes(book, frame); err != nil {
		return err
	}
	return book.writeTo(w)
}

func (l Listing) writeNotes(book *workbook, frame Report) error {
	page := layout{name: frame.sheetName("notes"), tabColor: "5F6B7A", widths: noteWidths, landscape: true, hideGrid: true}
	frame.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	n := &notes{report: frame, sheet: s}
	n.banner(30, frame.text("notes.title"), titleLook)
	if l.Demonstration {
		n.banner(22, frame.text("demonstration.warning"), warningLook)
	}
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
