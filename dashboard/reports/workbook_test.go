package reports

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

func written(t *testing.T, report Report) *excelize.File {
	t.Helper()
	var content bytes.Buffer
	if err := WriteMonitoringTable(context.Background(), &content, report); err != nil {
		t.Fatal(err)
	}
	return opened(t, content.Bytes())
}

func opened(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("re-open: %v", err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func cellAt(t *testing.T, file *excelize.File, sheet, name string) (text string, kind excelize.CellType, format string) {
	t.Helper()
	text, err := file.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kind, err = file.GetCellType(sheet, name)
	if err != nil {
		t.Fatal(err)
	}
	id, err := file.GetCellStyle(sheet, name)
	if err != nil {
		t.Fatal(err)
	}
	look, err := file.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if look.CustomNumFmt != nil {
		format = *look.CustomNumFmt
	}
	return text, kind, format
}

// The sample has four title rows, so row 5 is the header, 6 the first group and 7 the
// first indicator. Columns: A number, B indicator, C unit, D base of 2020, E to G the
// targets of 2023, 2025 and without a period, H latest, I period, J data status, K L M
// the rates, N gap, O required, P status, Q attribute, R organisation, S source.
func TestCellsAreNumbersInTheirFormat(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	const sheet = "监测表"
	cases := []struct {
		cell, text string
		isNumber   bool
		format     string
	}{
		{"D5", "2020年\n基期值", false, ""},
		{"A6", "托育服务", false, ""},
		{"B7", "每千人口拥有3岁以下婴幼儿托位数", false, ""},
		{"D7", "1.8", true, "#,##0.00"},
		{"E7", "3.5", true, `"≥ "#,##0.00;"≥ "-#,##0.00`},
		{"F7", "4.5", true, `"≥ "#,##0.00" （力争）";"≥ "-#,##0.00" （力争）"`},
		{"G7", "", false, ""},
		{"H7", "2.57", true, "#,##0.00"},
		{"I7", "2022", false, ""},
		{"J7", "初步数", false, ""},
		{"M7", "0.4", true, "0.0%"},
		{"N7", "-0.31", true, "+#,##0.00;-#,##0.00;#,##0.00"},
		{"P7", "▼ 滞后", false, ""},
		{"D8", "1500", true, "#,##0"},
		{"F8", "1200.5", true, `"≤ "#,##0.0;"≤ "-#,##0.0`}, // the target has one decimal more than the indicator
		{"A9", "养老服务", false, ""},
		{"F10", "50.0 ～ 60.0", false, ""},
		{"G10", "明显提高", false, ""},
		{"H10", "", false, ""}, // missing, not zero
		{"D12", "0.125", true, "#,##0.000"},
	}
	for _, c := range cases {
		text, kind, format := cellAt(t, file, sheet, c.cell)
		isNumber := kind == excelize.CellTypeUnset && text != ""
		if text != c.text || isNumber != c.isNumber || c.isNumber && format != c.format {
			t.Errorf("%s = %q (number %v, format %q), want %q (number %v, format %q)",
				c.cell, text, isNumber, format, c.text, c.isNumber, c.format)
		}
	}
}

// Texts that begin like formulas stay texts, and no cell of the table is a formula.
func TestTextsAreNeverFormulas(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	for cell, want := range map[string]string{
		"A11": "=cmd|'/c calc'!A1", "A12": "+4", "B12": "=1+1", "C12": "@单位", "R12": "-2+3",
	} {
		text, kind, _ := cellAt(t, file, "监测表", cell)
		formula, err := file.GetCellFormula("监测表", cell)
		if err != nil {
			t.Fatal(err)
		}
		if text != want || kind != excelize.CellTypeInlineString || formula != "" {
			t.Errorf("%s = %q of type %v with formula %q, want the text %q", cell, text, kind, formula, want)
		}
	}
	// XML cannot carry U+0002; the rest of the text must survive.
	text, _, _ := cellAt(t, file, "监测表", "S12")
	if !strings.HasPrefix(text, "<script>&") || !utf8.ValidString(text) {
		t.Errorf("S12 = %q", text)
	}
}

func TestSheetIsReadyForReadingAndPrint(t *testing.T) {
	for language, names := range map[locale.Language][]string{
		locale.Chinese: {"监测表", "汇总", "图表", "图表数据", "数据", "说明"},
		locale.English: {"Monitoring table", "Summary", "Charts", "Chart data", "Data", "Notes"},
	} {
		file := written(t, sampleReport(t, language))
		if got := strings.Join(file.GetSheetList(), ","); got != strings.Join(names, ",") {
			t.Errorf("sheets %s, want %v", got, names)
		}
		panes, err := file.GetPanes(names[0])
		if err != nil || !panes.Freeze || panes.YSplit != 5 || panes.XSplit != 2 || panes.TopLeftCell != "C6" {
			t.Errorf("panes %+v, %v", panes, err)
		}
		page, err := file.GetPageLayout(names[0])
		if err != nil || *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
			t.Errorf("page %+v, %v", page, err)
		}
		defined := map[string]string{}
		for _, name := range file.GetDefinedName() {
			defined[name.Name+"@"+name.Scope] = name.RefersTo
		}
		quoted := "'" + names[0] + "'"
		for name, want := range map[string]string{
			"_xlnm.Print_Area@" + names[0]:      quoted + "!$A$1:$S$14", // 12 rows, a gap and the signature line
			"_xlnm.Print_Titles@" + names[0]:    quoted + "!$5:$5",
			"_xlnm._FilterDatabase@" + names[0]: quoted + "!$A$5:$S$12",
		} {
			if defined[name] != want {
				t.Errorf("%s = %q, want %q", name, defined[name], want)
			}
		}
		// 每千人口拥有3岁以下婴幼儿托位数 would need 33.5; the column stops at 28 and the text wraps.
		if width, err := file.GetColWidth(names[0], "B"); err != nil || width != 28 {
			t.Errorf("width of B = %v, %v, want 28", width, err)
		}
	}
}

func TestStatusHasSignWordAndColor(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	id, err := file.GetCellStyle("监测表", "P7")
	if err != nil {
		t.Fatal(err)
	}
	look, err := file.GetStyle(id)
	if err != nil || len(look.Fill.Color) != 1 || !strings.HasSuffix(look.Fill.Color[0], "FCE9C8") {
		t.Errorf("fill of 滞后 = %v, %v", look.Fill.Color, err)
	}
	signs := map[string]bool{}
	for _, status := range metrics.AssessmentStatuses() {
		sign := statusSigns[status]
		if sign == "" || signs[sign] || statusColors[status][0] == "" {
			t.Errorf("status %s has no sign of its own (%q) or no color", status, sign)
		}
		signs[sign] = true
	}
}

// Whoever opens, prints or forwards any part of the file must meet the warning.
func TestDemonstrationIsSaidEverywhere(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Demonstration = true
	file := written(t, report)
	for _, sheet := range file.GetSheetList() {
		if !strings.HasSuffix(sheet, "（演示数据）") {
			t.Errorf("sheet %s does not say 演示数据", sheet)
		}
		header, err := file.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(header.OddHeader, "演示数据") {
			t.Errorf("print header of %s = %+v, %v", sheet, header, err)
		}
	}
	title, _, _ := cellAt(t, file, "监测表（演示数据）", "A1")
	if !strings.HasPrefix(title, "【演示数据】") {
		t.Errorf("title = %q", title)
	}
	properties, err := file.GetDocProps()
	if err != nil || !strings.HasPrefix(properties.Title, "【演示数据】") {
		t.Errorf("document title = %q, %v", properties.Title, err)
	}
}

func TestSameReportHasTheSameBytes(t *testing.T) {
	var first bytes.Buffer
	if err := WriteIndicatorList(context.Background(), &first, sampleReport(t, locale.Chinese)); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		var again bytes.Buffer
		if err := WriteIndicatorList(context.Background(), &again, sampleReport(t, locale.Chinese)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Fatal("the bytes differ from one writing to the next")
		}
	}
}

func TestIndicatorListShowsOneTargetARow(t *testing.T) {
	var content bytes.Buffer
	if err := WriteIndicatorList(context.Background(), &content, sampleReport(t, locale.Chinese)); err != nil {
		t.Fatal(err)
	}
	file := opened(t, content.Bytes())
	for cell, want := range map[string]string{"E5": "目标\n期限", "E7": "2023", "F7": "3.5", "G7": "2.57"} {
		if text, _, _ := cellAt(t, file, "指标清单", cell); text != want {
			t.Errorf("%s = %q, want %q", cell, text, want)
		}
	}
}

func TestTooLongTextIsAProblem(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Rows[0].Organisation = strings.Repeat("指", maximumText+1)
	err := WriteMonitoringTable(context.Background(), &bytes.Buffer{}, report)
	problem := metrics.AsProblem(err)
	if problem == nil || problem.Key != "report.text_too_long" || problem.Arguments["cell"] != "R7" {
		t.Errorf("error = %v", err)
	}
	report.Rows[0].Organisation = strings.Repeat("指", maximumText)
	if err := WriteMonitoringTable(context.Background(), &bytes.Buffer{}, report); err != nil {
		t.Errorf("the longest text that fits: %v", err)
	}
}

func TestTooManyRowsIsAProblem(t *testing.T) {
	s := &sheet{name: "数据", written: maximumRows}
	problem := metrics.AsProblem(s.row(0, cell{}))
	if problem == nil || problem.Key != "report.too_many_rows" {
		t.Errorf("problem = %v", problem)
	}
}

func TestEmptyReportOpens(t *testing.T) {
	report := sampleReport(t, locale.English)
	report.Rows = nil
	file := written(t, report)
	text, _, _ := cellAt(t, file, "Monitoring table", "A6")
	if !strings.HasPrefix(text, "No indicator matches") {
		t.Errorf("A6 = %q", text)
	}
}

func TestCancelledRequestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := WriteMonitoringTable(ctx, &bytes.Buffer{}, sampleReport(t, locale.Chinese)); err == nil {
		t.Error("no error")
	}
}
