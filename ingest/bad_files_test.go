package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhibiao/dashboard/locale"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// bombParts is an archive with parts whose declared sizes are given in MiB.
func bombParts(t *testing.T, sizes ...uint64) []byte {
	t.Helper()
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	if _, err := writer.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	for i, size := range sizes {
		part, err := writer.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), Method: zip.Deflate,
			UncompressedSize64: size << 20, CompressedSize64: 2})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte{3, 0}); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// tidyWorkbook is a good workbook with one value.
func tidyWorkbook(t *testing.T, sheet string, options excelize.Options) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	if err := rowsInto(file, sheet, "指标|时期|数值\n煤炭产量|2023|5"); err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	if err := file.Write(&buffer, options); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// formulaWorkbook is tidyWorkbook with a formula, and no value of it, in one cell.
func formulaWorkbook(t *testing.T, cell, formula string) []byte {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(tidyWorkbook(t, "数据", excelize.Options{})))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var buffer bytes.Buffer
	if err := errors.Join(file.SetCellStr("数据", "D1", "备注"), file.SetCellValue("数据", cell, nil), file.SetCellFormula("数据", cell, formula), file.Write(&buffer)); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// changedPart replaces a part of an archive.
func changedPart(t *testing.T, archive []byte, name string, change func(string) string) []byte {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	for _, part := range reader.File {
		opened, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == name {
			content = []byte(change(string(content)))
		}
		target, err := writer.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := target.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// Each bad file gives its sentence and its advice, a failed run, and leaves the ledger
// without a value.
func TestBadFiles(t *testing.T) {
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	good := tidyWorkbook(t, "数据", excelize.Options{})
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("煤炭产量,2021,7\n")
	if err != nil {
		t.Fatal(err)
	}
	emptyRows := func(part string) string {
		var rows strings.Builder
		for row := 3; row <= 1_048_576; row++ {
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" s="0"/></row>`, row, row)
		}
		before, _, _ := strings.Cut(part, `<row r="2"`)
		return before + rows.String() + "</sheetData></worksheet>"
	}
	for name, test := range map[string]struct {
		file    string
		content []byte
		want    string
		english string
	}{
		"zip bomb by one part": {"a.xlsx", bombParts(t, 1<<20), "文件“a.xlsx”解压后至少有 1048576.0 MB，超过上限 160.0 MB，没有打开。",
			"Unpacked, the file “a.xlsx” would take 1048576.0 MB or more, over the limit of 160.0 MB; it was not opened."},
		"zip bomb by its sum": {"a.xlsx", bombParts(t, 150, 150), "文件“a.xlsx”解压后至少有 300.0 MB，超过上限 200.0 MB，没有打开。",
			"Unpacked, the file “a.xlsx” would take 300.0 MB or more, over the limit of 200.0 MB; it was not opened."},
		"entities": {"a.xlsx", changedPart(t, good, "xl/sharedStrings.xml", func(string) string {
			return `<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`
		}), "文件“a.xlsx”已损坏，读不完整，没有导入任何一行。",
			"The file “a.xlsx” is damaged and cannot be read to its end; no row was imported."},
		"truncated workbook": {"a.xlsx", good[:len(good)-100], "文件“a.xlsx”已损坏，读不完整，没有导入任何一行。",
			"The file “a.xlsx” is damaged and cannot be read to its end; no row was imported."},
		"truncated text": {"a.csv", []byte("指标,时期,数值\n煤炭产量,2022,5\n煤炭产量,20"), "文件“a.csv”好像没有传完：最后一行（第 3 行）的列比前面少，而且没有换行，没有导入任何一行。",
			"The file “a.csv” seems to be cut off: its last row (3) has fewer cells than the others and no line break; no row was imported."},
		"truncated JSON": {"a.json", []byte(`[{"indicator":"煤炭产量","period":"2023","value":5},{"ind`), "文件“a.json”好像没有传完：最后一行（第 2 行）的列比前面少，而且没有换行，没有导入任何一行。",
			"The file “a.json” seems to be cut off: its last row (2) has fewer cells than the others and no line break; no row was imported."},
		"wrong ending": {"a.csv", good, "文件“a.csv”的名称以 .csv 结尾，内容却是 XLSX。",
			"The name of “a.csv” ends in .csv, but its content is XLSX."},
		"password": {"a.xlsx", tidyWorkbook(t, "数据", excelize.Options{Password: "秘密"}), "文件“a.xlsx”设有打开密码。",
			"The file “a.xlsx” is protected by a password."},
		"16,384 columns": {"a.xlsx", changedPart(t, good, "xl/worksheets/sheet1.xml", func(part string) string {
			return strings.Replace(part, `<c r="C1"`, `<c r="XFD1"`, 1)
		}), "文件“a.xlsx”有 16384 列，超过上限 512 列。",
			"The file “a.xlsx” has 16384 columns, more than the limit of 512."},
		"1,048,576 empty rows": {"a.xlsx", changedPart(t, good, "xl/worksheets/sheet1.xml", emptyRows), "文件“a.xlsx”里没有数据行。",
			"The file “a.xlsx” has no rows of data."},
		"NUL bytes": {"a.csv", []byte("指标,时期,数值\n煤炭\x00产量,2022,5\n"), "文件“a.csv”第 2 行附近有空字节（NUL），不是正常的文本，没有导入任何一行。",
			"Near row 2 the file “a.csv” contains NUL bytes and is not proper text; no row was imported."},
		"mixed encodings": {"a.csv", []byte("指标,时期,数值\n煤炭产量,2022,5\n煤炭产量,2023,6\n" + gb),
			"文件“a.csv”第 4 行附近有无法识别的文字，可能混用了两种编码，没有导入任何一行。",
			"Near row 4 the file “a.csv” has bytes that are no characters, perhaps from two encodings mixed; no row was imported."},
		"duplicate headers": {"a.csv", []byte("指标,时期,数值,值\n煤炭产量,2022,5,6\n"), "文件“a.csv”里有两列是同一个意思：C“数值” 和 D“值”。",
			"Two columns of the file “a.csv” mean the same: C“数值” and D“值”."},
		"HTML": {"a.csv", []byte("<html><body>登录</body></html>"), "文件“a.csv”的名称以 .csv 结尾，内容却是 HTML。",
			"The name of “a.csv” ends in .csv, but its content is HTML."},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			path := filepath.Join(b.folder, "content")
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			report, err := b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: test.file, Path: path, Actor: "test"})
			problem := metrics.AsProblem(err)
			if problem == nil {
				t.Fatalf("got %v, want a problem", err)
			}
			if got := texts.Problem(locale.Chinese, problem); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := texts.Problem(locale.English, problem); got != test.english {
				t.Errorf("got  %s\nwant %s", got, test.english)
			}
			if texts.Hint(locale.Chinese, problem) == "" || texts.Hint(locale.English, problem) == "" {
				t.Error("there is no advice")
			}
			if report.Run.State != metrics.RunFailed || len(b.values(metrics.Vintage{})) > 0 || ingest.MayBeRetried(err) {
				t.Errorf("run %s with %d values; may be retried: %v", report.Run.State, len(b.values(metrics.Vintage{})), ingest.MayBeRetried(err))
			}
		})
	}
}

// A header may move and a sheet may be called anything: that is no bad file.
func TestOddFilesAreRead(t *testing.T) {
	for name, test := range map[string]struct {
		file    string
		content []byte
	}{
		"quotation mark in the name of the sheet":  {"a.xlsx", tidyWorkbook(t, "东胜'23 <区>", excelize.Options{})},
		"header moved down and its columns turned": {"a.csv", []byte("统计表,,\n\n单位：万吨,,\n数值,指标,时期\n5,煤炭产量,2023\n")},
		"header in row 13":                         {"a.csv", []byte(strings.Repeat("说明,\n", 12) + "指标,时期,数值\n煤炭产量,2023,5\n")},
		"formula that opens an address":            {"a.xlsx", formulaWorkbook(t, "D2", `HYPERLINK("https://example.org","5")`)},
		"formula as text":                          {"a.csv", []byte("指标,时期,数值,备注\n煤炭产量,2023,5,\"=HYPERLINK(\"\"https://example.org\"\")\"\n")},
		"line break in quotation marks":            {"a.csv", []byte("指标,时期,数值,\"备\n注\"\n煤炭产量,2023,5,\"两\n行\"\n")},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			path := filepath.Join(b.folder, "content")
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: test.file, Path: path}); err != nil {
				t.Fatal(err)
			}
			if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2023"]; got != "5" {
				t.Errorf("got %s, want 5", got)
			}
		})
	}
}

// A formula that was never computed says nothing that could be loaded: its row is
// rejected with the formula as text, whatever it would do.
func TestFormulaWithoutValueIsRejected(t *testing.T) {
	b := newBench(t, ingest.Options{})
	path := filepath.Join(b.folder, "content")
	if err := os.WriteFile(path, formulaWorkbook(t, "C2", `HYPERLINK("https://example.org","5")`), 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := b.importer.Import(context.Background(), ingest.Submission{Feed: "actuals", FileName: "a.xlsx", Path: path})
	if err == nil || len(report.Rejects) != 1 || len(b.values(metrics.Vintage{})) > 0 {
		t.Fatalf("%v, rejects %+v, %d values; want one reject and nothing loaded", err, report.Rejects, len(b.values(metrics.Vintage{})))
	}
	if reject := report.Rejects[0]; reject.Problem.Key != "value.formula" || reject.Row != 2 || reject.Value != `=HYPERLINK("https://example.org","5")` {
		t.Errorf("got %+v, want value.formula in row 2", reject)
	}
}
