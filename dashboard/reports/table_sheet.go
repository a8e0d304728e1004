package reports

import (
	"fmt"
	"slices"
	"strings"
)

// tableSheet is one sheet with a table, and where its parts lie, counted from 1. The
// places are known before the first row is written, because other sheets point at them.
type tableSheet struct {
	report  Report // with the rows of this sheet only
	name    string
	group   string // what the rows share, empty for all rows
	lead    []bannerLine
	columns []column
	header  int
	last    int
	spans   []span
	numbers []int // of its rows in the sheet
	places  []int // of its rows in the whole report
}

// span is a run of rows under one group heading.
type span struct {
	title       string
	first, last int
}

// tables are the sheets with tables: one, or one for each group of rows.
func (r Report) tables(key string, columns func(Report) []column) []tableSheet {
	var tables []tableSheet
	for _, part := range r.parts(key) {
		table := tableSheet{report: part.report, name: part.sheet, group: part.group,
			lead: part.report.leadRows(part.group), columns: columns(part.report), places: part.places}
		table.header = len(table.lead) + 1
		table.last = table.header
		for _, row := range part.report.Rows {
			if len(table.spans) == 0 || table.spans[len(table.spans)-1].title != row.Section {
				table.spans = append(table.spans, span{title: row.Section, first: table.last + 1})
				if table.shows(row.Section) {
					table.last++
					table.spans[len(table.spans)-1].first++
				}
			}
			table.last++
			table.numbers = append(table.numbers, table.last)
			table.spans[len(table.spans)-1].last = table.last
		}
		tables = append(tables, table)
	}
	return tables
}

// shows tells whether a group heading has a row of its own: an empty one and one that
// repeats the name of the sheet have none.
func (t tableSheet) shows(section string) bool { return section != "" && section != t.group }

// place is the place of a column, counted from 1, or 0 when the table lacks it.
func (t tableSheet) place(key string) int {
	for i, column := range t.columns {
		if column.key == key {
			return i + 1
		}
	}
	return 0
}

// write writes the official table: title rows, frozen header, group rows, one row an
// indicator, and the signature line.
func (t tableSheet) write(book *workbook) error { return t.writeSheet(book, t.writeRows) }

// writeSheet writes a sheet with the frame of a table around rows.
func (t tableSheet) writeSheet(book *workbook, writeRows func(*sheet, []float64) error) error {
	r := t.report
	widths := columnWidths(t.columns, r.Rows)
	page := layout{
		name: t.name, tabColor: "1F4E79", widths: widths, landscape: true, hideGrid: true,
		frozenRows: t.header, frozenColumns: 2,
	}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	for _, line := range t.lead {
		if err := s.banner(line.height, line.text, line.look); err != nil {
			return err
		}
	}
	if err := writeRows(s, widths); err != nil {
		return err
	}
	if err := r.writeSignature(s); err != nil {
		return err
	}
	if err := s.filter(t.header, t.last, len(t.columns)); err != nil {
		return err
	}
	if err := t.colorStatuses(s); err != nil {
		return err
	}
	if err := s.print(len(t.columns), s.written, t.header, t.header); err != nil {
		return err
	}
	return s.close()
}

func (t tableSheet) writeRows(s *sheet, widths []float64) error {
	cells := headings(t.columns)
	if err := s.row(max(wrappedHeight(cells, widths), 32), cells...); err != nil {
		return err
	}
	section := ""
	for i, row := range t.report.Rows {
		if t.shows(row.Section) && (i == 0 || row.Section != section) {
			if err := s.group(row.Section, len(t.columns)); err != nil {
				return err
			}
		}
		section = row.Section
		cells := fillRow(t.columns, row)
		t.report.enliven(t.columns, cells, row, s.written+1)
		if err := s.row(wrappedHeight(cells, widths), cells...); err != nil {
			return err
		}
	}
	if s.written != t.last {
		return fmt.Errorf("table %s ends in row %d, planned was %d", t.name, s.written, t.last)
	}
	if len(t.report.Rows) == 0 {
		return s.group(t.report.text("no_rows"), len(t.columns))
	}
	return nil
}

// colorStatuses gives each status word its color, whatever a formula makes of it.
func (t tableSheet) colorStatuses(s *sheet) error {
	column := t.place(columnStatus)
	if column == 0 || t.last == t.header {
		return nil
	}
	return s.colorWords(column, t.header+1, t.last, t.report.StatusWords)
}

// group writes a group heading. Its cells are not merged, because a merged row
// stops Excel from sorting the table.
func (s *sheet) group(text string, columns int) error {
	cells := make([]cell, columns)
	for i := range cells {
		cells[i].style = sectionLook
	}
	cells[0] = textCell(text, sectionLook)
	return s.row(20, cells...)
}

// bannerLine is one line above the table.
type bannerLine struct {
	text   string
	look   style
	height float64
}

func (r Report) leadRows(group string) []bannerLine {
	lines := []bannerLine{{JoinWords(" · ", r.heading(), group), titleLook, 30}}
	if second := JoinWords("　", r.Subtitle, r.DocumentNumber); second != "" {
		lines = append(lines, bannerLine{second, subtitle, 17})
	}
	third := JoinWords("　", r.numberText(), r.AreaName, r.text("as_of", "date", r.AsOf), r.text("row_count", "count", len(r.Rows)))
	lines = append(lines, bannerLine{third, subtitle, 17})
	if r.FilterText != "" {
		lines = append(lines, bannerLine{r.text("filters", "filters", r.FilterText), subtitle, 17})
	}
	if r.Remark != "" {
		lines = append(lines, bannerLine{r.Remark, subtitle, 17})
	}
	if r.Demonstration {
		lines = append(lines, bannerLine{r.text("demonstration.warning"), warningLook, 20})
	}
	return lines
}

// writeSignature leaves room for who filled in and who checked, as filed tables have.
func (r Report) writeSignature(s *sheet) error {
	if err := s.row(8); err != nil {
		return err
	}
	look := quietLook
	look.horizontal = "left"
	return s.banner(22, r.text("signature"), look)
}

// printTexts sets the print header and footer that all sheets share.
func (r Report) printTexts(page *layout) {
	page.headerText = JoinWords("　", r.demonstrationMark(), r.Notes.ReportName)
	page.footerLeft = r.Title
	page.footerCenter = r.text("print.page")
	page.footerRight = r.text("as_of", "date", r.AsOf)
}

func (r Report) demonstrationMark() string {
	if r.Demonstration {
		return r.text("demonstration.mark")
	}
	return ""
}

// JoinWords joins the texts that are not empty.
func JoinWords(separator string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" }), separator)
}

// numberText names the number of the report, or is empty.
func (r Report) numberText() string {
	if r.Number == "" {
		return ""
	}
	return r.text("number", "number", r.Number)
}
