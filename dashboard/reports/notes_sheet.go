package reports

var noteWidths = []float64{24, 30, 26, 44}

// writeNotesSheet writes what the report is, how its lights are computed, and where
// its values come from.
func (r Report) writeNotesSheet(book *workbook) error {
	return r.writeTextSheet(book, "notes", "5F6B7A", r.text("notes.title"), func(n *notes) {
		n.about()
		n.paragraphs("notes.method", r.Notes.Method)
		n.cutOffs()
		n.statuses()
		n.tally()
		n.paragraphs("notes.reading", []string{r.text("notes.reading.numbers"), r.text("notes.reading.rates"),
			r.text("notes.reading.gap"), r.text("notes.reading.missing"), r.text("notes.reading.live")})
		n.paragraphs("notes.conflicts", r.Notes.Conflicts)
		n.paragraphs("notes.sources", r.Notes.Sources)
		n.runs()
		n.paragraphs("notes.remarks", r.Notes.Remarks)
		if !r.Single {
			n.explanations()
		}
	})
}

// writeTextSheet writes a sheet of sentences under a title, with the warning of
// demonstration data where it is due.
func (r Report) writeTextSheet(book *workbook, name, tabColor, title string, write func(*notes)) error {
	page := layout{name: r.sheetName(name), tabColor: tabColor, widths: noteWidths, landscape: true, hideGrid: true}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	n := &notes{report: r, sheet: s}
	n.banner(30, title, titleLook)
	if r.Demonstration {
		n.banner(22, r.text("demonstration.warning"), warningLook)
	}
	if write(n); n.err != nil {
		return n.err
	}
	if err := s.print(len(noteWidths), s.written, 0, 0); err != nil {
		return err
	}
	return s.close()
}

// notes writes the lines of the notes sheet until the first error.
type notes struct {
	report Report
	sheet  *sheet
	err    error
}

func (n *notes) row(height float64, cells ...cell) {
	if n.err == nil {
		n.err = n.sheet.row(height, cells...)
	}
}

func (n *notes) banner(height float64, text string, look style) {
	if n.err == nil {
		n.err = n.sheet.banner(height, text, look)
	}
}

func (n *notes) heading(key string) {
	n.row(8)
	look := sectionLook
	look.size = 11
	n.banner(20, n.report.text(key), look)
}

func (n *notes) about() {
	r := n.report
	value := proseLook
	value.horizontal = "left"
	line := func(key string, content cell) {
		if content.value == nil {
			return
		}
		label := textCell(r.text(key), labelLook)
		text, isText := content.value.(string)
		if !isText {
			n.row(18, label, content)
			return
		}
		n.row(wide(text, noteWidths[1:]), label, textCell(text, value))
		n.merge(2, len(noteWidths))
	}
	n.row(6)
	line("notes.number", textCell(r.Number, value))
	line("notes.report_title", textCell(r.Title, value))
	line("notes.report_name", textCell(r.Notes.ReportName, value))
	line("notes.document", textCell(JoinWords("　", r.DocumentNumber, r.Subtitle), value))
	line("notes.area", textCell(r.AreaName, value))
	line("notes.as_of", dateCell(r.AsOf, plainLook))
	line("notes.known_at", momentCell(r.KnownAt, r.zone(), plainLook))
	line("notes.again", textCell(r.Notes.Again, value))
	line("notes.policy", textCell(r.Notes.Policy, value))
	line("notes.filters", textCell(r.filterWords(), value))
	line("notes.rows", cell{value: len(r.Rows), style: style{horizontal: "left", format: "#,##0"}})
	line("notes.scenario", textCell(r.text(map[bool]string{true: "notes.scenario.demonstration",
		false: "notes.scenario.actual"}[r.Demonstration]), value))
}

func (r Report) filterWords() string {
	if r.FilterText == "" {
		return r.text("notes.no_filters")
	}
	return r.FilterText
}

func (n *notes) paragraphs(key string, texts []string) {
	if len(texts) == 0 {
		return
	}
	n.heading(key)
	for _, text := range texts {
		n.banner(wide(text, noteWidths), text, proseLook)
	}
}

// wide is the height that a text needs over several columns.
func wide(text string, widths []float64) float64 {
	total := 0.0
	for _, width := range widths {
		total += width
	}
	return wrappedHeight([]cell{{value: text, style: proseLook}}, []float64{total})
}

func (n *notes) cutOffs() {
	if len(n.report.Notes.CutOffs) == 0 {
		return
	}
	n.heading("notes.cut_offs")
	for _, cutOff := range n.report.Notes.CutOffs {
		n.row(17, textCell(cutOff.Name, plainLook), cell{value: cutOff.Value, style: style{format: "0.00##", horizontal: "left"}})
	}
}

func (n *notes) statuses() {
	if len(n.report.Notes.Statuses) == 0 {
		return
	}
	n.heading("notes.statuses")
	for _, meaning := range n.report.Notes.Statuses {
		n.row(wide(meaning.Meaning, noteWidths[1:]), statusCell(meaning.Status, meaning.Word), textCell(meaning.Meaning, proseLook))
		n.merge(2, len(noteWidths))
	}
}

func (n *notes) runs() {
	r := n.report
	if len(r.Notes.Runs) == 0 {
		return
	}
	n.heading("notes.runs")
	n.row(18, textCell(r.text("notes.run.started"), headerLook), textCell(r.text("notes.run.feed"), headerLook),
		textCell(r.text("notes.run.file"), headerLook), textCell(r.text("notes.run.id"), headerLook))
	for _, run := range r.Notes.Runs {
		n.row(17, momentCell(run.Started, r.zone(), bodyLook), textCell(run.Feed, bodyLook),
			textCell(run.File, bodyLook), textCell(run.ID, bodyLook))
	}
}
