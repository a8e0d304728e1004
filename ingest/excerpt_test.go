package ingest_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

func told(excerpt ingest.Excerpt) string {
	var text strings.Builder
	line := func(row ingest.ExcerptRow) {
		mark := " "
		if row.Own {
			mark = ">"
		}
		fmt.Fprintf(&text, "%s%d %s\n", mark, row.Number, strings.Join(row.Cells, "|"))
	}
	for _, row := range excerpt.Top {
		line(row)
	}
	if excerpt.Skipped {
		text.WriteString("…\n")
	}
	for _, row := range excerpt.Rows {
		line(row)
	}
	return text.String()
}

// Row 60 of a file of a hundred rows: the head, a gap, and two rows on either side. The
// column is named by its title.
func TestExcerptOfATextFile(t *testing.T) {
	var content strings.Builder
	content.WriteString("指标,时期,数值\n")
	for row := 2; row <= 100; row++ {
		fmt.Fprintf(&content, "煤炭产量,%d,%d\n", 1900+row, row)
	}
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, []byte(content.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	excerpt, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "值.csv", Row: 60, Column: "数值"})
	if err != nil {
		t.Fatal(err)
	}
	want := " 1 指标|时期|数值\n 2 煤炭产量|1902|2\n 3 煤炭产量|1903|3\n…\n 58 煤炭产量|1958|58\n 59 煤炭产量|1959|59\n>60 煤炭产量|1960|60\n 61 煤炭产量|1961|61\n 62 煤炭产量|1962|62\n"
	if diff := cmp.Diff(want, told(excerpt)); diff != "" {
		t.Error(diff)
	}
	if excerpt.Column != 2 || excerpt.Columns[2] != "C" {
		t.Errorf("column %d of %v", excerpt.Column, excerpt.Columns)
	}
	second, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "值.csv", Row: 2, Column: "没有"})
	if err != nil || second.Column != -1 || told(second) != " 1 指标|时期|数值\n>2 煤炭产量|1902|2\n 3 煤炭产量|1903|3\n 4 煤炭产量|1904|4\n" && len(second.Top) != 0 {
		t.Errorf("second row: %v\n%s", err, told(second))
	}
	if _, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "值.csv", Row: 101}); problemKey(err) != "excerpt.missing" {
		t.Errorf("a row that is not there: %v", err)
	}
}

// A cross table of thirty months: the cell is named by its letters, and only the labels
// and the columns near the cell are shown. Column Z is the 26th.
func TestExcerptOfACrossTable(t *testing.T) {
	workbook := excelize.NewFile()
	defer func() { _ = workbook.Close() }()
	if _, err := workbook.NewSheet("月报'表"); err != nil {
		t.Fatal(err)
	}
	for row := 1; row <= 8; row++ {
		for column := 1; column <= 30; column++ {
			cell, _ := excelize.CoordinatesToCellName(column, row)
			if err := workbook.SetCellValue("月报'表", cell, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := workbook.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	excerpt, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "x.xlsx", Sheet: "月报'表", Row: 6, Column: "Z"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"A", "B", "V", "W", "X", "Y", "Z", "AA", "AB", "AC", "AD"}, excerpt.Columns); diff != "" {
		t.Error(diff)
	}
	if excerpt.Column != 6 || !excerpt.Rows[2].Own || excerpt.Rows[2].Cells[6] != "Z6" || excerpt.Skipped {
		t.Errorf("%+v", excerpt)
	}
	if _, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "x.xlsx", Sheet: "无此表", Row: 6}); problemKey(err) != "excerpt.missing" {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

// The sheet of a fill-in form: twelve columns, of which the first, with codes, is hidden, as
// is row 2. The other eleven stand there, so that the name in column C is seen beside J.
func TestExcerptLeavesOutWhatIsHidden(t *testing.T) {
	workbook := excelize.NewFile()
	defer func() { _ = workbook.Close() }()
	if err := rowsInto(workbook, "Sheet1", "code|a|b|c|d|e|f|g|h|i|j|k\nkey|x|x|x|x|x|x|x|x|x|x|x\nrow|1|期数|全市|2025年|期|4|5|6|26|7|8"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(workbook.SetColVisible("Sheet1", "A", false), workbook.SetRowVisible("Sheet1", 2, false)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := workbook.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	excerpt, err := ingest.ReadExcerpt(path, metrics.Lineage{File: "x.xlsx", Sheet: "Sheet1", Row: 3, Column: "J"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(" 1 a|b|c|d|e|f|g|h|i|j|k\n>3 1|期数|全市|2025年|期|4|5|6|26|7|8\n", told(excerpt)); diff != "" {
		t.Error(diff)
	}
	if text, found := excerpt.Cell(); !found || text != "26" || excerpt.Columns[0] != "B" {
		t.Errorf("cell %q, first column %s", text, excerpt.Columns[0])
	}
}
