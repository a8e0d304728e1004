package table_test

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

func TestSheetOfAReference(t *testing.T) {
	for reference, want := range map[string]string{"Sheet1!$A$1": "Sheet1", "'导入结果'!$A$1": "导入结果", "'it''s'!$A$1": "it's", "'a!b'!$A$1": "a!b", "": ""} {
		if got := table.SheetOf(reference); got != want {
			t.Errorf("%q: %q, want %q", reference, got, want)
		}
	}
}

// The sheet that we have added is not read, though it stands first and its sender has
// called it 数据.
func TestOwnSheetIsNotRead(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		must(t, file.SetSheetName("Sheet1", "数据"))
		must(t, file.SetSheetRow("数据", "A1", &[]any{"导入结果"}))
		must(t, file.SetDefinedName(&excelize.DefinedName{Name: table.ResultName, RefersTo: "'数据'!$A$1"}))
		_, err := file.NewSheet("二")
		must(t, err)
		must(t, file.SetSheetRow("二", "A1", &[]any{"指标", "时期"}))
	})
	path := save(t, "a.xlsx", content)
	opened, err := table.Open(path, "a.xlsx", table.Options{})
	must(t, err)
	if opened.Sheet() != "二" {
		t.Errorf("sheet %q is read, want 二", opened.Sheet())
	}
	must(t, opened.Close())
	grids, err := table.ReadGrids(path, "a.xlsx", table.Options{})
	must(t, err)
	if len(grids) != 1 || grids[0].Sheet != "二" {
		t.Errorf("grids %+v", grids)
	}
}
