package main

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// printCells opens a workbook anew and prints its sheets and every filled cell, with
// n for a number and s for a text: “sheet cell type value”.
func printCells(arguments []string) (err error) {
	if len(arguments) != 1 {
		return fmt.Errorf("cells WORKBOOK, not %q", arguments)
	}
	file, err := excelize.OpenFile(arguments[0], excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			return err
		}
		fmt.Println("sheet", sheet)
		for y, row := range rows {
			for x, value := range row {
				if value == "" {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					return err
				}
				kind, err := file.GetCellType(sheet, cell)
				if err != nil {
					return err
				}
				letter := "s"
				if kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset {
					letter = "n"
				}
				fmt.Println(sheet, cell, letter, value)
			}
		}
	}
	return nil
}
