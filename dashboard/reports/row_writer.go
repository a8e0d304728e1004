package reports

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// rowsAtOnce is how many rows are turned into XML before they go to the file: a row of the
// data sheet takes about a kilobyte, and a new stream writer less than a millisecond.
const rowsAtOnce = 2000

// What stands around the rows of a sheet.
const (
	beginOfRows = "<sheetData>"
	endOfRows   = "</sheetData>"
)

// rowWriter writes the rows of one sheet. excelize's stream writer turns them into XML, but
// keeps them until its workbook is written: so some rows at a time are written into a small
// workbook of their own, of which only they are taken. A cell names its style by the number
// that it has in the real workbook.
type rowWriter struct {
	file    *rowFile
	part    string
	mend    func(rows []byte) []byte // of what excelize cannot write as it should be, or nil
	book    *excelize.File
	stream  *excelize.StreamWriter
	waiting int // rows in book
	taken   bytes.Buffer
}

// write writes a row. A height of zero leaves it to the program that opens the file.
func (w *rowWriter) write(number int, height float64, cells []any) (err error) {
	if w.book == nil {
		w.book = excelize.NewFile()
		if w.stream, err = w.book.NewStreamWriter(w.book.GetSheetName(0)); err != nil {
			return err
		}
	}
	if err := w.stream.SetRow("A"+strconv.Itoa(number), cells, excelize.RowOpts{Height: height}); err != nil {
		return err
	}
	if w.waiting++; w.waiting < rowsAtOnce {
		return nil
	}
	return w.end()
}

// end moves the rows that wait to the file.
func (w *rowWriter) end() (err error) {
	if w.book == nil {
		return nil
	}
	book, stream := w.book, w.stream
	w.book, w.stream, w.waiting = nil, nil, 0
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := stream.Flush(); err != nil {
		return err
	}
	w.taken.Reset()
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return rowTaker{&w.taken} })
	if err := book.Write(io.Discard); err != nil {
		return err
	}
	_, rows, begins := bytes.Cut(w.taken.Bytes(), []byte(beginOfRows))
	rows, _, ends := bytes.Cut(rows, []byte(endOfRows))
	if !begins || !ends {
		return errors.New("rows that excelize did not write")
	}
	if w.mend != nil {
		rows = w.mend(rows)
	}
	return w.file.add(w.part, rows)
}

// rowTaker takes the only sheet of a workbook and lets go of its other parts.
type rowTaker struct{ sheet *bytes.Buffer }

// Create starts a part.
func (t rowTaker) Create(name string) (io.Writer, error) {
	if name == sheetPart(1) {
		return t.sheet, nil
	}
	return io.Discard, nil
}

// AddFS is part of excelize's interface and refused: no part lies in a file system.
func (t rowTaker) AddFS(fs.FS) error { return errors.New("workbook parts come from memory only") }

// Close has nothing to end.
func (t rowTaker) Close() error { return nil }
