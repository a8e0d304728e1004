package table_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// compound is the beginning of a compound file with a stream name in UTF-16.
func compound(stream string) []byte {
	content := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1024)...)
	for _, letter := range stream {
		content = append(content, byte(letter), 0)
	}
	return append(content, make([]byte, 512)...)
}

// archive is a ZIP file with one part.
func archive(t *testing.T, name, content string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	part, err := writer.Create(name)
	must(t, err)
	_, err = part.Write([]byte(content))
	must(t, err)
	must(t, writer.Close())
	return buffer.Bytes()
}

// bomb is an archive whose directory declares a part of one TiB.
func bomb(t *testing.T) []byte {
	t.Helper()
	var buffer bytes.Buffer
	writer := zip.NewWriter(&buffer)
	_, err := writer.Create("xl/workbook.xml")
	must(t, err)
	part, err := writer.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate,
		UncompressedSize64: 1 << 40, CompressedSize64: 4})
	must(t, err)
	_, err = part.Write([]byte{1, 2, 3, 4})
	must(t, err)
	must(t, writer.Close())
	return buffer.Bytes()
}

func TestRefusedFiles(t *testing.T) {
	good := workbook(t, func(file *excelize.File) { must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"a", "b"})) })
	wide := make([]any, 16_384)
	for i := range wide {
		wide[i] = "x"
	}
	for name, test := range map[string]struct {
		file    string
		content []byte
		options table.Options
		want    string
	}{
		"nothing":                    {"a.csv", nil, table.Options{}, "file.empty"},
		"blank lines only":           {"a.csv", []byte("\n\n  \n"), table.Options{}, "file.empty"},
		"mark only":                  {"a.csv", []byte("\ufeff"), table.Options{}, "file.empty"},
		"CSV called xlsx":            {"a.xlsx", []byte("a,b\n1,2\n"), table.Options{}, "file.not_what_name_says"},
		"XLSX called csv":            {"a.csv", good, table.Options{}, "file.not_what_name_says"},
		"XLSX called xls":            {"a.xls", good, table.Options{}, "file.not_what_name_says"},
		"HTML called xls":            {"a.xls", []byte("<html><table></table></html>"), table.Options{}, "file.not_what_name_says"},
		"PDF called csv":             {"a.csv", []byte("%PDF-1.7"), table.Options{}, "file.not_what_name_says"},
		"PDF":                        {"a.pdf", []byte("%PDF-1.7"), table.Options{}, "file.unsupported"},
		"DOCX":                       {"a.docx", archive(t, "word/document.xml", "x"), table.Options{}, "file.unsupported"},
		"old workbook":               {"a.xls", compound("Workbook"), table.Options{}, "file.xls"},
		"old workbook called xlsx":   {"a.xlsx", compound("Workbook"), table.Options{}, "file.xls"},
		"encrypted workbook":         {"a.xlsx", compound("EncryptedPackage"), table.Options{}, "file.encrypted"},
		"truncated workbook":         {"a.xlsx", good[:len(good)/2], table.Options{}, "file.damaged"},
		"declared bomb":              {"a.xlsx", bomb(t), table.Options{}, "file.zip_bomb"},
		"bomb by total":              {"a.xlsx", good, table.Options{Limits: table.Limits{UnzippedBytes: 1000}}, "file.zip_bomb"},
		"bomb by part":               {"a.xlsx", good, table.Options{Limits: table.Limits{PartBytes: 200}}, "file.zip_bomb"},
		"too large":                  {"a.csv", []byte("a,b\n"), table.Options{Limits: table.Limits{FileBytes: 3}}, "file.too_large"},
		"NUL byte":                   {"a.csv", []byte("a,b\n1,\x002\n"), table.Options{}, "file.nul_byte"},
		"NUL byte after a line":      {"a.csv", []byte("a,b\n\x001,2\n"), table.Options{}, "file.nul_byte"},
		"many NUL bytes":             {"a.csv", []byte("a,b\n\x00\x00\x00\x00\x00\x00\x00\x00"), table.Options{}, "file.nul_byte"},
		"open quotation mark":        {"a.csv", []byte("a,b\n\"1,2\n3,4\n"), table.Options{}, "file.quote"},
		"cut off in the last row":    {"a.csv", []byte("a,b,c\n1,2,3\n4,5,6\n7,8"), table.Options{}, "file.truncated"},
		"cut off within a character": {"a.csv", []byte("指标,值\n煤炭,1\n煤炭,2\n煤\xe7\x82"), table.Options{}, "file.encoding"},
		"16,384 columns of text":     {"a.csv", []byte(strings.Repeat("x,", 16_383) + "x\n"), table.Options{}, "file.too_many_columns"},
		"16,384 columns of a sheet": {"a.xlsx", workbook(t, func(file *excelize.File) {
			must(t, file.SetSheetRow("Sheet1", "A1", &wide))
		}), table.Options{}, "file.too_many_columns"},
		"sheet cut off": {"a.xlsx", rewrite(t, good, "xl/worksheets/sheet1.xml", func(part []byte) []byte {
			before, _, _ := bytes.Cut(part, []byte("</sheetData>"))
			return before
		}), table.Options{}, "file.damaged"},
		"entity of its own": {"a.xlsx", rewrite(t, good, "xl/sharedStrings.xml", func(part []byte) []byte {
			return []byte(`<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e SYSTEM "file:///etc/hostname">]><sst><si><t>&e;</t></si></sst>`)
		}), table.Options{}, "file.damaged"},
		"no worksheet": {"a.xlsx", archive(t, "xl/workbook.xml", "<workbook/>"), table.Options{}, "file.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := read(t, test.file, test.content, test.options)
			if key := problemKey(err); key != test.want {
				t.Fatalf("got %s, want %s", key, test.want)
			}
			if metrics.AsProblem(err).Arguments["file"] != test.file {
				t.Error("the problem does not name the file")
			}
		})
	}
}

// A row that ends early is no sign of a cut where rows differ in length anyway, or
// where the file ends with a line break.
func TestShortLastRowIsFine(t *testing.T) {
	for _, text := range []string{"a,b,c\n1,2,3\n4,5\n", "a,b,c\n1,2\n3,4"} {
		if _, _, err := read(t, "a.csv", []byte(text), table.Options{}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The problem names the row: here the third.
func TestProblemNamesRow(t *testing.T) {
	for name, content := range map[string][]byte{
		"file.nul_byte": []byte("a,b\n1,2\n3,\x004\n"),
		"file.encoding": append(encoded(t, simplifiedchinese.GB18030, "指标,值\n煤炭,2\n煤炭,"), 0xff, '\n'),
		"file.quote":    []byte("a,b\n1,2\n3,\"4\n"),
	} {
		_, _, err := read(t, "a.csv", content, table.Options{})
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != name || problem.Arguments["row"] != "3" {
			t.Errorf("got %v, want %s in row 3", err, name)
		}
	}
}

// A sheet whose rows are formatted to the very end but empty is read to its end, and
// has no data.
func TestEmptyFormattedRows(t *testing.T) {
	good := workbook(t, func(file *excelize.File) { must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"a", "b"})) })
	content := rewrite(t, good, "xl/worksheets/sheet1.xml", func(part []byte) []byte {
		var rows bytes.Buffer
		for row := 2; row <= 1_048_576; row++ {
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/><c r="C%d" s="0"/></row>`, row, row, row, row)
		}
		return bytes.Replace(part, []byte("</sheetData>"), append(rows.Bytes(), "</sheetData>"...), 1)
	})
	_, rows, err := read(t, "a.xlsx", content, table.Options{})
	if err != nil || len(rows) > 0 {
		t.Errorf("%d rows, error %v; want none", len(rows), err)
	}
}
