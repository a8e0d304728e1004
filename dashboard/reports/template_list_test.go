package reports

import (
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
)

// The repeated row 3 becomes rows 3 to 6: a filter, a table and a data bar that end in it
// reach over all four, and what lies below is three rows further down. The header has the
// number of the report.
func TestListsReachOverAllRows(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Number = "ZB-2024-0001"
	content := made(t, map[string]string{"A2": "名称", "B2": "最新", "A3": "{{每个指标}}{{指标.名称}}", "B3": "{{最新.实际}}", "A4": "合计", "A9": "一", "B9": "二"},
		func(file *excelize.File) {
			must(t, file.AutoFilter("表", "A2:B3", nil))
			must(t, file.SetConditionalFormat("表", "B3:B3", []excelize.ConditionalFormatOptions{
				{Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6", BarSolid: true}}))
			must(t, file.SetConditionalFormat("表", "B9:B9", []excelize.ConditionalFormatOptions{
				{Type: "data_bar", Criteria: "=", MinType: "min", MaxType: "max", BarColor: "#638EC6", BarSolid: true}}))
			must(t, file.SetHeaderFooter("表", &excelize.HeaderFooterOptions{OddHeader: "&L&8{{报表.截至}} {{report.number}}&R甲&&乙", OddFooter: "&C&P"}))
			must(t, file.AddTable("表", &excelize.Table{Range: "A9:B10", Name: "下方"}))
			sheet := "台账"
			_, err := file.NewSheet(sheet)
			must(t, err)
			for cell, text := range map[string]string{"A1": "名称", "B1": "最新", "A2": "{{每个指标}}{{指标.名称}}", "B2": "{{最新.实际}}"} {
				must(t, file.SetCellStr(sheet, cell, text))
			}
			must(t, file.AddTable(sheet, &excelize.Table{Range: "A1:B2", Name: "台账表"}))
		})
	content = withChangedPart(t, content, "xl/tables/table2.xml", `name="最新"></tableColumn>`,
		`name="最新"><calculatedColumnFormula>1+1</calculatedColumnFormula></tableColumn>`) // as a spreadsheet program does
	filled := filledBytes(t, parsed(t, content), report, TemplateRows{})
	sheet := part(t, filled, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`<autoFilter ref="A2:B6"`, "<xm:sqref>B3:B6</xm:sqref>", "<xm:sqref>B12:B12</xm:sqref>", "&amp;L&amp;8 2024-06-30 ZB-2024-0001&amp;R甲&amp;&amp;乙"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s: %s", want, regexp.MustCompile(`<autoFilter[^>]*>|<xm:sqref>[^<]*|<oddHeader>[^<]*`).FindAllString(sheet, -1))
		}
	}
	below, ledger := part(t, filled, "xl/tables/table1.xml"), part(t, filled, "xl/tables/table2.xml")
	if strings.Count(below, `ref="A12:B13"`) != 2 { // the table and its filter
		t.Errorf("the table below: %s", below)
	}
	if strings.Count(ledger, `ref="A1:B5"`) != 2 || !strings.Contains(ledger, "<calculatedColumnFormula>1+1</calculatedColumnFormula>") {
		t.Errorf("the table of the repeated row: %s", ledger)
	}
	opened(t, filled)
}

// A height that a planner gave the repeated row is that of all its rows. One that the program
// noted by itself is not: longer names would be cut.
func TestRowsAreAsHighAsTheirTexts(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	for chosen, want := range map[bool]float64{true: 31, false: 15} { // 15: no height is noted
		content := made(t, map[string]string{"A2": "{{每个指标}}{{指标.名称}}"}, func(file *excelize.File) { must(t, file.SetRowHeight("表", 2, 31)) })
		if !chosen {
			content = withChangedPart(t, content, "xl/worksheets/sheet1.xml", `customHeight="true"`, `customHeight="false"`)
		}
		file := opened(t, filledBytes(t, parsed(t, content), report, TemplateRows{}))
		for row := 2; row <= 5; row++ {
			if got, err := file.GetRowHeight("表", row); err != nil || got != want {
				t.Errorf("chosen %v: row %d is %v high, %v, want %v", chosen, row, got, err, want)
			}
		}
	}
}

// withChangedPart changes a text of a part of a workbook.
func withChangedPart(t *testing.T, content []byte, name, old, changed string) []byte {
	t.Helper()
	body := part(t, content, name)
	if !strings.Contains(body, old) {
		t.Fatalf("%s lacks %s: %s", name, old, body)
	}
	return withPart(t, content, name, strings.ReplaceAll(body, old, changed))
}

// A header takes what is known of the whole report; nothing fills the title of a chart.
func TestPlaceholdersBesideCellsAreNamed(t *testing.T) {
	content := made(t, map[string]string{"A1": "{{报表.标题}}", "B1": "1"}, func(file *excelize.File) {
		must(t, file.SetHeaderFooter("表", &excelize.HeaderFooterOptions{OddHeader: "{{报表.编号}}", OddFooter: "{{指标.名称}}{{报表.编好}}"}))
		must(t, file.AddChart("表", "A3", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Values: "表!$B$1:$B$1"}},
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "第{{报表."}, {Text: "编号}}号"}}}}))
	})
	_, findings, err := ParseTemplate(content)
	must(t, err)
	got := map[string]string{}
	for _, finding := range findings {
		got[finding.Text] = finding.Sheet + " " + finding.Problem.Key
	}
	want := map[string]string{"指标.名称": "表 template.margin", "报表.编好": "表 template.margin", "报表.编号": "chart1.xml template.not_in_cell"}
	for text, problem := range want {
		if got[text] != problem {
			t.Errorf("{{%s}}: %q, want %q", text, got[text], problem)
		}
	}
	if len(findings) != len(want) {
		t.Errorf("findings %v", got)
	}
}
