package ingest_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// The template opens again, holds no row, and, once filled in as a person would fill
// it in, is imported: text periods, real numbers, a date cell.
func TestTemplateRoundTrip(t *testing.T) {
	var buffer bytes.Buffer
	if err := ingest.WriteTemplate(&buffer, smallCatalogue()); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(&buffer)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"数据", "说明", "指标"}, file.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := file.GetRows("数据")
	if err != nil || len(rows) != 1 {
		t.Errorf("%d rows, error %v; want the header only", len(rows), err)
	}
	if validations, _ := file.GetDataValidations("数据"); len(validations) != 2 {
		t.Errorf("%d lists, want those of frequency and status", len(validations))
	}
	b := newBench(t, ingest.Options{})
	if err := file.SetSheetRow("数据", "A2", &[]any{"煤炭产量", "伊旗", nil, "M", "2023-08", 1550.5, "万吨"}); err != nil {
		t.Fatal(err)
	}
	if err := file.SetSheetRow("数据", "A3", &[]any{"护理型床位占比", nil, nil, "A", "2023", 0.55}); err != nil {
		t.Fatal(err)
	}
	percent, err := file.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	if err := file.SetCellStyle("数据", "F3", "F3", percent); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(b.folder, "filled")
	if err := file.SaveAs(path + ".xlsx"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".xlsx", path); err != nil { // uploads lie under names without an ending
		t.Fatal(err)
	}
	report, err := b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: "填报.xlsx", Path: path, Actor: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]remark{{3, "区域", "", "area.blank", true}}, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"COAL-OUTPUT 150627 2023-08": "1550.5", "BED-SHARE 150600 2023": "55"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	found, _ := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual, Indicators: []string{"BED-SHARE"}})
	lineage := found[0].Lineage
	if lineage.Sheet != "数据" || lineage.Row != 3 || lineage.Column != "数值" || lineage.File != "填报.xlsx" {
		t.Errorf("lineage %+v", lineage)
	}
}

// Date cells: a month that the spreadsheet made a day of is read as the month, with a
// remark where nothing says so. 45139 is 1 August 2023 (45169 is the 31st, 30 later).
func TestDateCellsAsPeriods(t *testing.T) {
	file := excelize.NewFile()
	defer file.Close()
	day, err := file.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"指标", "频率", "时期", "数值"}, {"煤炭产量", "M", 45139, 1}, {"煤炭产量", "YTD", 45169, 2},
		{"新能源装机规模", nil, 45139, 3}, {"新能源装机规模", "D", 45139, 4}, {"新能源装机规模", "A", 45139, 5}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := file.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.SetCellStyle("Sheet1", "C2", "C6", day); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, ingest.Options{})
	path := filepath.Join(b.folder, "dates.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	report, err := b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: "dates.xlsx", Path: path})
	if err != nil {
		t.Fatal(err)
	}
	var periods []string
	for _, change := range report.Changes {
		periods = append(periods, string(change.Key.Period.Frequency)+" "+change.Key.Period.String()+" "+change.New)
	}
	if diff := cmp.Diff([]string{"M 2023-08 1", "YTD 2023-08 2", "M 2023-08 3", "D 2023-08-01 4"}, periods); diff != "" {
		t.Error(diff)
	}
	want := []remark{{4, "时期", "2023-08-01", "period.read_as", true}, {6, "时期", "2023-08-01", "period.frequency", false}}
	if diff := cmp.Diff(want, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
}
