package reports

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// rowFile keeps the rows of a workbook, sheet after sheet, in a temporary file until the
// workbook is put together. excelize's stream writer would hold up to 32 MiB of every sheet
// to the end.
type rowFile struct {
	file     *os.File
	length   int64
	sections map[string]rowSection // by the part of the sheet
}

// rowSection is where the rows of a sheet lie.
type rowSection struct{ from, to int64 }

func newRowFile() (*rowFile, error) {
	file, err := os.CreateTemp("", "zhibiao-rows-*")
	if err != nil {
		return nil, fmt.Errorf("prepare workbook: %w", err)
	}
	return &rowFile{file: file, sections: map[string]rowSection{}}, nil
}

// begin begins the rows of the next sheet.
func (f *rowFile) begin(part string) *rowWriter {
	f.sections[part] = rowSection{f.length, f.length}
	return &rowWriter{file: f, part: part}
}

// add appends rows to those of a sheet, the one that was begun last.
func (f *rowFile) add(part string, rows []byte) error {
	written, err := f.file.Write(rows)
	f.length += int64(written)
	f.sections[part] = rowSection{f.sections[part].from, f.length}
	return err
}

// of returns the rows of a sheet, or nil where they do not lie in the file.
func (f *rowFile) of(part string) io.Reader {
	if f == nil {
		return nil
	}
	section, found := f.sections[part]
	if !found {
		return nil
	}
	return io.NewSectionReader(f.file, section.from, section.to-section.from)
}

// close removes the file.
func (f *rowFile) close() error { return errors.Join(f.file.Close(), os.Remove(f.file.Name())) }
