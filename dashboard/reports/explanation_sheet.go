package reports

// writeExplanationSheet says on a sheet of its own how each status came to be.
func (r Report) writeExplanationSheet(book *workbook) error {
	return r.writeTextSheet(book, "explanation", "7B5EA7", r.text("explanation.title", "title", r.heading()), (*notes).explanations)
}
