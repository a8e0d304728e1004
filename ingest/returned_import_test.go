package ingest_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/ingest"
	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

func chineseWords(t *testing.T) locale.Words {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return locale.Words{Texts: texts, Language: locale.Chinese}
}

// The sender's workbook comes back marked, is mended in place, and is sent again: only
// what was mended is loaded, and nothing that we have added is read or complained of.
func TestWorkbookGivenBackMendedAndSentAgain(t *testing.T) {
	b := newBench(t, ingest.Options{Originals: ingest.NewOriginals(filepath.Join(t.TempDir(), "originals"))})
	file := excelize.NewFile()
	for i, row := range [][]any{{"指标", "区域", "时期", "数值"}, {"煤炭产量", "伊旗", 2022, 18000}, {"煤炭产量", "伊旗", 2023, "约很多"}, {"煤炭产亮", "伊旗", 2021, 17000}} {
		if err := file.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(b.folder, "sent.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	submission := ingest.Submission{Feed: "actuals", FileName: "sent.xlsx", Path: path, Actor: "test"}
	first, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 3, New: 1, Rejected: 2}, first.Run.Counts); diff != "" {
		t.Fatal(diff)
	}

	marked := filepath.Join(b.folder, "marked.xlsx")
	var content bytes.Buffer
	if err := returned.Write(&content, path, returned.Result{File: "sent.xlsx", Counts: first.Run.Counts, Rejects: first.Rejects}, chineseWords(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(marked, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	mended, err := excelize.OpenFile(marked)
	if err != nil {
		t.Fatal(err)
	}
	if summary, _ := mended.GetCellValue("导入结果", "A2"); summary != "共 3 行，导入 1 行，未导入 2 行及原因；另有 0 行已导入但请留意。" {
		t.Errorf("summary %q", summary)
	}
	for cell, value := range map[string]any{"D3": 18500, "A4": "煤炭产量"} {
		if comments, _ := mended.GetComments("Sheet1"); len(comments) != 2 {
			t.Errorf("%d comments, want 2", len(comments))
		}
		if err := mended.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := mended.Save(); err != nil {
		t.Fatal(err)
	}
	submission.Path = marked
	second, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 3, New: 2, Unchanged: 1}, second.Run.Counts); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"COAL-OUTPUT 150627 2021": "17000", "COAL-OUTPUT 150627 2022": "18000", "COAL-OUTPUT 150627 2023": "18500"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// The same for a text file: the two added columns are passed over.
func TestTextGivenBackMendedAndSentAgain(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.submission("actuals", "指标,区域,时期,数值\n煤炭产量,伊旗,2022,18000\n煤炭产量,伊旗,2023,约很多\n")
	first, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	var content bytes.Buffer
	if err := returned.Write(&content, submission.Path, returned.Result{File: "values.csv", Counts: first.Run.Counts, Rejects: first.Rejects}, chineseWords(t)); err != nil {
		t.Fatal(err)
	}
	mended := bytes.Replace(content.Bytes(), []byte("约很多,"), []byte("18500,"), 1)
	second := b.load("actuals", string(mended))
	if diff := cmp.Diff(metrics.RunCounts{Rows: 2, New: 1, Unchanged: 1}, second.Run.Counts); diff != "" || len(second.Rejects) > 0 {
		t.Errorf("%s%v", diff, second.Rejects)
	}
}

func TestOriginalsAreKeptOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "originals")
	originals := ingest.NewOriginals(folder)
	b := newBench(t, ingest.Options{Originals: originals})
	if _, err := b.importer.DryRun(context.Background(), b.submission("actuals", version1)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Error("a dry run keeps the file")
	}
	report := b.load("actuals", version1)
	b.load("actuals", version1)
	path, err := originals.Path(report.Run.FileHash)
	if err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != version1 {
		t.Errorf("kept %q, %v", content, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files are kept, want one", len(entries))
	}
	for _, hash := range []string{"", "../../etc/passwd", "zz", "0000000000000000000000000000000000000000000000000000000000000000"} {
		if _, err := originals.Path(hash); problemKey(err) != "originals.missing" {
			t.Errorf("hash %q: %v", hash, err)
		}
	}
	if err := originals.Keep(b.submission("actuals", version2).Path, "0000000000000000000000000000000000000000000000000000000000000000"); problemKey(err) != "originals.changed" {
		t.Errorf("a file that is another: %v", err)
	}
}

// A cross table comes back with the very cell marked; mended and sent again, our sheet is
// not taken for one of the sender's tables.
func TestCrossTableGivenBackMendedAndSentAgain(t *testing.T) {
	b := newBench(t, ingest.Options{})
	file := excelize.NewFile()
	for i, row := range [][]any{{"主要能源指标"}, {"指标", "单位", "2021年", "2022年", "2023年"},
		{"煤炭产量", "万吨", 17000, 18000, "约很多"}, {"新能源装机规模", "万千瓦", 200, 270, 320}} {
		if err := file.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(b.folder, "cross.xlsx")
	if err := file.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	submission := ingest.Submission{Feed: "actuals", FileName: "cross.xlsx", Path: path, Actor: "test"}
	first, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 6, New: 5, Rejected: 1}, first.Run.Counts); diff != "" {
		t.Fatalf("%s %+v", diff, first.Rejects)
	}
	var content bytes.Buffer
	if err := returned.Write(&content, path, returned.Result{File: "cross.xlsx", Counts: first.Run.Counts, Rejects: first.Rejects}, chineseWords(t)); err != nil {
		t.Fatal(err)
	}
	mended, err := excelize.OpenReader(&content)
	if err != nil {
		t.Fatal(err)
	}
	comments, err := mended.GetComments("Sheet1")
	if err != nil || len(comments) != 1 || comments[0].Cell != "E3" {
		t.Errorf("comments %+v, %v; want one on E3", comments, err)
	}
	if err := mended.SetCellValue("Sheet1", "E3", 18500); err != nil {
		t.Fatal(err)
	}
	if err := mended.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	second, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 6, New: 1, Unchanged: 5}, second.Run.Counts); diff != "" || len(second.Rejects) > 0 {
		t.Errorf("%s%+v", diff, second.Rejects)
	}
}
