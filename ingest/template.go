package ingest

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

const (
	dataSheet        = "数据"
	instructionSheet = "说明"
	indicatorSheet   = "指标"
	templateRows     = 10_000 // rows that get lists and formats
)

// WriteTemplate writes the workbook to fill in: a sheet 数据 with the documented
// columns and nothing below them, a sheet 说明 that explains them in Chinese and
// English, and a sheet 指标 with the indicators of the catalogue. The columns for
// periods and days are text, so that a spreadsheet does not turn 2023-08 into a day.
func WriteTemplate(to io.Writer, catalogue *metrics.Catalogue) error {
	workbook := excelize.NewFile()
	defer func() { _ = workbook.Close() }()
	if err := workbook.SetSheetName("Sheet1", dataSheet); err != nil {
		return fmt.Errorf("name the data sheet: %w", err)
	}
	head, err := workbook.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
	if err != nil {
		return fmt.Errorf("style of the header: %w", err)
	}
	if err := writeDataSheet(workbook, head); err != nil {
		return fmt.Errorf("sheet %s: %w", dataSheet, err)
	}
	if err := writeInstructionSheet(workbook, head); err != nil {
		return fmt.Errorf("sheet %s: %w", instructionSheet, err)
	}
	if err := writeIndicatorSheet(workbook, head, catalogue); err != nil {
		return fmt.Errorf("sheet %s: %w", indicatorSheet, err)
	}
	if _, err := workbook.WriteTo(to); err != nil {
		return fmt.Errorf("write the template: %w", err)
	}
	return nil
}

func writeDataSheet(workbook *excelize.File, head int) error {
	text, err := workbook.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	for i, description := range describeColumns() {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if column(i) != valueColumn && column(i) != yearOnYearColumn {
			if err := workbook.SetColStyle(dataSheet, letter, text); err != nil {
				return err
			}
		}
		if err := workbook.SetColWidth(dataSheet, letter, letter, widthOf(column(i))); err != nil {
			return err
		}
		if err := workbook.SetCellValue(dataSheet, letter+"1", description.nameZh); err != nil {
			return err
		}
		if err := workbook.SetCellStyle(dataSheet, letter+"1", letter+"1", head); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		at    column
		codes []string
	}{
		{frequencyColumn, []string{"A", "S", "Q", "M", "YTD", "D"}},
		{statusColumn, []string{"A", "P", "E", "F", "B", "L", "V"}},
	} {
		letter, err := excelize.ColumnNumberToName(int(list.at) + 1)
		if err != nil {
			return err
		}
		validation := excelize.NewDataValidation(true)
		validation.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, templateRows))
		if err := validation.SetDropList(list.codes); err != nil {
			return err
		}
		validation.SetError(excelize.DataValidationErrorStyleStop, "代码", describeColumns()[list.at].helpZh)
		if err := workbook.AddDataValidation(dataSheet, validation); err != nil {
			return err
		}
	}
	return freezeHeader(workbook, dataSheet)
}

// widthOf is in characters; a Chinese one counts as two.
func widthOf(at column) float64 {
	switch at {
	case indicatorColumn, sourceTitleColumn, sourceURLColumn, noteColumn:
		return 32
	case areaColumn, dimensionColumn, periodColumn, valueColumn, scopeColumn, releasedColumn:
		return 16
	}
	return 10
}

func freezeHeader(workbook *excelize.File, sheet string) error {
	return workbook.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func writeInstructionSheet(workbook *excelize.File, head int) error {
	rows := [][]any{{"列 Column", "文件列名 Name in files", "必填 Required", "说明", "Explanation"}}
	for _, description := range describeColumns() {
		required := "否 no"
		if description.required {
			required = "是 yes"
		}
		rows = append(rows, []any{description.nameZh, description.name, required, description.helpZh, description.helpEn})
	}
	return writeSheet(workbook, instructionSheet, head, rows, []float64{16, 22, 16, 64, 72})
}

func writeIndicatorSheet(workbook *excelize.File, head int, catalogue *metrics.Catalogue) error {
	if catalogue == nil || len(catalogue.Indicators) == 0 {
		return nil
	}
	rows := [][]any{{"代码 Code", "名称", "Name", "单位 Unit"}}
	for _, indicator := range catalogue.Indicators {
		rows = append(rows, []any{indicator.Code, indicator.NameZh, indicator.NameEn, indicator.Unit})
	}
	return writeSheet(workbook, indicatorSheet, head, rows, []float64{40, 48, 72, 14})
}

func writeSheet(workbook *excelize.File, sheet string, head int, rows [][]any, widths []float64) error {
	if _, err := workbook.NewSheet(sheet); err != nil {
		return err
	}
	for i, width := range widths {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := workbook.SetColWidth(sheet, letter, letter, width); err != nil {
			return err
		}
	}
	for i, row := range rows {
		if err := workbook.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	last, err := excelize.ColumnNumberToName(len(widths))
	if err != nil {
		return err
	}
	if err := workbook.SetCellStyle(sheet, "A1", last+"1", head); err != nil {
		return err
	}
	return freezeHeader(workbook, sheet)
}
