package reports

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// made is a workbook with these cells on the sheet 表.
func made(t *testing.T, cells map[string]string, change ...func(*excelize.File)) []byte {
	t.Helper()
	file := excelize.NewFile()
	must(t, file.SetSheetName("Sheet1", "表"))
	for cell, text := range cells {
		if formula, is := strings.CutPrefix(text, "=="); is {
			must(t, file.SetCellFormula("表", cell, formula))
			continue
		}
		must(t, file.SetCellStr("表", cell, text))
	}
	for _, apply := range change {
		apply(file)
	}
	var content bytes.Buffer
	must(t, file.Write(&content))
	must(t, file.Close())
	return content.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func parsed(t *testing.T, content []byte) *Template {
	t.Helper()
	template, findings, err := ParseTemplate(content)
	must(t, err)
	if len(findings) > 0 {
		t.Fatalf("findings %+v", findings)
	}
	return template
}

func filledBytes(t *testing.T, template *Template, report Report, rows TemplateRows) []byte {
	t.Helper()
	var content bytes.Buffer
	must(t, template.Fill(context.Background(), &content, report, rows))
	return content.Bytes()
}

// The four rows of the sample stand in rows 3 to 6; the total below moves to row 7 and
// counts all of them: 2.57 + 1380.
func TestRowIsRepeatedForEachIndicator(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Number = "ZB-2024-0001"
	content := made(t, map[string]string{
		"A1": "{{报表.标题}}", "B1": "{{ report.number }}，截至{{报表.截至}}", "C1": "{{报表.截至}}",
		"A3": "{{每个指标}}{{指标.序号}}", "B3": "{{指标.名称}}", "C3": "{{最新.实际}}", "D3": "{{期末.目标}}", "E3": "==C3*2", "F3": "固定", "G3": "{{最新.状态}}",
		"H3": "{{2021.实际}}", "I3": "{{最新.目标完成率}}", "J3": "{{2023.目标}}", "K3": "目标{{期末.目标}}，实际{{最新.实际}}",
		"A4": "合计", "C4": "==SUM(C3:C3)", "E4": "==SUM($E$3:$E$3)+C4",
	})
	file := opened(t, filledBytes(t, parsed(t, content), report, TemplateRows{}))
	for cell, want := range map[string]string{
		"A1": "“一老一小”整体解决方案监测表", "B1": "ZB-2024-0001，截至2024-06-30",
		"A3": "1", "B3": "每千人口拥有3岁以下婴幼儿托位数", "C3": "2.57", "D3": "4.5", "F3": "固定", "G3": "▼ 滞后", "H3": "2.1", "J3": "3.5",
		"K3": "目标≥ 4.50 （力争），实际2.57",
		"A4": "2", "C4": "1380", "D4": "1200.5", "F4": "固定", "H4": "1440", "J4": "",
		"C5": "", "D5": "50.0 ～ 60.0", "K5": "目标50.0 ～ 60.0，实际—",
		"B6": "=1+1", "A7": "合计",
	} {
		if got, _, _ := cellAt(t, file, "表", cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string]string{"E3": "C3*2", "E6": "C6*2", "C7": "SUM(C3:C6)", "E7": "SUM($E$3:$E$6)+C7", "B6": ""} {
		if got, err := file.GetCellFormula("表", cell); err != nil || got != want {
			t.Errorf("formula of %s = %q, %v, want %q", cell, got, err, want)
		}
	}
	for cell, want := range map[string]string{"C7": "1382.57", "E4": "2760"} {
		if got, err := file.CalcCellValue("表", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s comes to %q, %v, want %s", cell, got, err, want)
		}
	}
	for cell, want := range map[string]string{"C3": "#,##0.00", "D3": `"≥ "#,##0.00" （力争）";"≥ "-#,##0.00" （力争）"`, "I3": "0.0%", "C1": "yyyy-mm-dd"} {
		if _, _, format := cellAt(t, file, "表", cell); format != want {
			t.Errorf("format of %s = %q, want %q", cell, format, want)
		}
	}
}

// What a template looks like stays: a number format of its own, merged cells, heights,
// conditional formats, choices, print setup and charts, which reach over all rows.
func TestFilledReportKeepsTheLook(t *testing.T) {
	var example bytes.Buffer
	report := sampleReport(t, locale.Chinese)
	must(t, WriteExampleTemplate(&example, report.Texts, locale.Chinese, "P2022-169", "COAL-OUTPUT"))
	withMerge, err := excelize.OpenReader(bytes.NewReader(example.Bytes()))
	must(t, err)
	must(t, withMerge.SetRowHeight("监测表", 5, 28))
	must(t, withMerge.MergeCell("监测表", "K5", "L5"))
	must(t, withMerge.MergeCell("监测表", "A7", "C7"))
	own := "0.000"
	id, err := withMerge.NewStyle(&excelize.Style{CustomNumFmt: &own})
	must(t, err)
	must(t, withMerge.SetCellStyle("监测表", "E5", "E5", id))
	var content bytes.Buffer
	must(t, withMerge.Write(&content))
	must(t, withMerge.Close())
	template := parsed(t, content.Bytes())
	selection := Selection{Plan: "P2022-169"}
	if _, has := template.Selections()[selection]; !has {
		t.Fatalf("selections %v", template.Selections())
	}
	coal := Row{IndicatorCode: "COAL-OUTPUT", Latest: number("78434"), Targets: []TargetValue{{Period: "2025", Comparator: metrics.AtLeast, Value: number("80000")}},
		Actual: []Point{{Period: metrics.Year(2024), Value: number("79000")}}}
	rows := TemplateRows{Selected: map[Selection][]Row{selection: report.Rows}, Series: map[Reference]Row{{Indicator: "COAL-OUTPUT"}: coal}}
	filled := filledBytes(t, template, report, rows)
	file := opened(t, filled)
	if _, _, format := cellAt(t, file, "监测表", "E8"); format != own {
		t.Errorf("format %q of a repeated row, want the template's %q", format, own)
	}
	merged, err := file.GetMergeCells("监测表", true)
	must(t, err)
	areas := map[string]bool{}
	for _, area := range merged {
		areas[area.GetStartAxis()+":"+area.GetEndAxis()] = true
	}
	for _, want := range []string{"A1:I1", "K5:L5", "K8:L8", "A10:C10"} {
		if !areas[want] {
			t.Errorf("%s is not merged: %v", want, areas)
		}
	}
	if height, err := file.GetRowHeight("监测表", 8); err != nil || height != 28 {
		t.Errorf("height %v, %v, want 28", height, err)
	}
	formats, err := file.GetConditionalFormats("监测表")
	if err != nil || len(formats["G5:G8"]) != 1 {
		t.Errorf("conditional formats %v, %v", formats, err)
	}
	chart := part(t, filled, "xl/charts/chart1.xml")
	for _, want := range []string{"$B$5:$B$8", "$G$5:$G$8", "$G$4"} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart does not name %s", want)
		}
	}
	defined := map[string]string{}
	for _, name := range file.GetDefinedName() {
		defined[name.Name] = name.RefersTo
	}
	if defined["_xlnm.Print_Area"] != "监测表!$A$1:$I$31" || defined["_xlnm.Print_Titles"] != "监测表!$4:$4" {
		t.Errorf("names %v", defined)
	}
	for cell, want := range map[string]string{"B1": "78434", "B2": "80000", "B3": "79000", "B5": "78,434 / ≥ 80,000"} {
		if got, _, _ := cellAt(t, file, "单项", cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if again := filledBytes(t, template, report, rows); !bytes.Equal(filled, again) {
		t.Error("the bytes differ from one filling to the next")
	}
}

func TestRepeatedRowWithoutIndicators(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	content := made(t, map[string]string{"A1": "{{每个指标 领域=X}}{{指标.序号}}", "B1": "{{指标.名称}}", "A2": "合计"})
	file := opened(t, filledBytes(t, parsed(t, content), report, TemplateRows{Selected: map[Selection][]Row{{Theme: "X"}: {}}}))
	text, _, _ := cellAt(t, file, "表", "A1")
	if !strings.HasPrefix(text, "没有符合") {
		t.Errorf("A1 = %q", text)
	}
	if text, _, _ := cellAt(t, file, "表", "B1"); text != "" {
		t.Errorf("B1 = %q", text)
	}
}

func TestUnknownPlaceholdersAreNamedByCell(t *testing.T) {
	content := made(t, map[string]string{
		"A1": "{{报表.标提}}", "B1": "{{COAL-OUTPUT@150600:2024.实测}}", "C1": "{{latest.actual}}", "D1": "{{报表.标题", "E1": "{{x}}",
		"A2": "{{每个指标}}", "B2": "{{indicator.nme}}", "C2": "{{每个指标}}",
		"A3": "字", "B3": "{{每个指标}}", "A4": "{{每个指标 计划=P}}", "A5": "{{每个指标}}", "A6": "x",
	}, func(file *excelize.File) { must(t, file.MergeCell("表", "A5", "A6")) })
	_, findings, err := ParseTemplate(content)
	must(t, err)
	got := map[string]string{}
	for _, finding := range findings {
		got[finding.Sheet+" "+finding.Cell] = finding.Problem.Key + " " + finding.Problem.Arguments["suggestion"]
	}
	for cell, want := range map[string]string{
		"A1": "template.unknown 报表.标题", "B1": "template.unknown COAL-OUTPUT:2025.实际", "C1": "template.outside ", "D1": "template.open ",
		"E1": "template.unknown_plain ", "B2": "template.unknown indicator.name", "C2": "template.repeat_nested ", "B3": "template.repeat_place ",
		"A4": "template.selection 规划", "A5": "template.repeat_merged ",
	} {
		if got["表 "+cell] != want {
			t.Errorf("%s: %q, want %q", cell, got["表 "+cell], want)
		}
	}
	if len(findings) != 10 {
		t.Errorf("%d findings, want 10: %v", len(findings), got)
	}
}

func TestTemplatesThatAreRefused(t *testing.T) {
	plain := map[string]string{"A1": "{{报表.标题}}"}
	with := func(name, body string) []byte { return withPart(t, made(t, plain), name, body) }
	cases := map[string]struct {
		content []byte
		key     string
	}{
		"no archive":     {[]byte("hello"), "template.not_workbook"},
		"password":       {append([]byte{}, oldOfficeMark...), "template.locked"},
		"large":          {make([]byte, maximumTemplateSize+1), "template.too_large_file"},
		"no workbook":    {emptyArchive(t), "template.not_workbook"},
		"macro":          {with("xl/vbaProject.bin", "x"), "template.macro"},
		"macro type":     {with(contentTypesName+"2", "x"), ""},
		"link":           {with("xl/externalLinks/externalLink1.xml", "<x/>"), "template.external_link"},
		"relation":       {with("xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="a" Target="http://x/" TargetMode="External"/></Relationships>`), "template.external_link"},
		"connection":     {with("xl/connections.xml", "<x/>"), "template.external_link"},
		"control":        {with("xl/activeX/activeX1.xml", "<x/>"), "template.embedded"},
		"entity":         {with("xl/extra.xml", `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`), "template.not_workbook"},
		"web formula":    {made(t, map[string]string{"A1": "{{报表.标题}}", "B7": `==WEBSERVICE("http://x")`}), "template.formula"},
		"program":        {made(t, map[string]string{"A1": "{{报表.标题}}", "B7": `==cmd|'/c calc'!A1`}), "template.formula"},
		"other file":     {made(t, map[string]string{"A1": "{{报表.标题}}", "B7": `==[1]Sheet1!A1`}), "template.formula"},
		"no placeholder": {made(t, map[string]string{"A1": "x"}), "template.no_placeholder"},
		"bomb":           {with("xl/media/x.bin", strings.Repeat("0", maximumUnpacked+1)), "template.too_large_unpacked"},
		"table column":   {made(t, map[string]string{"A1": "{{报表.标题}}", "B7": `==SUM(A1:A2)+'x y'!A1`}), ""},
	}
	for name, c := range cases {
		_, _, err := ParseTemplate(c.content)
		problem := metrics.AsProblem(err)
		switch {
		case c.key == "" && err != nil:
			t.Errorf("%s: refused: %v", name, err)
		case c.key != "" && (problem == nil || problem.Key != c.key):
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
	_, _, err := ParseTemplate(cases["web formula"].content)
	if place := metrics.AsProblem(err).Arguments["place"]; place != "sheet1.xml B7" {
		t.Errorf("place %q", place)
	}
}

func TestTooManyRowsOfATemplate(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Rows = make([]Row, maximumFilledRows+1)
	template := parsed(t, made(t, map[string]string{"A1": "{{每个指标}}"}))
	err := template.Fill(context.Background(), &bytes.Buffer{}, report, TemplateRows{})
	if problem := metrics.AsProblem(err); problem == nil || problem.Key != "report.too_many_rows" {
		t.Errorf("error %v", err)
	}
	large := made(t, map[string]string{"A1": "{{报表.标题}}"}, func(file *excelize.File) {
		must(t, file.SetCellStr("表", fmt.Sprint("A", maximumTemplateRows+1), "x"))
	})
	if _, _, err := ParseTemplate(large); metrics.AsProblem(err) == nil || metrics.AsProblem(err).Key != "template.too_many_cells" {
		t.Errorf("error %v", err)
	}
}

func TestFormulasAreCopiedAndWidened(t *testing.T) {
	for formula, want := range map[string]string{
		"A5+$B5+C$5": "A7+$B7+C$5", `"A5"&A5`: `"A5"&A7`, "LOG10(A5)": "LOG10(A7)", "'A5'!A5": "'A5'!A7", "名称A5": "名称A5", "SUM(A5:B6)": "SUM(A7:B8)",
	} {
		if got := shiftedFormula(formula, 2); got != want {
			t.Errorf("%s two rows down: %s, want %s", formula, got, want)
		}
	}
	for formula, want := range map[string]string{
		"SUM(A5:A5)": "SUM(A5:A8)", "A5": "A5", "SUM(A5:A6)": "SUM(A5:A6)", "SUM('表'!$A$5:$B$5)": "SUM('表'!$A$5:$B$8)",
		"SUM(表!A5:A5)": "SUM(表!A5:A8)", "SUM(别!A5:A5)": "SUM(别!A5:A5)", `"A5:A5"`: `"A5:A5"`,
	} {
		if got := widened(formula, true, "表", 5, 4); got != want {
			t.Errorf("%s with four rows: %s, want %s", formula, got, want)
		}
	}
}

func TestNearestWord(t *testing.T) {
	for text, want := range map[string]string{"规化": "规划", "plam": "plan", "zzzzzz": "", "": ""} {
		if got := Nearest(text, []string{"规划", "plan", "organisation"}); got != want {
			t.Errorf("nearest to %q is %q, want %q", text, got, want)
		}
	}
}

// withPart is a workbook with one more part, or with another body of a part.
func withPart(t *testing.T, content []byte, name, body string) []byte {
	t.Helper()
	source, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	var changed bytes.Buffer
	writer := zip.NewWriter(&changed)
	for _, part := range source.File {
		if part.Name != name {
			must(t, writer.Copy(part))
		}
	}
	added, err := writer.Create(name)
	must(t, err)
	_, err = io.WriteString(added, body)
	must(t, err)
	must(t, writer.Close())
	return changed.Bytes()
}

func emptyArchive(t *testing.T) []byte {
	t.Helper()
	var content bytes.Buffer
	must(t, zip.NewWriter(&content).Close())
	return content.Bytes()
}
