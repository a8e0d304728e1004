package table_test

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Whatever the bytes and the name, opening neither panics nor hangs, an error is a
// problem for people, and rows are numbered upwards and as wide as the header.
func FuzzOpen(f *testing.F) {
	f.Add("a.csv", []byte("a,b\n1,2\n"))
	f.Add("a.csv", []byte("\ufeffa;b\n\"1\n\";2\n"))
	f.Add("a.tsv", []byte("\xff\xfea\x00\n\x00"))
	f.Add("", []byte("\xd6\xb8\xb1\xea,1\n"))
	f.Add("a.json", []byte(`[{"a": 1, "b": "x"}]`))
	f.Add("a.xls", compound("Book"))
	f.Add("a.xlsx", workbook(f, func(file *excelize.File) {
		must(f, file.SetSheetRow("Sheet1", "A1", &[]any{"a", 0.5}))
	}))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		opened, rows, err := read(t, name, content, table.Options{Limits: table.Limits{UnzippedBytes: 1 << 20, Columns: 64}})
		if err != nil {
			if metrics.AsProblem(err) == nil {
				t.Fatalf("not a problem for people: %v", err)
			}
			return
		}
		last := opened.HeaderRow()
		for _, row := range rows {
			if row.Number <= last {
				t.Fatalf("row %d follows row %d", row.Number, last)
			}
			if last = row.Number; len(row.Cells) < len(opened.Columns()) {
				t.Fatalf("row %d has %d cells, the header %d", row.Number, len(row.Cells), len(opened.Columns()))
			}
		}
	})
}
