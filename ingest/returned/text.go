package returned

import (
	"io"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// The headings of the two columns that a text file gets. They are the same in every
// language, so that the file can be sent again: the import passes over them.
const (
	PlaceHeading  = "导入结果：位置"
	ReasonHeading = "导入结果：原因"
)

// IsOwnColumn tells whether a heading is one that Write has added.
func IsOwnColumn(heading string) bool {
	heading = strings.TrimSpace(heading)
	return heading == PlaceHeading || heading == ReasonHeading
}

// writeText adds the place and the reason to the rows that something is wrong with.
// What an earlier copy added is taken off first.
func writeText(to io.Writer, path string, result Result, words Words) error {
	whole, err := table.ReadWholeText(path, result.File, mostTextBytes)
	if err != nil {
		return err
	}
	byRow := map[int][]metrics.Reject{}
	for _, reject := range result.Rejects {
		byRow[reject.Row] = append(byRow[reject.Row], reject)
	}
	writer := &textWriter{whole: whole, words: words}
	for i, line := range whole.Lines() {
		writer.line(line, byRow[i+1], i == 0 && whole.Declared)
	}
	content, err := whole.Encode(writer.out.String())
	if err != nil {
		return err
	}
	_, err = to.Write(content)
	return err
}

type textWriter struct {
	whole  table.WholeText
	words  Words
	header int // cells of the header, 0 before it was met
	mended bool
	out    strings.Builder
}

// line writes one row. Rows above the header, blank ones and the declaration of the
// delimiter stay as they are.
func (w *textWriter) line(line string, rejects []metrics.Reject, declaration bool) {
	body := strings.TrimRight(line, "\r\n")
	ending := line[len(body):]
	cells := cellsOf(body, byte(w.whole.Delimiter))
	if declaration || strings.TrimSpace(body) == "" {
		w.out.WriteString(line)
		return
	}
	place, reason := "", ""
	switch {
	case w.header == 0 && len(cells) > 1:
		// The first row with several cells is taken for the header; titles have one.
		w.header = len(cells)
		if w.header > 2 && unquoted(cells[w.header-2]) == PlaceHeading && unquoted(cells[w.header-1]) == ReasonHeading {
			w.header, w.mended = w.header-2, true
		}
		place, reason = PlaceHeading, ReasonHeading
	case w.header == 0:
		w.out.WriteString(line)
		return
	case len(rejects) > 0:
		place, reason = w.place(rejects), reasons(rejects, w.words)
	}
	if w.mended && len(cells) > w.header {
		cells = cells[:w.header]
	}
	delimiter := string(w.whole.Delimiter)
	w.out.WriteString(strings.Join(cells, delimiter))
	if place != "" || reason != "" {
		// Short rows are filled up, so that the reason stands under its heading.
		w.out.WriteString(strings.Repeat(delimiter, max(0, w.header-len(cells))))
		w.out.WriteString(delimiter + w.whole.Quoted(place) + delimiter + w.whole.Quoted(reason))
	}
	w.out.WriteString(ending)
}

// place names the columns that something is wrong with.
func (w *textWriter) place(rejects []metrics.Reject) string {
	var columns []string
	known := map[string]bool{}
	for _, reject := range rejects {
		if reject.Column != "" && !known[reject.Column] {
			known[reject.Column] = true
			columns = append(columns, reject.Column)
		}
	}
	return w.words.Text("returned.place", "row", rejects[0].Row, "columns", strings.Join(columns, "、"))
}

// cellsOf splits a row at its delimiters outside quotes; the cells keep their quotes.
func cellsOf(row string, delimiter byte) []string {
	var cells []string
	start, quoted := 0, false
	for i := 0; i < len(row); i++ {
		switch {
		case row[i] == '"':
			quoted = !quoted
		case row[i] == delimiter && !quoted:
			cells, start = append(cells, row[start:i]), i+1
		}
	}
	return append(cells, row[start:])
}

func unquoted(cell string) string { return strings.Trim(strings.TrimSpace(cell), `"`) }
