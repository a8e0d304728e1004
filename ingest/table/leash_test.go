package table_test

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// repeated is one piece over and over, 12 MB of it.
func repeated(piece string) string { return strings.Repeat(piece, 12_000_000/len(piece)) }

// Rows that do not end, and cells that hold a whole file, are refused before they fill
// the memory: the most that may be allocated is a small multiple of one row, however long
// the file is.
func TestRowsWithoutEnd(t *testing.T) {
	good := workbook(t, func(file *excelize.File) { must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"a", "b"})) })
	sheet := func(inside string) []byte {
		return rewrite(t, good, "xl/worksheets/sheet1.xml", func([]byte) []byte {
			return []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>` +
				inside + `</sheetData></worksheet>`)
		})
	}
	long := strings.Repeat("煤", table.MostCellCharacters)
	for name, test := range map[string]struct {
		file    string
		content []byte
		want    string
		row     string
	}{
		"a line of delimiters":        {"a.csv", []byte("a,b\n1,2\n" + repeated(",") + "\n"), "file.row_too_long", "3"},
		"a line of text":              {"a.csv", []byte("a,b\n" + repeated("x") + ",1\n"), "file.row_too_long", "2"},
		"a quoted cell without end":   {"a.csv", []byte("a,b\n1,\"" + repeated("x\n")), "file.row_too_long", "2"},
		"a cell beyond a spreadsheet": {"a.csv", []byte("a,b\n1,2\n1," + long + "煤\n"), "file.cell_too_long", "3"},
		"a cell as in a spreadsheet":  {"a.csv", []byte("a,b\n1," + long + "\n"), "", ""},
		"a text of JSON":              {"a.json", []byte(`[{"a":"1","b":"2"},{"a":"` + repeated("x") + `"}]`), "file.row_too_long", "2"},
		"an object of many names":     {"a.json", []byte(`[{` + repeated(`"a":1,`) + `"b":1}]`), "file.json_form", "1"},
		"a cell of a sheet":           {"a.xlsx", sheet(`<row r="2"><c r="A2" t="str"><v>` + repeated("x") + `</v></c></row>`), "file.row_too_long", "2"},
		"a shorter cell of a sheet":   {"a.xlsx", sheet(`<row r="2"><c r="B2" t="str"><v>` + long + `x</v></c></row>`), "file.cell_too_long", "2"},
		"an attribute of a sheet":     {"a.xlsx", sheet(`<row r="2" x="` + repeated("x") + `"></row>`), "file.row_too_long", "1"},
		"a text of a workbook": {"a.xlsx", rewrite(t, good, "xl/sharedStrings.xml", func([]byte) []byte {
			return []byte(`<sst><si><t>` + repeated("x") + `</t></si></sst>`)
		}), "file.damaged", ""},
		"millions of empty texts": {"a.xlsx", rewrite(t, good, "xl/sharedStrings.xml", func([]byte) []byte {
			return []byte(`<sst>` + repeated("<si/>") + repeated("<si/>") + repeated("<si/>") + `</sst>`)
		}), "file.damaged", ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := save(t, test.file, test.content)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			opened, err := table.Open(path, test.file, table.Options{})
			if err == nil {
				for _, rowErr := range opened.Rows() {
					err = rowErr
				}
				must(t, opened.Close())
			}
			runtime.ReadMemStats(&after)
			if key := problemKey(err); key != test.want {
				t.Fatalf("got %s, want %s", key, test.want)
			}
			if problem := metrics.AsProblem(err); problem != nil && problem.Arguments["row"] != test.row {
				t.Errorf("row %q, want %q", problem.Arguments["row"], test.row)
			}
			if bytes.Contains([]byte(name), []byte("millions")) {
				return // bounded by their number
			}
			if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 256 {
				t.Errorf("%d MiB were allocated", grown)
			}
		})
	}
}
