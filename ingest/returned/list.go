package returned

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

// mostLinks is how many links a sheet may have.
const mostLinks = 60_000

// writeList adds the sheet that sums up and lists what was not loaded.
func (m *marking) writeList(places []markedPlace, lost []string) error {
	name := m.freeName(m.words.Text("returned.sheet"))
	if _, err := m.file.NewSheet(name); err != nil {
		return err
	}
	list := &listing{marking: m, sheet: name}
	counts := m.result.Counts
	list.line("returned.title", "file", m.result.File)
	list.line("returned.summary", "rows", counts.Rows, "loaded", m.result.Loaded(), "rejected", counts.Rejected, "flagged", counts.Flagged)
	list.line("returned.how")
	if m.comments > mostComments {
		list.line("returned.comments_bounded", "most", mostComments)
	}
	if len(lost) > 0 {
		list.line("returned.lost", "parts", strings.Join(lost, "、"))
	}
	list.row++
	head := list.row
	if err := list.write("returned.kind", "rejects.sheet", "returned.cell", "rejects.row", "rejects.column", "rejects.value", "rejects.reason", "rejects.hint"); err != nil {
		return err
	}
	for _, place := range places {
		if err := list.place(place); err != nil {
			return err
		}
	}
	if err := list.style(head); err != nil {
		return err
	}
	return m.file.SetDefinedName(&excelize.DefinedName{Name: table.ResultName, RefersTo: quotedSheet(name) + "!$A$1"})
}

// freeName returns a name that no sheet of the sender has.
func (m *marking) freeName(wanted string) string {
	for i := 1; ; i++ {
		name := wanted
		if i > 1 {
			name += " " + strconv.Itoa(i)
		}
		if index, err := m.file.GetSheetIndex(name); err != nil || index < 0 {
			return name
		}
	}
}

// listing writes the sheet from top to bottom; row is the last one that is written.
type listing struct {
	marking *marking
	sheet   string
	row     int
	links   int
	failed  error
}

// line writes a sentence over the whole width.
func (l *listing) line(key string, pairs ...any) {
	l.row++
	if l.failed != nil {
		return
	}
	text, row := l.marking.words.Text(key, pairs...), strconv.Itoa(l.row)
	if l.failed = l.marking.file.SetCellStr(l.sheet, "A"+row, text); l.failed != nil {
		return
	}
	if l.failed = l.marking.file.MergeCell(l.sheet, "A"+row, "H"+row); l.failed != nil {
		return
	}
	whole := 0.0
	for _, width := range listWidths() {
		whole += width
	}
	l.failed = l.marking.file.SetRowHeight(l.sheet, l.row, heightOf(text, whole))
}

func (l *listing) write(keys ...string) error {
	texts := make([]any, len(keys))
	for i, key := range keys {
		texts[i] = l.marking.words.Text(key)
	}
	return l.cells(texts)
}

func (l *listing) cells(values []any) error {
	if l.failed != nil {
		return l.failed
	}
	l.row++
	return l.marking.file.SetSheetRow(l.sheet, "A"+strconv.Itoa(l.row), &values)
}

// place writes a line for each thing that is wrong with a cell, and a link to it.
func (l *listing) place(place markedPlace) error {
	for _, reject := range place.rejects {
		kind := "rejects.rejected"
		if reject.Warning {
			kind = "rejects.flagged"
		}
		words := l.marking.words
		var row any = reject.Row
		if reject.Row == 0 {
			row = ""
		}
		problem, hint := words.Problem(reject.Problem), words.Hint(reject.Problem)
		if err := l.cells([]any{words.Text(kind), place.sheet, place.cell, row, reject.Column, reject.Value, problem, hint}); err != nil {
			return err
		}
		if err := l.fit(map[string]string{"B": place.sheet, "E": reject.Column, "F": reject.Value, "G": problem, "H": hint}); err != nil {
			return err
		}
		if l.links++; place.cell == "" || l.links > mostLinks {
			continue
		}
		target := quotedSheet(place.sheet) + "!" + place.cell
		if err := l.marking.file.SetCellHyperLink(l.sheet, "C"+strconv.Itoa(l.row), target, "Location"); err != nil {
			return err
		}
	}
	return nil
}

// quotedSheet is the name of a sheet as formulas and links write it.
func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
