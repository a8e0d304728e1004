package reports

// writeExplanationSheet says on a sheet of its own how each status came to be.
func (r Report) writeExplanationSheet(book *workbook) error {
	page := layout{name: r.sheetName("explanation"), tabColor: "7B5EA7", widths: noteWidths, landscape: true, hideGrid: true}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	n := &notes{report: r, sheet: s}
	n.banner(30, r.text("explanation.title", "title", r.heading()), titleLook)
	if r.Demonstration {
		n.banner(22, r.text("demonstration.warning"), warningLook)
	}
	n.explanations()
	if n.err != nil {
		return n.err
	}
	if err := s.print(len(noteWidths), s.written, 0, 0); err != nil {
		return err
	}
	return s.close()
}
