package reports

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// formulaFindings are the findings on formulas of a workbook with these cells on the sheet
// 表, by cell: the last part of the key, and the way or what cannot be followed.
func formulaFindings(t *testing.T, cells map[string]string, change func(*excelize.File)) map[string]string {
	t.Helper()
	with := map[string]string{"A1": "{{报表.标题}}"}
	maps.Copy(with, cells)
	if change == nil {
		change = func(*excelize.File) {}
	}
	_, findings, err := ParseTemplate(made(t, with, change))
	must(t, err)
	got := map[string]string{}
	for _, finding := range findings {
		got[finding.Cell] = strings.TrimPrefix(finding.Problem.Key, "template.formula_") + " " + finding.Problem.Arguments["way"] + finding.Problem.Arguments["what"]
	}
	return got
}

// C1 and D1 name each other, B2 lies in its own sum, and E1 comes back by the other sheet.
// A number of a row and a running total name their own cell or column without needing it.
func TestFormulasThatComeBackToThemselves(t *testing.T) {
	sheet := func(name string, cells map[string]string) func(*excelize.File) {
		return func(file *excelize.File) {
			_, err := file.NewSheet(name)
			must(t, err)
			for cell, formula := range cells {
				must(t, file.SetCellFormula(name, cell, formula))
			}
		}
	}
	name := func(name, formula, scope string) func(*excelize.File) {
		return func(file *excelize.File) {
			must(t, file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: formula, Scope: scope}))
		}
	}
	table := func(file *excelize.File) {
		for i, heading := range []string{"量", "价", "额"} {
			must(t, file.SetCellStr("表", cellName(2+i, 10), heading))
		}
		must(t, file.AddTable("表", &excelize.Table{Range: "B10:D12", Name: "销售"}))
	}
	array := func(file *excelize.File) {
		kind, area := excelize.STCellFormulaTypeArray, "C1:C3"
		must(t, file.SetCellFormula("表", "C1", "D1:D3*2", excelize.FormulaOpts{Type: &kind, Ref: &area}))
	}
	for what, c := range map[string]struct {
		cells  map[string]string
		change func(*excelize.File)
		want   map[string]string
	}{
		"cells": {map[string]string{"C1": "==$D$1+1", "D1": "==C1", "B2": "==SUM(B1:B4)", "B6": "==B2"}, nil, map[string]string{"C1": "loop C1 → D1 → C1", "B2": "loop B2 → B2"}},
		"places": {map[string]string{"A3": "==ROWS(A$3:A3)", "B5": "==SUM(B3:B4)", "B6": "==B5", "A7": `=="A7"&A3&"'"`, "A8": "==ROW(INDEX(A8:A8,1))", "A9": "==LOG10(A8)+SHEET('a(b'!A9)"},
			nil, nil},
		"a whole column":        {map[string]string{"C5": "==SUM(C:C)", "D9": "==SUM($C:$C)", "D1": "==SUM(A:B)"}, nil, map[string]string{"C5": "loop C5 → C5"}},
		"columns by others":     {map[string]string{"C5": "==D9+1", "D9": "==SUM(B:C)"}, nil, map[string]string{"C5": "loop C5 → D9 → C5"}},
		"a whole row":           {map[string]string{"C5": "==SUM(5:5)", "D6": "==SUM($4:5)"}, nil, map[string]string{"C5": "loop C5 → C5"}},
		"a number of rows":      {map[string]string{"C5": "==D5*2+4", "D5": "==1/3"}, nil, nil},
		"another sheet":         {map[string]string{"E1": "==别!A1"}, sheet("别", map[string]string{"A1": "表!E1"}), map[string]string{"E1": "loop E1 → 别!A1 → E1"}},
		"a quoted sheet":        {map[string]string{"E1": "==SUM('一 (1)''月'!B:B)"}, sheet("一 (1)'月", map[string]string{"B7": "SUM('表'!1:2)"}), map[string]string{"E1": "loop E1 → 一 (1)'月!B7 → E1"}},
		"the same cell there":   {map[string]string{"E1": "==别!E1"}, sheet("别", map[string]string{"E1": "F1"}), nil},
		"letters of a sheet":    {map[string]string{"E1": "==sHEET9!A1"}, sheet("Sheet9", map[string]string{"A1": "表!E1"}), map[string]string{"E1": "loop E1 → Sheet9!A1 → E1"}},
		"several sheets":        {map[string]string{"E1": "==SUM(表:别!E1)"}, sheet("别", nil), map[string]string{"E1": "loop E1 → E1"}},
		"several quoted sheets": {map[string]string{"E1": "==SUM('表:别'!F1)"}, sheet("别", map[string]string{"F1": "表!E1"}), map[string]string{"E1": "loop E1 → 别!F1 → E1"}},
		"no such sheet":         {map[string]string{"E1": "==无!E1"}, nil, nil},
		"a name":                {map[string]string{"C5": "==合计*2", "D1": "==合计"}, name("合计", "表!$C$4:$C$6", ""), map[string]string{"C5": "loop C5 → C5"}},
		"a name of a name": {map[string]string{"C5": "==乙"}, func(file *excelize.File) {
			name("甲", "SUM(表!$C:$C)", "")(file)
			name("乙", "甲+1", "")(file)
		}, map[string]string{"C5": "loop C5 → C5"}},
		"a name of the sheet": {map[string]string{"C5": "==表!数"}, func(file *excelize.File) {
			name("数", "表!$A$1", "")(file)
			name("数", "表!$C$5", "表")(file)
		}, map[string]string{"C5": "loop C5 → C5"}},
		"a name two to the left": {map[string]string{"C5": "==左", "A5": "==C5"}, name("左", "表!XFC1", ""), map[string]string{"A5": "loop A5 → C5 → A5"}}, // seen from A1 the last but one column
		"a name of nothing":      {map[string]string{"C5": "==TRUE+无名"}, nil, nil},
		"a table":                {map[string]string{"D11": "==销售[[#This Row],[量]]*销售[[#This Row],[价]]", "B14": "==SUM(销售[额])", "C12": "==SUM(销售[[量]:[额]])"}, table, map[string]string{"C12": "loop C12 → C12"}},
		"a table by a total":     {map[string]string{"B11": "==SUM(销售[额])", "D12": "==B11"}, table, map[string]string{"B11": "loop B11 → D12 → B11"}},
		"no such column":         {map[string]string{"B14": "==SUM(销售[税])"}, table, map[string]string{"B14": "computed 销售[税]"}},
		"an array":               {map[string]string{"D1": "==C3"}, array, map[string]string{"C1": "loop C1 → D1 → C1"}},
		"computed cells": {map[string]string{"C5": `==INDIRECT("C"&5)`, "D5": "==SUM(OFFSET(A1,1,0,3,1))", "E5": "==SUM(A1:INDEX(A1:A9,3))", "F5": "==SUM(INDEX(A1:A9,1):B9)"}, nil,
			map[string]string{"C5": "computed INDIRECT", "D5": "computed OFFSET", "E5": "computed A1:INDEX…", "F5": "computed …):…"}},
	} {
		got := formulaFindings(t, c.cells, c.change)
		if len(got)+len(c.want) > 0 && !maps.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", what, got, c.want)
		}
	}
}

// A chain of 20,000 formulas is followed to its end, where it comes back to its beginning:
// C1 to C20000 on four sheets of 5,000 rows.
func TestALongWayIsFollowed(t *testing.T) {
	const sheets, rows = 4, 5000
	file := excelize.NewFile()
	for i := range sheets {
		name := fmt.Sprint("S", i)
		_, err := file.NewSheet(name)
		must(t, err)
		for row := 1; row < rows; row++ {
			must(t, file.SetCellFormula(name, cellName(3, row), cellName(3, row+1)))
		}
		must(t, file.SetCellFormula(name, cellName(3, rows), fmt.Sprintf("S%d!C1", (i+1)%sheets)))
	}
	must(t, file.SetCellStr("S0", "A1", "{{报表.标题}}"))
	content, err := file.WriteToBuffer()
	must(t, err)
	_, findings, err := ParseTemplate(content.Bytes())
	must(t, err)
	want := "C1 → C2 → C3 → C4 → C5 → C6 → C7 → C8 → C9 → C10 → C11 → … → C1"
	if len(findings) != 1 || findings[0].Sheet != "S0" || findings[0].Problem.Arguments["way"] != want {
		t.Errorf("%d findings: %+v", len(findings), findings)
	}
}

// 2,000 formulas that each add up 1,999 others name 4 million cells: more than is followed.
func TestTooManyReferencesAreRefused(t *testing.T) {
	cells := map[string]string{}
	for row := 1; row <= 2000; row++ {
		cells[cellName(3, row)] = "==SUM(D1:D2000)"
		cells[cellName(4, row)] = "==1"
	}
	for cell, found := range formulaFindings(t, cells, nil) {
		if !strings.HasPrefix(found, "many") {
			t.Errorf("%s: %s", cell, found)
		}
		return
	}
	t.Error("nothing is found")
}
