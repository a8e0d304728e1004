package reports

import "iter"

// ListingTable is one sheet with one table.
type ListingTable struct {
	Sheet       string   // name of the sheet
	Heading     string   // beside the title of the workbook, empty for its main table
	Lines       []string // above the header, beside those that every table has
	Columns     []ListingColumn
	Groups      []ListingGroup
	Count       int
	Empty       string // what stands in the table when it has no row
	FrozenFirst int    // columns that stay in sight when the table is moved sideways
	Charts      []ListingChart
}

// ListingColumn is a heading and the bounds of the width in half-width characters.
type ListingColumn struct {
	Heading     string
	Least, Most float64
	Centred     bool
	// Statuses says that cells show statuses, so that the words are coloured.
	Statuses bool
	// HidesZero leaves a count of zero out, which would only fill a wide table.
	HidesZero bool
}

// ListingGroup is a run of rows under a heading; an empty heading is not written.
type ListingGroup struct {
	Heading string
	Rows    [][]ListingCell
	// Each are rows that are made one by one, for tables too long to be held in memory.
	// They follow Rows; their columns are as wide as they may be and their texts do not wrap.
	Each iter.Seq[[]ListingCell]
}

// listedRows are the numbers of the header row and of the last row of a table.
type listedRows struct{ header, last int }

// writeListingTable writes one table on a sheet of its own, with room for signatures where
// somebody signs.
func (r Report) writeListingTable(book *workbook, table ListingTable, signed bool) error {
	lead := r.listingLead(table)
	widths := table.widths(r)
	page := layout{name: r.listingSheetName(table.Sheet), tabColor: "1F4E79", widths: widths, landscape: true, hideGrid: true,
		frozenRows: len(lead) + 1, frozenColumns: table.FrozenFirst}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	for _, line := range lead {
		if err := s.banner(line.height, line.text, line.look); err != nil {
			return err
		}
	}
	rows, err := r.writeListingRows(s, table, widths)
	if err != nil {
		return err
	}
	if signed {
		if err := r.writeSignature(s); err != nil {
			return err
		}
	}
	last := s.written
	for _, chart := range table.charts(rows) {
		if chart.startsPage(rows, chartPixels(widths)) {
			if err := s.breakPage(last + 2); err != nil {
				return err
			}
		}
		if err := s.chart(cellName(1, last+2), chart.draw(s, rows, chartPixels(widths))); err != nil {
			return err
		}
		last += 2 + chart.height(rows)/rowPixels
	}
	for i, column := range table.Columns {
		if column.Statuses && rows.last > rows.header {
			if err := s.colorWords(i+1, rows.header+1, rows.last, r.StatusWords); err != nil {
				return err
			}
		}
	}
	if err := s.filter(rows.header, rows.last, len(table.Columns)); err != nil {
		return err
	}
	if err := s.print(len(table.Columns), last, rows.header, rows.header); err != nil {
		return err
	}
	return s.close()
}

// listingSheetName is a name that a sheet may have, with the mark of generated values.
func (r Report) listingSheetName(name string) string {
	return r.groupSheetName(name, map[string]bool{})
}

func (r Report) listingLead(table ListingTable) []bannerLine {
	lines := []bannerLine{{JoinWords(" · ", r.heading(), table.Heading), titleLook, 30},
		{JoinWords("　", r.numberText(), r.AreaName, r.text("as_of", "date", r.AsOf), r.text("row_count", "count", table.Count)), subtitle, 17}}
	if r.FilterText != "" {
		lines = append(lines, bannerLine{r.text("filters", "filters", r.FilterText), subtitle, 17})
	}
	if r.Remark != "" {
		lines = append(lines, bannerLine{r.Remark, subtitle, 17})
	}
	for _, line := range table.Lines {
		lines = append(lines, bannerLine{line, subtitle, 17})
	}
	if r.Demonstration {
		lines = append(lines, bannerLine{r.text("demonstration.warning"), warningLook, 20})
	}
	return lines
}

func (r Report) writeListingRows(s *sheet, table ListingTable, widths []float64) (listedRows, error) {
	heads := make([]cell, len(table.Columns))
	for i, column := range table.Columns {
		heads[i] = textCell(column.Heading, headerLook)
	}
	if err := s.row(max(wrappedHeight(heads, widths), 32), heads...); err != nil {
		return listedRows{}, err
	}
	rows := listedRows{header: s.written}
	for _, group := range table.Groups {
		if group.Heading != "" {
			if err := s.group(group.Heading, len(table.Columns)); err != nil {
				return rows, err
			}
		}
		for _, row := range group.Rows {
			cells := table.cells(r, row, s.written+1)
			if err := s.row(wrappedHeight(cells, widths), cells...); err != nil {
				return rows, err
			}
		}
		if group.Each == nil {
			continue
		}
		for row := range group.Each {
			if err := s.row(0, table.cells(r, row, s.written+1)...); err != nil {
				return rows, err
			}
		}
	}
	if table.Count == 0 && table.Empty != "" {
		if err := s.group(table.Empty, len(table.Columns)); err != nil {
			return rows, err
		}
	}
	rows.last = s.written
	return rows, nil
}

// widths fits the columns to their longest text within their bounds.
func (t ListingTable) widths(r Report) []float64 {
	widths := make([]float64, len(t.Columns))
	longest := make([]int, len(t.Columns))
	for i, column := range t.Columns {
		longest[i] = displayWidth(column.Heading)
	}
	for _, group := range t.Groups {
		for _, row := range group.Rows {
			for i, content := range t.cells(r, row, 1) {
				longest[i] = max(longest[i], displayWidth(shownText(content)))
			}
		}
	}
	for i, column := range t.Columns {
		widths[i] = min(max(float64(longest[i])+widthPadding, column.Least), column.Most)
		if t.long() {
			widths[i] = column.Most
		}
	}
	return widths
}

// long tells whether rows of the table are made one by one.
func (t ListingTable) long() bool {
	for _, group := range t.Groups {
		if group.Each != nil {
			return true
		}
	}
	return false
}
