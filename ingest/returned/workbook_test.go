package returned_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

// senderWorkbook has what agencies put into theirs: a merged title, a width, a number
// format, a formula, a comment of their own, a second sheet.
func senderWorkbook(t *testing.T) string {
	t.Helper()
	file := excelize.NewFile()
	defer func() { _ = file.Close() }()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(file.SetSheetName("Sheet1", "数据"))
	do(file.MergeCell("数据", "A1", "C1"))
	do(file.SetCellStr("数据", "A1", "能源统计表"))
	do(file.SetSheetRow("数据", "A2", &[]any{"指标", "时期", "数值"}))
	do(file.SetSheetRow("数据", "A3", &[]any{"甲", 2023, 1234.5}))
	do(file.SetSheetRow("数据", "A4", &[]any{"乙", 2023, "x"}))
	do(file.SetCellFormula("数据", "C5", "=C3*2"))
	format := "#,##0.00"
	style, err := file.NewStyle(&excelize.Style{CustomNumFmt: &format, Font: &excelize.Font{Bold: true}})
	do(err)
	do(file.SetCellStyle("数据", "C3", "C5", style))
	do(file.SetColWidth("数据", "A", "A", 33))
	do(file.AddComment("数据", excelize.Comment{Cell: "C4", Author: "统计局", Text: "待核实"}))
	_, err = file.NewSheet("附表's")
	do(err)
	do(file.SetCellStr("附表's", "A1", "说明"))
	var out bytes.Buffer
	do(file.Write(&out))
	return save(t, "content", out.Bytes()) // as uploads and originals are kept
}

func open(t *testing.T, content []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func fillOf(t *testing.T, file *excelize.File, sheet, cell string) string {
	t.Helper()
	style, err := file.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	described, err := file.GetStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(described.Fill.Color, ",")
}

func commentAt(t *testing.T, file *excelize.File, sheet, cell string) string {
	t.Helper()
	comments, err := file.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, comment := range comments {
		if comment.Cell == cell {
			text := comment.Text
			for _, run := range comment.Paragraph {
				text += run.Text
			}
			return text
		}
	}
	return ""
}

func result(rejects ...metrics.Reject) returned.Result {
	return returned.Result{File: "a.xlsx", Counts: metrics.RunCounts{Rows: 3, New: 2, Rejected: 1}, Rejects: rejects}
}

func TestWorkbookIsMarkedAndKept(t *testing.T) {
	path := senderWorkbook(t)
	file := open(t, write(t, path, result(
		reject("数据", 4, "数值", "x", "number.form", false), reject("数据", 4, "数值", "x", "second", true),
		reject("数据", 3, "时期", "2023", "period.read_as", true), reject("附表's", 1, "", "说明", "row.odd", false),
		reject("没有这张表", 9, "A", "", "gone", false))))

	if got := file.GetSheetList(); !slices.Equal(got, []string{"数据", "附表's", "导入结果"}) {
		t.Fatalf("sheets %v; want the sender's and then ours", got)
	}
	for cell, want := range map[string]string{"C4": "FFC9CE", "B3": "FFEDB5", "C3": "", "A4": ""} {
		if got := fillOf(t, file, "数据", cell); got != want {
			t.Errorf("colour of %s is %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string][]string{"C4": {"待核实", "number.form.hint", "second.hint"}, "B3": {"period.read_as"}} {
		for _, text := range want {
			if got := commentAt(t, file, "数据", cell); !strings.Contains(got, text) {
				t.Errorf("comment on %s %q lacks %q", cell, got, text)
			}
		}
	}
	if got := commentAt(t, file, "附表's", "A1"); !strings.Contains(got, "row.odd") {
		t.Errorf("comment on the second sheet %q", got)
	}

	// What the sender has made is still there.
	if formula, _ := file.GetCellFormula("数据", "C5"); formula != "C3*2" && formula != "=C3*2" {
		t.Errorf("formula %q", formula)
	}
	if merged, _ := file.GetMergeCells("数据"); len(merged) != 1 || merged[0].GetCellValue() != "能源统计表" {
		t.Errorf("merged cells %v", merged)
	}
	if width, _ := file.GetColWidth("数据", "A"); width != 33 {
		t.Errorf("width %v, want 33", width)
	}
	if shown, _ := file.GetCellValue("数据", "C3"); shown != "1,234.50" {
		t.Errorf("C3 shows %q, want 1,234.50", shown)
	}
	style, _ := file.GetCellStyle("数据", "C4")
	if described, err := file.GetStyle(style); err != nil || described.CustomNumFmt == nil || *described.CustomNumFmt != "#,##0.00" || !described.Font.Bold {
		t.Errorf("the coloured cell lost its format: %+v, %v", described, err)
	}

	rows, err := file.GetRows("导入结果")
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, row := range rows {
		text += strings.Join(row, "|") + "\n"
	}
	for _, want := range []string{"returned.summary rows 3 loaded 2 rejected 1 flagged 0",
		"rejects.rejected|数据|C4|4|数值|x|number.form|number.form.hint", "rejects.flagged|数据|B3|3|时期", "没有这张表||9|A||gone"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list lacks %q:\n%s", want, text)
		}
	}
	if linked, target, _ := file.GetCellHyperLink("导入结果", "C6"); !linked || !strings.Contains(target, "!") {
		t.Errorf("the first cell of the list leads to %q", target)
	}
}

// A bad cell inside a merged range is coloured where it can be seen.
func TestMergedCellIsMarkedAtItsFirst(t *testing.T) {
	file := open(t, write(t, senderWorkbook(t), result(reject("数据", 1, "C", "", "title", false))))
	if fillOf(t, file, "数据", "A1") != "FFC9CE" || fillOf(t, file, "数据", "C1") != "" {
		t.Error("want the first cell of the merged range coloured")
	}
}

// Marked a second time, only what is wrong now is marked.
func TestSecondCopyReplacesTheFirst(t *testing.T) {
	first := write(t, senderWorkbook(t), result(reject("数据", 4, "数值", "x", "number.form", false)))
	second := write(t, save(t, "b.xlsx", first), result(reject("数据", 3, "指标", "甲", "indicator.unknown", false)))
	file := open(t, second)
	if got := file.GetSheetList(); !slices.Equal(got, []string{"数据", "附表's", "导入结果"}) {
		t.Errorf("sheets %v", got)
	}
	if fillOf(t, file, "数据", "C4") != "" || fillOf(t, file, "数据", "A3") != "FFC9CE" {
		t.Error("the marks of the first copy are still there, or the new ones are not")
	}
	if got := commentAt(t, file, "数据", "C4"); got != "待核实" {
		t.Errorf("comment %q", got)
	}
	if got := commentAt(t, file, "数据", "A3"); !strings.Contains(got, "indicator.unknown") {
		t.Errorf("comment %q", got)
	}
}
