package dashboard_test

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/ingest"
)

// imported hands a file in for the feed that publishes at once, imports it and returns
// the address of its run.
func imported(t *testing.T, person *visitor, name, text string) string {
	t.Helper()
	upload := person.upload("published-actuals", name, text, http.StatusSeeOther).header.Get("Location")
	person.post(upload+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)
	if run == nil {
		t.Fatalf("%s was not imported", name)
	}
	return run[1]
}

func TestManyValuesOfARunComeInPages(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	var text strings.Builder
	text.WriteString("指标,维度,时期,数值\n")
	for i := range 250 {
		fmt.Fprintf(&text, "绿氢产量,厂%d,2022,%d\n", i, i+1)
	}
	run := imported(t, person, "many.csv", text.String())
	person.has(person.get(run, http.StatusOK), "第 1—100 项，共 250 项", "1 / 3", "厂99<")
	last := person.get(run+"?tab=new&page=3", http.StatusOK)
	person.has(last, "厂249<", "3 / 3")
	person.lacks(last, "厂199<")
	person.get(run+"?tab=new&page=4", http.StatusBadRequest)
}

func TestCommentsOnARun(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	run := imported(t, person, "a.csv", goodFile)
	person.has(person.get(run, http.StatusOK), "还没有人写下意见")
	person.post(run+"/comment", http.StatusBadRequest, "comment", "  ")
	person.post(run+"/comment", http.StatusBadRequest, "comment", strings.Repeat("长", 501))
	person.post(run+"/comment", http.StatusSeeOther, "comment", "<b>请核对</b>")
	page := person.get(run+"?done=commented", http.StatusOK)
	person.has(page, "&lt;b&gt;请核对&lt;/b&gt;", "意见已记下")
	person.post("/runs/x/comment", http.StatusNotFound, "comment", "x")
}

// The first file brought 2021 and 2022; the second revised 2022. Taking the first back
// says beforehand and afterwards that 2022 stays.
func TestUndoSaysWhatItLeaves(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	first := imported(t, person, "a.csv", goodFile)
	second := imported(t, person, "b.csv", strings.ReplaceAll(goodFile, "2.57", "2.60"))
	page := person.get(first, http.StatusOK)
	person.has(page, "0 个值恢复为此前的数值，1 个值此前没有", "另有 1 个值已被之后的批次修订", "2.57", second)
	person.post(first+"/withdraw", http.StatusSeeOther, "comment", "口径有误")
	list := person.get("/runs", http.StatusOK)
	person.has(list, "撤回“a.csv”：0 个值恢复为此前的数值，1 个值不再显示，1 个值已被之后的批次修订、予以保留。", "撤回记录")
	undo := runLink.FindStringSubmatch(list.body)[1] // the newest stands first
	record := person.get(undo, http.StatusOK)
	person.has(record, first, "口径有误", "2.57 已被之后的批次修订为 2.6", "这些值已被之后的批次修订")
	person.lacks(record, "撤回这一批")
	person.post(undo+"/withdraw", http.StatusUnprocessableEntity)
}

func TestMarkedFilesAndOriginals(t *testing.T) {
	originals := ingest.NewOriginals(filepath.Join(t.TempDir(), "originals"))
	site, _ := importSite(t, t.TempDir(), func(dependencies *dashboard.Dependencies, options *ingest.Options) {
		dependencies.Originals, options.Originals = originals, originals
	})
	person := visit(site, "/imports")
	workbook := excelize.NewFile()
	for i, row := range [][]any{{"指标", "时期", "数值"}, {"绿氢产量", 2022, 5}, {"绿氢产量", 2023, "很多"}} {
		if err := workbook.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var content bytes.Buffer
	if err := workbook.Write(&content); err != nil {
		t.Fatal(err)
	}
	upload := person.upload("published-actuals", "氢.xlsx", content.String(), http.StatusSeeOther).header.Get("Location")
	person.has(person.get(upload, http.StatusOK), upload+"/rejects.xlsx", "下载标注后的原文件")
	checkMarked(t, person.get(upload+"/rejects.xlsx", http.StatusOK))
	person.post(upload+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)[1]
	person.has(person.get(run+"?tab=rejected", http.StatusOK), run+"/rejects.xlsx", run+"/original")
	checkMarked(t, person.get(run+"/rejects.xlsx", http.StatusOK))
	if got := person.get(run+"/original", http.StatusOK); got.body != content.String() || !strings.Contains(got.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the original is another: %d bytes, %q", len(got.body), got.header.Get("Content-Disposition"))
	}

	second := person.upload("published-actuals", "b.csv", revisedFile, http.StatusSeeOther).header.Get("Location")
	marked := person.get(second+"/marked.csv", http.StatusOK)
	person.has(marked, "导入结果：位置,导入结果：原因", "第 4 行：数值")
	person.lacks(marked, "'=cmd") // the file is the sender's own
}

// Without kept originals nothing is offered, and the address says why.
func TestRunWithoutOriginal(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	run := imported(t, person, "b.csv", revisedFile)
	person.lacks(person.get(run+"?tab=rejected", http.StatusOK), "/original", "marked.csv")
	person.has(person.get(run+"/original", http.StatusNotFound), "这一批的原文件没有保存")
	person.get(run+"/marked.csv", http.StatusNotFound)
	person.get("/runs/x/original", http.StatusNotFound)
}

func checkMarked(t *testing.T, got answer) {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	comments, err := file.GetComments("Sheet1")
	if err != nil || len(comments) != 1 || comments[0].Cell != "C3" {
		t.Errorf("comments %+v, %v", comments, err)
	}
	if sum, _ := file.GetCellValue("导入结果", "A2"); !strings.HasPrefix(sum, "共 2 行，导入 1 行，未导入 1 行及原因") {
		t.Errorf("summary %q", sum)
	}
}
