package table_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

// All sheets come as a whole, with what is merged and what is hidden.
func TestReadGrids(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		must(t, file.SetSheetName("Sheet1", "东胜区'23"))
		must(t, file.SetSheetRow("东胜区'23", "A1", &[]any{"标题"}))
		must(t, file.SetSheetRow("东胜区'23", "B3", &[]any{1.5, "x"}))
		must(t, file.MergeCell("东胜区'23", "A1", "C1"))
		must(t, file.SetRowVisible("东胜区'23", 3, false))
		must(t, file.SetColVisible("东胜区'23", "C", false))
		for _, name := range []string{"藏", "二"} {
			_, err := file.NewSheet(name)
			must(t, err)
			must(t, file.SetSheetRow(name, "A2", &[]any{name}))
		}
		must(t, file.SetSheetVisible("藏", false))
	})
	grids, err := table.ReadGrids(save(t, "a.xlsx", content), "a.xlsx", table.Options{})
	must(t, err)
	want := []table.Grid{
		{Sheet: "东胜区'23", Merged: []table.Range{{FirstRow: 1, FirstColumn: 1, LastRow: 1, LastColumn: 3}}, HiddenColumns: []int{3},
			Rows: []table.Row{{Sheet: "东胜区'23", Number: 1, Cells: []string{"标题"}},
				{Sheet: "东胜区'23", Number: 3, Cells: []string{"", "1.5", "x"}, Hidden: true}}},
		{Sheet: "藏", Hidden: true},
		{Sheet: "二", Rows: []table.Row{{Sheet: "二", Number: 2, Cells: []string{"二"}}}},
	}
	if diff := cmp.Diff(want, grids); diff != "" {
		t.Error(diff)
	}
	if got := want[0].Merged[0].String() + " " + (table.Place{Row: 7, Column: 28}).String(); got != "A1:C1 AB7" {
		t.Errorf("got %s", got)
	}
}

// Rows that the sheet hides are left out of a tidy table and are named.
func TestHiddenRows(t *testing.T) {
	content := workbook(t, func(file *excelize.File) {
		for row := 1; row <= 4; row++ {
			must(t, file.SetSheetRow("Sheet1", table.Place{Row: row, Column: 1}.String(), &[]any{"a", row}))
		}
		must(t, file.SetRowVisible("Sheet1", 3, false))
	})
	opened, rows, err := read(t, "a.xlsx", content, table.Options{})
	must(t, err)
	if len(rows) != 2 || rows[0].Number != 2 || rows[1].Number != 4 {
		t.Errorf("got %v, want rows 2 and 4", rows)
	}
	if diff := cmp.Diff([]int{3}, opened.HiddenRows()); diff != "" {
		t.Error(diff)
	}
}

// Objects read as rows whose columns are the names of all objects together.
func TestObjects(t *testing.T) {
	want := []table.Row{{Number: 1, Cells: []string{"煤", "12345678901234567890.5", ""}}, {Number: 2, Cells: []string{"油", "", "TRUE"}}}
	for name, text := range map[string]string{
		"array":   `[{"a": "煤", "b": 12345678901234567890.5}, {"c": true, "a": "油", "b": null}]`,
		"wrapped": "\ufeff{\"title\": \"x\", \"n\": 1, \"data\": [{\"a\":\"煤\",\"b\":12345678901234567890.5},{\"c\":true,\"a\":\"油\"}], \"end\": null}\n",
	} {
		opened, rows, err := read(t, "a.json", []byte(text), table.Options{})
		must(t, err)
		if diff := cmp.Diff([]string{"a", "b", "c"}, opened.Columns()); diff != "" {
			t.Error(name, diff)
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Error(name, diff)
		}
	}
	for name, test := range map[string]struct{ text, want string }{
		"nested":         {`[{"a": {"b": 1}}]`, "file.json_form"},
		"numbers":        {`{"a": [1, 2]}`, "file.json_form"},
		"name twice":     {`[{"a": 1, "a": 2}]`, "file.json_form"},
		"cut off":        {`[{"a": 1}, {"a"`, "file.truncated"},
		"two texts":      {`[{"a": 1}] [{"a": 1}]`, "file.json_form"},
		"no array":       {`{"a": 1}`, "file.json_form"},
		"nothing":        {`[]`, "file.empty"},
		"called csv":     {`[{"a": 1}]`, "file.not_what_name_says"},
		"NUL":            {"[{\"a\": \"\x00\"}]", "file.nul_byte"},
		"csv in bracket": {"[a],b\n1,2\n", ""},
	} {
		file := "a.json"
		if name == "called csv" || test.want == "" {
			file = "a.csv"
		}
		if _, _, err := read(t, file, []byte(test.text), table.Options{}); problemKey(err) != test.want {
			t.Errorf("%s: got %v, want %s", name, err, test.want)
		}
	}
}
