package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// delimited reads comma, semicolon or tab separated text.
type delimited struct {
	name    string
	profile textProfile
	reader  *csv.Reader // of the lines that are not plain
	plain   *plainLines
	leash   *leash
	limits  Limits

	row      int // number of the row handed out last
	lastLine int // line on which it ended
	narrow   int // fewest cells of any row before the last one
	widest   int
	pending  *Row
	first    bool
}

func openDelimited(file io.ReadSeeker, name string, limits Limits, dialect Dialect) (*delimited, error) {
	profile, err := profileText(file, name, dialect.Encoding)
	if err != nil {
		return nil, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	held := &leash{reader: decoded(file, profile.encoding), length: mostRowBytes}
	text := bufio.NewReaderSize(held, 1<<16)
	source := &delimited{name: name, profile: profile, leash: held, limits: limits, first: true}
	start, _ := text.Peek(1 << 15)
	delimiter := detectDelimiter(string(start))
	if declared := sdmxDelimiter(string(start)); declared != 0 {
		delimiter = declared
	}
	if declared, length := declaredDelimiter(string(start)); length > 0 {
		_, _ = text.Discard(length)
		delimiter, source.row, source.lastLine = declared, 1, 0
	}
	if dialect.Delimiter != 0 {
		delimiter = dialect.Delimiter
	}
	source.reader = csv.NewReader(text)
	source.reader.Comma = delimiter
	source.reader.FieldsPerRecord = -1
	source.plain = newPlainLines(text, delimiter)
	return source, nil
}

// declaredDelimiter reads the line “sep=;” that spreadsheets put first, and its length.
func declaredDelimiter(text string) (rune, int) {
	line, _, found := strings.Cut(text, "\n")
	line = strings.TrimSuffix(line, "\r")
	if rest, ok := strings.CutPrefix(line, "sep="); ok && found && len(rest) == 1 && strings.ContainsRune(",;\t", rune(rest[0])) {
		return rune(rest[0]), strings.Index(text, "\n") + 1
	}
	return 0, 0
}

// sdmxDelimiter returns the separator of SDMX-CSV: the character behind DATAFLOW, or
// behind STRUCTURE and its brackets; 0 for other texts.
func sdmxDelimiter(text string) rune {
	rest, found := strings.CutPrefix(strings.TrimPrefix(text, "\ufeff"), "DATAFLOW")
	if !found {
		if rest, found = strings.CutPrefix(strings.TrimPrefix(text, "\ufeff"), "STRUCTURE"); !found {
			return 0
		}
		if strings.HasPrefix(rest, "[") {
			_, rest, _ = strings.Cut(rest, "]")
		}
	}
	if rest != "" && strings.ContainsRune(",;\t", rune(rest[0])) {
		return rune(rest[0])
	}
	return 0
}

// linesForDelimiter is how many lines tell the delimiter.
const linesForDelimiter = 20

// detectDelimiter takes the candidate that stands equally often, outside quotes, in most
// of the first lines: a title has none, and thousands marks come and go. Of equals it takes
// the one that stands most often in the first line that has any; the comma when none does.
func detectDelimiter(text string) rune {
	candidates := [...]rune{',', '\t', ';'}
	var inLine, first [len(candidates)]int
	lines := map[[2]int]int{} // candidate and how often it stands in a line → lines
	ended, started := 0, false
	endLine := func() {
		if inLine == [len(candidates)]int{} {
			return
		}
		if !started {
			first, started = inLine, true
		}
		for i, count := range inLine {
			if count > 0 {
				lines[[2]int{i, count}]++
			}
		}
		ended++
		inLine = [len(candidates)]int{}
	}
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			if endLine(); ended == linesForDelimiter {
				break
			}
		}
		for i, candidate := range candidates {
			if r == candidate && !quoted {
				inLine[i]++
			}
		}
	}
	if ended == 0 {
		endLine() // a single line without its end
	}
	var most [len(candidates)]int
	for key, count := range lines {
		most[key[0]] = max(most[key[0]], count)
	}
	best := 0
	for i := range candidates {
		if most[i] > most[best] || most[i] == most[best] && first[i] > first[best] {
			best = i
		}
	}
	return candidates[best]
}

func (d *delimited) total() int { return d.profile.lines }

// next stays one row ahead, because only the last row tells a file that was cut off.
func (d *delimited) next() (Row, error) {
	if d.first {
		d.first = false
		if err := d.advance(); err != nil {
			return Row{}, err
		}
	}
	if d.pending == nil {
		return Row{}, io.EOF
	}
	row := *d.pending
	if err := d.advance(); err != nil {
		return Row{}, err
	}
	if d.pending == nil && d.cutOff(row) {
		return Row{}, metrics.NewProblem("file.truncated", "file", d.name, "row", strconv.Itoa(row.Number))
	}
	if width := len(row.Cells); d.narrow == 0 || width < d.narrow {
		d.narrow = width
	}
	d.widest = max(d.widest, len(row.Cells))
	row.Cells = withoutBlankEnd(row.Cells)
	return row, nil
}

// cutOff tells whether the last row shows that the end of the file is missing: it has
// no line break and fewer cells, where every row before had the same number.
func (d *delimited) cutOff(last Row) bool {
	return !d.profile.endsWithLine && d.widest > 1 && d.narrow == d.widest && len(last.Cells) < d.widest
}

// advance reads the next row that is not blank into pending; nil at the end.
func (d *delimited) advance() error {
	d.pending = nil
	for {
		cells, err := d.read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return d.problem(err)
		}
		d.leash.rowEnds()
		filled := withoutBlankEnd(cells)
		if len(filled) == 0 {
			continue
		}
		if len(filled) > d.limits.Columns {
			return metrics.NewProblem("file.too_many_columns", "file", d.name,
				"found", strconv.Itoa(len(filled)), "limit", strconv.Itoa(d.limits.Columns))
		}
		if err := checkCells(d.name, d.row, filled); err != nil {
			return err
		}
		d.pending = &Row{Number: d.row, Cells: cells}
		return nil
	}
}

// read returns the cells of the next line, or of the next lines where a cell has line
// breaks in quotation marks, and counts the lines.
func (d *delimited) read() ([]string, error) {
	if cells, plain := d.plain.next(); plain {
		d.row++
		return cells, nil
	}
	cells, err := d.reader.Read()
	if err != nil {
		return nil, err
	}
	line, _ := d.reader.FieldPos(0)
	lastStart, _ := d.reader.FieldPos(len(cells) - 1)
	d.row += line - d.lastLine // a row and the empty lines before it
	d.lastLine = lastStart + strings.Count(cells[len(cells)-1], "\n")
	return cells, nil
}

func (d *delimited) problem(err error) error {
	var parse *csv.ParseError
	row := strconv.Itoa(d.row + 1)
	switch {
	case errors.Is(err, errRowTooLong):
		return rowTooLong(d.name, d.row+1, mostRowBytes)
	case errors.Is(err, errNull):
		return metrics.NewProblem("file.nul_byte", "file", d.name, "row", row).Because(err)
	case errors.Is(err, errCharacters):
		return metrics.NewProblem("file.encoding", "file", d.name, "row", row).Because(err)
	case errors.As(err, &parse):
		return metrics.NewProblem("file.quote", "file", d.name, "row", strconv.Itoa(parse.StartLine+d.plain.lines)).Because(err)
	}
	return err
}
