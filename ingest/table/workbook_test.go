package table_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

// Cells read as a person would type them. 45169 is 31 August 2023 in the 1900 system
// (45292 is 1 January 2024, 123 days later). 0.95 shown as a percentage is 95 %.
// 69.900000000000006 is how 69.9 is stored with 17 digits.
func TestCellTexts(t *testing.T) {
	month := `yyyy"年"m"月"`
	share := `0.0_ ;[Red]\-0.0%\ `
	content := workbook(t, func(file *excelize.File) {
		style := func(style excelize.Style) int {
			id, err := file.NewStyle(&style)
			must(t, err)
			return id
		}
		must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"h", "i", "j", "k", "l", "m", "n", "o", "p"}))
		must(t, file.SetSheetRow("Sheet1", "A3", &[]any{0.95, 45169, 45169, 69.900000000000006, "007", true, 1234567.25, nil, 0.5}))
		must(t, file.SetCellStyle("Sheet1", "A3", "A3", style(excelize.Style{NumFmt: 10})))
		must(t, file.SetCellStyle("Sheet1", "B3", "B3", style(excelize.Style{NumFmt: 14})))
		must(t, file.SetCellStyle("Sheet1", "C3", "C3", style(excelize.Style{CustomNumFmt: &month})))
		must(t, file.SetCellStyle("Sheet1", "G3", "G3", style(excelize.Style{NumFmt: 4})))
		must(t, file.SetCellFormula("Sheet1", "H3", "1/0"))
		must(t, file.SetCellStyle("Sheet1", "I3", "I3", style(excelize.Style{CustomNumFmt: &share})))
	})
	_, rows, err := read(t, "a.xlsx", content, table.Options{})
	must(t, err)
	want := []table.Row{{Sheet: "Sheet1", Number: 3,
		Cells: []string{"95%", "2023-08-31", "2023-08", "69.9", "007", "TRUE", "1234567.25", "=1/0", "0.5"}}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

// In the 1904 system the same day has a number that is 1462 smaller.
func TestDatesFrom1904(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		yes := true
		must(t, file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"h"}))
		must(t, file.SetSheetRow("Sheet1", "A2", &[]any{45169 - 1462}))
		id, err := file.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		must(t, file.SetCellStyle("Sheet1", "A2", "A2", id))
	})
	_, rows, err := read(t, "a.xlsx", content, table.Options{})
	must(t, err)
	if len(rows) != 1 || rows[0].Cells[0] != "2023-08-31" {
		t.Errorf("got %v, want 2023-08-31", rows)
	}
}

// The sheet 数据 is read wherever it stands; its blank rows count but are not handed
// out, and its rows may be ragged.
func TestDataSheet(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"说明"}))
		_, err := file.NewSheet("数据")
		must(t, err)
		must(t, file.SetSheetRow("数据", "A1", &[]any{"a", "b", "c"}))
		must(t, file.SetSheetRow("数据", "B4", &[]any{"x"}))
		must(t, file.SetSheetRow("数据", "A7", &[]any{"1", "2", "3", "4"}))
	})
	opened, rows, err := read(t, "a.xlsx", content, table.Options{})
	must(t, err)
	if opened.Sheet() != "数据" || opened.Format() != table.Workbook {
		t.Errorf("sheet %q, format %s", opened.Sheet(), opened.Format())
	}
	want := []table.Row{
		{Sheet: "数据", Number: 4, Cells: []string{"", "x", ""}}, {Sheet: "数据", Number: 7, Cells: []string{"1", "2", "3", "4"}},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

// Plain texts and whole numbers read as excelize itself reads them.
func TestAgreesWithExcelize(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		for row := 1; row <= 300; row++ {
			must(t, file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row),
				&[]any{fmt.Sprintf("名称 %d <&>", row), row * 7, "尾\"'"}))
		}
	})
	file, err := excelize.OpenFile(save(t, "a.xlsx", content))
	must(t, err)
	defer file.Close()
	want, err := file.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	must(t, err)
	opened, rows, err := read(t, "a.xlsx", content, table.Options{})
	must(t, err)
	got := [][]string{opened.Columns()}
	for _, row := range rows {
		got = append(got, row.Cells)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
