package ingest

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The functions of this file serve `zhibiao bench` only.

// IterateWorkbook goes through the rows of the first sheet with excelize and does nothing
// with them: what the import of a workbook is measured against.
func IterateWorkbook(path string) (err error) {
	file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	rows, err := file.Rows(file.GetSheetName(0))
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Close()
}

// WriteWorkbook writes a workbook of one sheet: a header and some rows.
func WriteWorkbook(path string, header []any, rows int, row func(n int) []any) error {
	file := excelize.NewFile()
	writer, err := file.NewStreamWriter(file.GetSheetName(0))
	if err != nil {
		return err
	}
	if err := writer.SetRow("A1", header); err != nil {
		return err
	}
	for n := range rows {
		if err := writer.SetRow(fmt.Sprintf("A%d", n+2), row(n)); err != nil {
			return err
		}
	}
	if err := writer.Flush(); err != nil {
		return err
	}
	return errors.Join(file.SaveAs(path), file.Close())
}
