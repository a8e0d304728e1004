package table

import (
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// Row is one row of a table. Number counts as a person does: the first row of the
// sheet or file is 1. Cells has at least as many entries as the table has columns;
// missing ones are empty texts.
type Row struct {
	Sheet  string
	Number int
	Cells  []string
	Hidden bool // the sheet does not show the row
	// Places says where each cell was read, when the row was put together from several
	// places of a sheet; nil when the row stands in the file as it is.
	Places []Place
	// Within is the text of the row above of which this one says to be a part (其中).
	Within string
	// Nameless tells that the row has numbers and nothing says of what.
	Nameless bool
}

// Place is a cell: row and column counted from 1. The zero value is no cell.
type Place struct{ Row, Column int }

// Options says what to accept. The zero value takes the default limits and the first
// row that is not blank as header.
type Options struct {
	Limits Limits
	// IsHeader tells whether a row can be the header. The first of the first
	// headerSearch rows for which it answers true is taken; when there is none,
	// the first row that is not blank.
	IsHeader func(cells []string) bool
	Dialect  Dialect
}

// headerSearch is how many rows may stand above the header: titles, units, dates.
const headerSearch = 30

// Table is an open file, read once from top to bottom. It must be closed.
type Table struct {
	name    string
	format  Format
	header  Row
	waiting []Row // rows read while the header was searched
	found   bool  // the header satisfies Options.IsHeader
	hidden  []int // rows that were left out
	source  source
	closers []io.Closer
}

// source hands out the rows of one file that are not blank; io.EOF ends them. The cells
// of a row hold until the next one is asked for.
type source interface {
	next() (Row, error)
	total() int // rows of the file as far as known without reading them, blank ones included
}

// Open opens the file at path, which its sender called name: its ending must agree
// with the content. The error is a metrics.Problem, or an error of the file system.
func Open(path, name string, options Options) (*Table, error) {
	limits := options.Limits.orDefault()
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	table := &Table{name: name, closers: []io.Closer{file}}
	if err := table.open(file, limits, options.Dialect); err != nil {
		return nil, errors.Join(err, table.Close())
	}
	if row := options.Dialect.HeaderRow; row > 0 && table.format != Objects {
		err = table.takeHeader(row, options.IsHeader)
	} else {
		err = table.findHeader(options.IsHeader)
	}
	if err != nil {
		return nil, errors.Join(err, table.Close())
	}
	return table, nil
}

func (t *Table) open(file *os.File, limits Limits, dialect Dialect) error {
	info, err := t.check(file, limits)
	if err != nil {
		return err
	}
	if t.format == Workbook {
		t.source, err = openWorkbook(file, info.Size(), t.name, dialect.Sheet, limits)
	} else {
		t.source, err = openText(file, t.format, t.name, limits, dialect)
	}
	if closer, ok := t.source.(io.Closer); ok && err == nil {
		t.closers = append(t.closers, closer)
	}
	return err
}

// check looks at the size of the file and at what it is.
func (t *Table) check(file *os.File, limits Limits) (os.FileInfo, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, metrics.NewProblem("file.unsupported", "file", t.name, "found", info.Mode().Type().String())
	case info.Size() == 0:
		return nil, metrics.NewProblem("file.empty", "file", t.name)
	case info.Size() > limits.FileBytes:
		return nil, metrics.NewProblem("file.too_large", "file", t.name,
			"size", megabytes(info.Size()), "limit", megabytes(limits.FileBytes))
	}
	t.format, err = recognise(file, info.Size(), t.name)
	return info, err
}

// openText opens a file that is no workbook.
func openText(file io.ReadSeeker, format Format, name string, limits Limits, dialect Dialect) (source, error) {
	if format == Objects {
		return openObjects(file, name, limits)
	}
	return openDelimited(file, name, limits, dialect)
}

func isEnd(err error) bool { return errors.Is(err, io.EOF) }

// findHeader reads until it has a header, and keeps what it read after it.
func (t *Table) findHeader(isHeader func([]string) bool) error {
	var read []Row
	for len(read) < headerSearch {
		row, err := t.source.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		row.Cells = slices.Clone(row.Cells)
		read = append(read, row)
		if isHeader == nil || isHeader(row.Cells) {
			t.header, t.found = row, true
			return nil
		}
	}
	if len(read) == 0 {
		return metrics.NewProblem("file.empty", "file", t.name)
	}
	t.header, t.waiting = read[0], read[1:]
	return nil
}

// Format says what the file turned out to be.
func (t *Table) Format() Format { return t.format }

// Delimiter is what parts the cells of a text file, 0 for other formats.
func (t *Table) Delimiter() rune {
	if text, isText := t.source.(*delimited); isText {
		return text.reader.Comma
	}
	return 0
}

// Date1904 tells a workbook that counts its days from 1904 instead of 1900.
func (t *Table) Date1904() bool {
	sheet, isSheet := t.source.(*sheet)
	return isSheet && sheet.cells.date1904
}

// Columns returns the texts of the header row.
func (t *Table) Columns() []string { return t.header.Cells }

// Sheet returns the name of the sheet that is read, empty for a text file.
func (t *Table) Sheet() string { return t.header.Sheet }

// HeaderRow returns the number of the header row.
func (t *Table) HeaderRow() int { return t.header.Number }

// Total estimates the number of rows below the header, without reading them: lines of
// a text file, last row that a sheet names. It serves progress bars, nothing else.
func (t *Table) Total() int { return max(t.source.total()-t.header.Number, 0) }

// HeaderFound tells whether the header is one that Options.IsHeader has accepted, and
// not merely the first row.
func (t *Table) HeaderFound() bool { return t.found }

// HiddenRows returns the numbers of the rows that Rows has left out so far because the
// sheet hides them.
func (t *Table) HiddenRows() []int { return t.hidden }

// Rows hands out the rows below the header, blank and hidden ones left out. It can be
// used once; an error is the last thing it hands out. The cells of a row hold until the
// next one.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, row := range t.waiting {
			if t.isHidden(row) {
				continue
			}
			if !yield(t.padded(row), nil) {
				return
			}
		}
		for {
			row, err := t.source.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if t.isHidden(row) {
				continue
			}
			if !yield(t.padded(row), nil) {
				return
			}
		}
	}
}

// isHidden notes a hidden row.
func (t *Table) isHidden(row Row) bool {
	if row.Hidden {
		t.hidden = append(t.hidden, row.Number)
	}
	return row.Hidden
}

func (t *Table) padded(row Row) Row {
	for len(row.Cells) < len(t.header.Cells) {
		row.Cells = append(row.Cells, "")
	}
	return row
}

// Close releases the file.
func (t *Table) Close() error {
	var all error
	for i := len(t.closers) - 1; i >= 0; i-- {
		all = errors.Join(all, t.closers[i].Close())
	}
	t.closers = nil
	return all
}

// withoutBlankEnd cuts the empty cells at the end of a row; a blank row becomes empty.
func withoutBlankEnd(cells []string) []string {
	for len(cells) > 0 && (cells[len(cells)-1] == "" || strings.TrimSpace(cells[len(cells)-1]) == "") {
		cells = cells[:len(cells)-1]
	}
	return cells
}
