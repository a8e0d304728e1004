package reports

// RowExplanation says how the status of one row came to be. Texts are whole sentences in
// the language of the report; an empty one has nothing to say.
type RowExplanation struct {
	Method   string // name and version of the method, in words
	Steps    []StepNote
	CutOffs  string // the cut-offs that the status follows
	Required string // what is required from now on, a year and a month
	Landing  string // where the row is heading, with interval and probability, or why nobody can say
	Group    string // the obligation that the target is a part of
	Members  []string
	Remarks  []string
}

// StepNote is one formula with its numbers filled in and what comes out.
type StepNote struct {
	Name    string
	Formula string
	Result  float64
	Format  string // number format of the result, empty for a plain number
}

// explanations writes a block for every row that has a status.
func (n *notes) explanations() {
	begun := false
	for _, row := range n.report.Rows {
		if row.Explain == nil {
			continue
		}
		if !begun {
			n.heading("notes.explanations")
			begun = true
		}
		n.explanation(row)
	}
}

func (n *notes) explanation(row Row) {
	r, explained := n.report, row.Explain()
	title := labelLook
	title.border, title.fill, title.wrap = true, sectionFill, true
	name := JoinWords("　", row.Item, r.rowName(row))
	n.row(max(wide(name, noteWidths[:3]), 18), textCell(name, title), cell{style: title}, cell{style: title},
		statusCell(row.Status, row.StatusWord))
	n.merge(1, 3)
	n.told("notes.explanation.reason", row.Reason)
	n.told("notes.explanation.method", explained.Method)
	for _, step := range explained.Steps {
		format := step.Format
		if format == "" {
			format = "#,##0.000"
		}
		result := floatCell(&step.Result, format, plainLook)
		result.style.horizontal = "left"
		n.row(wide(step.Formula, noteWidths[1:3]), textCell(step.Name, quietLook), textCell(step.Formula, proseLook), cell{style: proseLook}, result)
		n.merge(2, 3)
	}
	n.told("notes.explanation.cut_offs", explained.CutOffs)
	n.told("notes.explanation.required", explained.Required)
	n.told("notes.explanation.landing", explained.Landing)
	n.told("notes.explanation.group", explained.Group)
	for _, member := range explained.Members {
		n.told("notes.explanation.member", member)
	}
	for _, remark := range explained.Remarks {
		n.told("notes.explanation.remark", remark)
	}
}

// told writes a label and a sentence over the rest of the width.
func (n *notes) told(key, text string) {
	if text == "" {
		return
	}
	n.row(wide(text, noteWidths[1:]), textCell(n.report.text(key), quietLook), textCell(text, proseLook))
	n.merge(2, len(noteWidths))
}

// merge merges cells of the last written row.
func (n *notes) merge(from, to int) {
	if n.err == nil {
		n.err = n.sheet.mergeRow(from, to)
	}
}
