package reports

// tableRows says where the parts of a table sheet lie, counted from 1.
type tableRows struct{ header, last int }

// writeTableSheet writes the official table: title rows, frozen header, group rows,
// one row an indicator, and the signature line.
func (r Report) writeTableSheet(book *workbook, key string, columns []column) error {
	widths := columnWidths(columns, r.Rows)
	lead := r.leadRows()
	page := layout{
		name: r.sheetName(key), tabColor: "1F4E79", widths: widths, landscape: true, hideGrid: true,
		frozenRows: len(lead) + 1, frozenColumns: 2,
	}
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
	rows, err := r.writeTable(s, columns, widths)
	if err != nil {
		return err
	}
	if err := r.writeSignature(s); err != nil {
		return err
	}
	if err := s.filter(rows.header, rows.last, len(columns)); err != nil {
		return err
	}
	if err := s.print(len(columns), s.written, rows.header, rows.header); err != nil {
		return err
	}
	return s.close()
}

func (r Report) writeTable(s *sheet, columns []column, widths []float64) (tableRows, error) {
	cells := headings(columns)
	if err := s.row(max(wrappedHeight(cells, widths), 32), cells...); err != nil {
		return tableRows{}, err
	}
	rows := tableRows{header: s.written}
	section := ""
	for _, row := range r.Rows {
		if row.Section != section {
			section = row.Section
			if err := s.group(section, len(columns)); err != nil {
				return rows, err
			}
		}
		cells := fillRow(columns, row)
		if err := s.row(wrappedHeight(cells, widths), cells...); err != nil {
			return rows, err
		}
	}
	if len(r.Rows) == 0 {
		if err := s.group(r.text("no_rows"), len(columns)); err != nil {
			return rows, err
		}
	}
	rows.last = s.written
	return rows, nil
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

func (r Report) leadRows() []bannerLine {
	lines := []bannerLine{{r.heading(), titleLook, 30}}
	if second := joinParts("　", r.Subtitle, r.DocumentNumber); second != "" {
		lines = append(lines, bannerLine{second, subtitle, 17})
	}
	third := joinParts("　", r.AreaName, r.text("as_of", "date", r.AsOf), r.text("row_count", "count", len(r.Rows)))
	lines = append(lines, bannerLine{third, subtitle, 17})
	if r.FilterText != "" {
		lines = append(lines, bannerLine{r.text("filters", "filters", r.FilterText), subtitle, 17})
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
	page.headerText = joinParts("　", r.demonstrationMark(), r.Notes.ReportName)
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

func joinParts(separator string, parts ...string) string {
	joined := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if joined != "" {
			joined += separator
		}
		joined += part
	}
	return joined
}
