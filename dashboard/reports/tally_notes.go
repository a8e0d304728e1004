package reports

import "zhibiao/metrics"

// tally counts the rows of the table by status, the binding ones apart, so that no
// average hides one that is behind.
func (n *notes) tally() {
	type count struct {
		word         string
		all, binding int
	}
	counts := map[metrics.AssessmentStatus]*count{}
	total := count{word: n.report.text("notes.tally.total")}
	without := count{word: n.report.text("notes.tally.without")}
	for _, row := range n.report.Rows {
		in := &without
		if row.Status != "" {
			if counts[row.Status] == nil {
				counts[row.Status] = &count{word: row.StatusWord}
			}
			in = counts[row.Status]
			total.all++
			if row.Binding {
				total.binding++
			}
		}
		in.all++
		if row.Binding {
			in.binding++
		}
	}
	if total.all == 0 {
		return
	}
	n.heading("notes.tally")
	n.row(18, textCell(n.report.text("column.status"), headerLook), textCell(n.report.text("notes.tally.rows"), headerLook),
		textCell(n.report.text("notes.tally.binding"), headerLook))
	line := func(first cell, c count) {
		n.row(17, first, countCell(c.all), countCell(c.binding))
	}
	for _, status := range metrics.AssessmentStatuses() {
		if counts[status] != nil {
			line(statusCell(status, counts[status].word), *counts[status])
		}
	}
	strong := bodyLook
	strong.bold = true
	line(textCell(total.word, strong), total)
	if without.all > 0 {
		line(textCell(without.word, bodyLook), without)
	}
}

func countCell(count int) cell {
	return cell{value: count, style: style{border: true, horizontal: "right", format: "#,##0"}}
}
