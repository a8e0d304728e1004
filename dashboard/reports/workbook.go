package reports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook writes sheets one after the other, each from top to bottom. It hides
// excelize's file and stream writer: mixing the two loses cells without an error,
// and an unflushed sheet is a damaged file. Rows go through a file of their own, see
// rowFile, and excelize writes what stands around them.
type workbook struct {
	context context.Context
	file    *excelize.File
	rows    *rowFile
	styles  map[style]int
	open    *sheet
	sheets  int
	mend    map[string]rewrite
}

// document is what the file says about itself.
type document struct {
	title      string
	subject    string
	creator    string
	identifier string
	language   string
	time       time.Time
}

func newWorkbook(ctx context.Context, about document) (*workbook, error) {
	rows, err := newRowFile()
	if err != nil {
		return nil, err
	}
	file := excelize.NewFile()
	w := &workbook{context: ctx, file: file, rows: rows, styles: map[style]int{},
		mend: map[string]rewrite{contentTypesName: sortContentTypes}}
	stamp := about.time.UTC().Format(time.RFC3339)
	recalculate := true
	err = errors.Join(
		file.SetDocProps(&excelize.DocProperties{Title: about.title, Subject: about.subject,
			Creator: about.creator, LastModifiedBy: about.creator, Identifier: about.identifier,
			Language: about.language, Created: stamp, Modified: stamp}),
		file.SetAppProps(&excelize.AppProperties{Application: about.creator}),
		file.SetDefaultFont(fontName),
		file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("prepare workbook: %w", err), w.close())
	}
	return w, nil
}

// writeTo ends the workbook and writes its bytes.
func (w *workbook) writeTo(target io.Writer) error {
	if w.open != nil {
		return fmt.Errorf("sheet %s is still open", w.open.name)
	}
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &archive{target: target, rewrites: w.mend, rows: w.rows} })
	if err := w.file.Write(io.Discard); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// close removes the file of the rows.
func (w *workbook) close() error {
	if err := errors.Join(w.file.Close(), w.rows.close()); err != nil {
		return fmt.Errorf("close workbook: %w", err)
	}
	return nil
}

// styleID returns the number of a look, making it when it is new.
func (w *workbook) styleID(look style) (int, error) {
	if id, known := w.styles[look]; known {
		return id, nil
	}
	id, err := w.file.NewStyle(look.excelize())
	if err != nil {
		return 0, fmt.Errorf("make cell style: %w", err)
	}
	w.styles[look] = id
	return id, nil
}

// nameRange gives a range a name that belongs to one sheet, such as a print area.
func (w *workbook) nameRange(name, reference, scope string) error {
	defined := &excelize.DefinedName{Name: name, RefersTo: reference, Scope: scope}
	if err := w.file.SetDefinedName(defined); err != nil {
		return fmt.Errorf("name range %s of sheet %s: %w", name, scope, err)
	}
	return nil
}
