package reports

import (
	"bytes"
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// The formulas of the sample's first row; its numbers are in workbook_test.go.
func TestRatesAreFormulasWithTheirValue(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	for cell, want := range map[string]string{
		"K7": `IF(ISNUMBER(H7),H7/F7,"")`,
		"L7": `IF(ISNUMBER(H7),(H7-D7)/(F7-D7),"")`,
		"M7": "", // time passes by itself
		"N7": `IF(ISNUMBER(H7),H7-(D7+(F7-D7)*M7),"")`,
		"O7": `IF(ISNUMBER(H7),IF(H7>=F7,"",(F7-H7)/3),"")`,
		"N8": "", // 0.4 is not 1380.2 − 1380: the value of the assessment stays
	} {
		formula, err := file.GetCellFormula("监测表", cell)
		if err != nil || formula != want {
			t.Errorf("%s = %q, %v, want %q", cell, formula, err, want)
		}
	}
	for cell, want := range map[string]string{"K7": "0.5711111111111111", "P7": "▼ 滞后", "P8": "→ 基本符合预期"} {
		if value, _, _ := cellAt(t, file, "监测表", cell); value != want {
			t.Errorf("cached value of %s = %q, want %q", cell, value, want)
		}
	}
}

// What happens to the first row (base 1.8, target ≥ 4.5, 2 of 5 years, so 2.88 is asked
// for) and to the second (base 1500, target ≤ 1200.5, 1380.2 is asked for) when its latest
// value is changed, by hand:
//
//	2.20  0.40 ÷ 1.08 = 0.37                   below 0.60
//	2.57  0.77 ÷ 1.08 = 0.713
//	2.83  1.03 ÷ 1.08 = 0.954
//	3.00  1.20 ÷ 1.08 = 1.111; 1.2 ÷ 2.7 = 0.4444; 3 ÷ 4.5 = 0.6667; + 0.12; 1.5 ÷ 3 = 0.5
//	4.50  reached before its date
//	1400  100 ÷ 119.8 = 0.835
var changes = []struct {
	row         int
	latest      string
	status      string
	rates       map[string]float64 // by column
	emptyCells  string
	colorOfCell string
}{
	{7, "2.2", "▼▼ 严重滞后", nil, "", "F8D3C6"},
	{7, "2.57", "▼ 滞后", nil, "", "FCE9C8"},
	{7, "2.83", "→ 基本符合预期", nil, "", "EDF3F8"},
	{7, "3", "▲ 快于预期", map[string]float64{"K": 2. / 3, "L": 4. / 9, "N": 0.12, "O": 0.5}, "", "DCEBF7"},
	{7, "4.5", "√√ 提前实现", map[string]float64{"K": 1, "L": 1, "N": 1.62}, "O", "D3EBDD"},
	{7, "", "？ 无法评价", nil, "KLNO", "F1F3F5"},
	{8, "1400", "▼ 滞后", nil, "", "FCE9C8"},
	{8, "1200.5", "√√ 提前实现", nil, "", "D3EBDD"},
}

func TestLightFollowsTheNumbers(t *testing.T) {
	for _, change := range changes {
		file := written(t, sampleReport(t, locale.Chinese))
		setLatest(t, file, change.row, change.latest)
		at := func(column string) string { return column + strconv.Itoa(change.row) }
		if got, err := file.CalcCellValue("监测表", at("P")); err != nil || got != change.status {
			t.Errorf("latest %q in row %d: status %q, %v, want %q", change.latest, change.row, got, err, change.status)
		}
		for column, want := range change.rates {
			text, err := file.CalcCellValue("监测表", at(column), excelize.Options{RawCellValue: true})
			got, failed := strconv.ParseFloat(text, 64)
			if err != nil || failed != nil || math.Abs(got-want) > 1e-9 {
				t.Errorf("latest %q: %s = %q, %v, want %v", change.latest, at(column), text, err, want)
			}
		}
		for _, column := range strings.Split(change.emptyCells, "") {
			if got, err := file.CalcCellValue("监测表", at(column)); err != nil || got != "" {
				t.Errorf("latest %q: %s = %q, %v, want nothing", change.latest, at(column), got, err)
			}
		}
	}
}

func setLatest(t *testing.T, file *excelize.File, row int, latest string) {
	t.Helper()
	var value any
	if latest != "" {
		number, err := strconv.ParseFloat(latest, 64)
		if err != nil {
			t.Fatal(err)
		}
		value = number
	}
	if err := file.SetCellValue("监测表", "H"+strconv.Itoa(row), value); err != nil {
		t.Fatal(err)
	}
}

// Each status has its rule, so that a light that turns has its color.
func TestEachStatusWordHasAColorRule(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	formats, err := file.GetConditionalFormats("监测表")
	if err != nil {
		t.Fatal(err)
	}
	rules := formats["P6:P12"]
	if len(rules) != len(metrics.AssessmentStatuses()) {
		t.Fatalf("%d rules in %v, want one for each status", len(rules), formats)
	}
	if got := strings.TrimPrefix(rules[5].Criteria, "="); got != `$P6="▼ 滞后"` {
		t.Errorf("rule of 滞后: %q", got)
	}
}

// 托育服务 has 滞后 and 基本符合预期, 养老服务 无法评价, the third group 提前实现.
func TestSummaryCountsWithFormulas(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	rows, err := file.GetRows("汇总")
	if err != nil {
		t.Fatal(err)
	}
	header := 5
	if got := rows[header-1][0]; got != "分组" {
		t.Fatalf("row %d begins with %q", header, got)
	}
	column := map[string]string{}
	for i, text := range rows[header-1] {
		name, _ := excelize.ColumnNumberToName(i + 1)
		column[text] = name
	}
	check := func(row int, word, want string) {
		t.Helper()
		cell := column[word] + strconv.Itoa(row)
		cached, _ := file.GetCellValue("汇总", cell, excelize.Options{RawCellValue: true})
		computed, err := file.CalcCellValue("汇总", cell, excelize.Options{RawCellValue: true})
		if err != nil || cached != want || computed != want {
			t.Errorf("%s in row %d: cached %q, computed %q, %v, want %s", word, row, cached, computed, err, want)
		}
	}
	check(header+1, "▼ 滞后", "1") // all
	check(header+1, "？ 无法评价", "1")
	check(header+2, "▼ 滞后", "1")
	check(header+2, "→ 基本符合预期", "1")
	check(header+3, "▼ 滞后", "0")
	check(header+3, "？ 无法评价", "1")
	check(header+4, "√√ 提前实现", "1")
	check(header+1, "没有目标或不评价", "0")
	setLatest(t, file, 7, "3")
	if got, err := file.CalcCellValue("汇总", column["▲ 快于预期"]+strconv.Itoa(header+2)); err != nil || got != "1" {
		t.Errorf("after the change: %q, %v, want 1", got, err)
	}
}

// On request every group has a sheet of its own; names that no sheet can have are mended
// and stay apart.
func TestOneSheetForEachGroup(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Split = SplitOrganisation
	for i, lead := range []string{"市[发改]委/能源局", "市-发改-委-能源局", "", strings.Repeat("很长的单位名称", 6)} {
		report.Rows[i].Lead = lead
	}
	file := written(t, report)
	want := "汇总,市-发改-委-能源局,市-发改-委-能源局 2,未明确责任单位,很长的单位名称很长的单位名称很长的单位名称很长的单位名称很长的,图表,图表数据,数据,说明"
	if got := strings.Join(file.GetSheetList(), ","); got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
	// Without the heading of the section that the other rows have: title, three lines, header, section, row.
	if got, _, _ := cellAt(t, file, "市-发改-委-能源局 2", "B7"); got != "单位产品能耗" {
		t.Errorf("B7 = %q", got)
	}
	if got, err := file.CalcCellValue("汇总", "A8"); err != nil || got != "市-发改-委-能源局" {
		t.Errorf("second group %q, %v", got, err)
	}
}

func TestNumberStandsInTheWorkbook(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Number = "ZB-2024-0007"
	file := written(t, report)
	if got, _, _ := cellAt(t, file, "监测表", "A3"); !strings.HasPrefix(got, "编号：ZB-2024-0007　") {
		t.Errorf("A3 = %q", got)
	}
	properties, err := file.GetDocProps()
	if err != nil || !strings.HasPrefix(properties.Subject, "ZB-2024-0007") {
		t.Errorf("subject %q, %v", properties.Subject, err)
	}
}

// A split workbook has the same bytes each time, too.
func TestSplitWorkbookHasTheSameBytes(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Split = SplitTheme
	var first, second bytes.Buffer
	for _, target := range []*bytes.Buffer{&first, &second} {
		if err := WriteMonitoringTable(context.Background(), target, report); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the bytes differ")
	}
}
