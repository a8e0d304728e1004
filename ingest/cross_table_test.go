package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// workbookSubmission saves a workbook that build fills.
func (b *bench) workbookSubmission(name string, build func(*excelize.File) error) ingest.Submission {
	b.Helper()
	file := excelize.NewFile()
	defer file.Close()
	if err := build(file); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.folder, name)
	if err := file.SaveAs(path); err != nil {
		b.Fatal(err)
	}
	return ingest.Submission{Feed: "actuals", FileName: name, Path: path, Actor: "test"}
}

// rowsInto writes rows of cells parted by |, empty cells left out.
func rowsInto(file *excelize.File, sheet, text string) error {
	for i, row := range strings.Split(strings.Trim(text, "\n"), "\n") {
		for j, value := range strings.Split(row, "|") {
			if value == "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := file.SetCellValue(sheet, cell, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// stored returns what readers see, as lines.
func (b *bench) stored() []string {
	b.Helper()
	found, err := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		b.Fatal(err)
	}
	var lines []string
	for _, o := range found {
		value, growth := "missing", ""
		if o.Value.Valid {
			value = o.Value.Decimal.String()
		}
		if o.YearOnYear.Valid {
			growth = o.YearOnYear.Decimal.String()
		}
		lines = append(lines, strings.Join([]string{o.Indicator, o.Area, string(o.Period.Frequency), o.Period.String(), value,
			string(o.Status), growth, o.Note, o.Lineage.Sheet, o.Lineage.Column}, "|"))
	}
	return lines
}

// A page of a monthly bulletin, its header in two rows of merged cells. 1.2 亿吨 is
// 12000 万吨; 0.031 shown as a percentage is 3.1 %; the row without a known name is
// rejected at its own cell.
func TestMonthlyBulletinIsImported(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("2023年8月月报.xlsx", func(file *excelize.File) error {
		if err := rowsInto(file, "Sheet1", `
全市主要指标
指标|计量单位|本月||累计|
||绝对量|同比|绝对量|同比
原煤产量|亿吨|1.2||4.5|下降2.1%
护理型床位占比|%|60.5|提高1.5个百分点|—|
　其中：某某产量|万吨|1|2|3|4
注：快报数。`); err != nil {
			return err
		}
		for _, merged := range [][2]string{{"A2", "A3"}, {"B2", "B3"}, {"C2", "D2"}, {"E2", "F2"}, {"A1", "F1"}} {
			if err := file.MergeCell("Sheet1", merged[0], merged[1]); err != nil {
				return err
			}
		}
		percent, err := file.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			return err
		}
		if err := file.SetCellFloat("Sheet1", "D4", 0.031, -1, 64); err != nil {
			return err
		}
		return file.SetCellStyle("Sheet1", "D4", "D4", percent)
	})
	dry, err := b.importer.DryRun(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if len(dry.Understood) == 0 || dry.Understood[0].Key != "layout.said.table.titled" {
		t.Errorf("the dry run does not say what it understood: %v", dry.Understood)
	}
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"BED-SHARE|150600|M|2023-08|60.5|A||同比：提高1.5个百分点|Sheet1|C",
		"BED-SHARE|150600|YTD|2023-08|missing|L|||Sheet1|E",
		"COAL-OUTPUT|150600|M|2023-08|12000|A|3.1||Sheet1|C",
		"COAL-OUTPUT|150600|YTD|2023-08|45000|A|-2.1||Sheet1|E",
	}
	if diff := cmp.Diff(want, sorted(b.stored())); diff != "" {
		t.Error(diff)
	}
	var rejected []remark
	for _, found := range remarksOf(report) {
		if !found.Warning {
			rejected = append(rejected, found)
		}
	}
	unknown := remark{6, "A", "某某产量", "indicator.unknown", false}
	if diff := cmp.Diff([]remark{unknown}, rejected); diff != "" {
		t.Error(diff)
	}
	if report.Run.Counts.Rejected != 2 {
		t.Errorf("%d values are rejected, want both of the row", report.Run.Counts.Rejected)
	}
	again, err := b.importer.Import(context.Background(), submission)
	if err != nil || again.Run.State != metrics.RunUnchanged {
		t.Errorf("the same file again: %s, %v", again.Run.State, err)
	}
}

func sorted(lines []string) []string {
	for i := range lines {
		for j := i; j > 0 && lines[j] < lines[j-1]; j-- {
			lines[j], lines[j-1] = lines[j-1], lines[j]
		}
	}
	return lines
}

// A layout beside the file is followed, and so is one handed in; a header that moved
// stops the import; what --show-layout prints reads the file as detection does.
func TestDescribedLayouts(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.submission("actuals", "x,甲,乙\n煤炭产量,5,6\n")
	described := "tables:\n  - header_rows: 1\n    data_rows: 2\n    labels: [{column: A, carries: indicator}]\n" +
		"    columns: [{column: C, heading: 乙, period: 2023年, unit: 亿吨}]\n"
	if _, err := b.importer.DryRun(context.Background(), submission); problemKey(err) != "layout.columns_unclear" && problemKey(err) != "layout.no_period" {
		t.Errorf("without a layout: %v", err)
	}
	if err := os.WriteFile(submission.Path+ingest.LayoutEnding, []byte(described), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.importer.Import(context.Background(), submission); err != nil {
		t.Fatal(err)
	}
	if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2023"]; got != "60000" { // 6 亿吨
		t.Errorf("got %s, want 60000", got)
	}
	submission.Layout = []byte(strings.Replace(described, "乙", "丙", 1))
	if report, err := b.importer.Import(context.Background(), submission); problemKey(err) != "layout.header_moved" || report.Run.State != metrics.RunFailed {
		t.Errorf("got %v, want layout.header_moved", err)
	}
	cross := b.workbookSubmission("2023年.xlsx", func(file *excelize.File) error {
		return rowsInto(file, "Sheet1", "指标|1-7月|8月\n煤炭产量|70|8")
	})
	shown, err := b.importer.ShowLayout(context.Background(), cross)
	if err != nil || len(shown.Layout) == 0 {
		t.Fatal(shown, err)
	}
	cross.Layout = shown.Layout
	report, err := b.importer.Import(context.Background(), cross)
	if err != nil || report.Run.Counts.New != 2 {
		t.Errorf("got %+v, %v, want two new values", report.Run.Counts, err)
	}
	if shown, err := b.importer.ShowLayout(context.Background(), b.submission("actuals", "指标,时期,数值\n煤炭产量,2023,1\n")); err == nil && len(shown.Layout) == 0 {
		t.Error("the layout beside the file was not used")
	}
}

// A formula without a result, a formula with a script, the number of a day, hidden
// rows: each is told where it stands. 45169 is 31 August 2023.
func TestCellsOfWorkbooks(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("a.xlsx", func(file *excelize.File) error {
		if err := rowsInto(file, "Sheet1", "指标|频率|时期|数值\n煤炭产量|D|45169|1\n煤炭产量|A|2022|2\n煤炭产量|A|2021|\n煤炭产量|A|2020|3"); err != nil {
			return err
		}
		for cell, formula := range map[string]string{"D4": "SUM(D2:D3)", "A5": `HYPERLINK("https://example.org","煤")`} {
			if err := file.SetCellValue("Sheet1", cell, nil); err != nil {
				return err
			}
			if err := file.SetCellFormula("Sheet1", cell, formula); err != nil {
				return err
			}
		}
		if err := file.SetCellInt("Sheet1", "C2", 45169); err != nil {
			return err
		}
		return file.SetRowVisible("Sheet1", 3, false)
	})
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	want := []remark{
		{2, "时期", "45169", "period.read_as", true},
		{3, "", "", "file.hidden_rows", true},
		{4, "数值", "=SUM(D2:D3)", "value.formula", false},
		{5, "指标", `=HYPERLINK("https://example.org","煤")`, "indicator.unknown.alone", false},
	}
	if diff := cmp.Diff(want, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"COAL-OUTPUT 150600 2023-08-31": "1"}, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// The reason why there is no value becomes its status.
func TestStatusOfMissingValues(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.load("actuals", "指标,时期,数值\n煤炭产量,2019,—\n煤炭产量,2020,未公布\n煤炭产量,2021,(D)\n煤炭产量,2022,（Ｄ）\n煤炭产量,2023,不适用\n")
	var statuses []string
	for _, line := range sorted(b.stored()) {
		statuses = append(statuses, strings.Join(strings.Split(line, "|")[3:6], " "))
	}
	want := []string{"2019 missing L", "2020 missing O", "2021 missing Q", "2022 missing Q", "2023 missing M"}
	if diff := cmp.Diff(want, statuses); diff != "" {
		t.Error(diff)
	}
}

// JSON rows are rows of the tidy format.
func TestObjectsAreImported(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.submission("actuals", `[{"indicator": "煤炭产量", "period": "2023", "value": 12.5}, {"indicator": "煤炭产量", "period": 2022, "value": null}]`)
	submission.FileName = "a.json"
	if _, err := b.importer.Import(context.Background(), submission); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"COAL-OUTPUT 150600 2022": "missing", "COAL-OUTPUT 150600 2023": "12.5"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}
