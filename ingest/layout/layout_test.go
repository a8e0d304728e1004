package layout_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// known stands for a catalogue: these names mean something, and no others.
type known struct{}

func (known) IsIndicator(name, _ string) bool {
	return slices.Contains(strings.Fields("原煤产量 发电量 焦炭产量 天然气产量 地区生产总值 第一产业增加值 规模以上工业增加值增速 固定资产投资增速 一般公共预算收入 煤炭产量 常住人口 城镇化率 养老床位 固定资产投资"), name)
}

func (known) IsArea(name string) bool {
	return slices.Contains(strings.Fields("鄂尔多斯市 全市 东胜区 康巴什区 伊金霍洛旗 准格尔旗 达拉特旗"), name)
}

func (known) TotalOf(title string, areas []string) (string, bool) {
	return title, title != "" || slices.Contains(areas, "东胜区")
}

func (k known) IsMeasuredIn(name, unit string) bool {
	units := map[string]string{"煤炭产量": "万吨", "焦炭产量": "万吨 吨", "发电量": "亿千瓦时", "城镇化率": "%", "地区生产总值": "亿元"}
	return k.IsIndicator(name, unit) && slices.Contains(strings.Fields(units[name]), unit)
}

// sheetOf writes a sheet as lines of cells parted by |.
func sheetOf(name, text string, merged ...table.Range) table.Grid {
	grid := table.Grid{Sheet: name, Merged: merged}
	for i, row := range strings.Split(strings.Trim(text, "\n"), "\n") {
		cells := strings.Split(row, "|")
		if strings.Trim(row, "| ") == "" {
			continue
		}
		grid.Rows = append(grid.Rows, table.Row{Sheet: name, Number: i + 1, Cells: cells})
	}
	return grid
}

// readings detects and reads, and writes each value as one line.
func readings(t *testing.T, file string, grids ...table.Grid) ([]string, *layout.Understanding) {
	t.Helper()
	found, err := layout.Detect(file, grids, known{})
	if err != nil {
		t.Fatal(err)
	}
	read, err := layout.Read(file, grids, &found.Description, known{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, value := range read {
		lines = append(lines, strings.Join([]string{value.Indicator, value.Area, value.Frequency, value.Period, value.Number, value.Unit,
			value.YearOnYear, value.Note, value.Places.Number.String()}, "|"))
	}
	return lines, found
}

// What an issue of a monthly bulletin prints; each expectation is read off the table
// by eye. Columns of a line: indicator, area, frequency, period, number, unit, growth,
// note, cell.
func TestTablesOfBulletins(t *testing.T) {
	for name, test := range map[string]struct {
		file  string
		grids []table.Grid
		want  string
	}{
		"output of goods, month and year to date, each with its growth": {"2023年8月统计月报.xlsx", []table.Grid{sheetOf("工业产品产量", `
主要工业产品产量（2023年8月）||||||
||||||
指标|计量单位|本月||累计||
||产量|同比(%)|产量|同比(%)|
原煤产量|万吨|6543.2|3.1|52345.6|-2.4|
发电量①|亿千瓦时|120.5|—|980.25|8.8|
其中：焦炭产量|万吨|…|下降4.2|310.5|持平|
注：①为规模以上工业口径。||||||`,
			table.Range{FirstRow: 3, FirstColumn: 3, LastRow: 3, LastColumn: 4}, table.Range{FirstRow: 3, FirstColumn: 5, LastRow: 3, LastColumn: 6},
			table.Range{FirstRow: 3, FirstColumn: 1, LastRow: 4, LastColumn: 1}, table.Range{FirstRow: 3, FirstColumn: 2, LastRow: 4, LastColumn: 2},
			table.Range{FirstRow: 1, FirstColumn: 1, LastRow: 1, LastColumn: 6})}, `
原煤产量||M|2023-08|6543.2|万吨|3.1||C5
原煤产量||YTD|2023-08|52345.6|万吨|-2.4||E5
发电量||M|2023-08|120.5|亿千瓦时|—|①为规模以上工业口径。|C6
发电量||YTD|2023-08|980.25|亿千瓦时|8.8|①为规模以上工业口径。|E6
焦炭产量||M|2023-08|…|万吨|下降4.2||C7
焦炭产量||YTD|2023-08|310.5|万吨|持平||E7`},
		"banners in rows, indicators in columns": {"b.xlsx", []table.Grid{sheetOf("旗区", `
2023年上半年各旗区主要经济指标|||
|||单位：亿元
旗 区|地区生产总值|比上年同期增长（%）|一般公共预算收入（万元）
合  计|2800.5|7.0|3,500,000
东胜区|400.2|6.5|420000
伊金霍洛旗|700.3|7.7|880000
注：本表数据为初步核算数。|||`, table.Range{FirstRow: 1, FirstColumn: 1, LastRow: 1, LastColumn: 4})}, `
地区生产总值||S|2023-S1|2800.5|亿元|7.0||B4
一般公共预算收入||S|2023-S1|3,500,000|万元|||D4
地区生产总值|东胜区|S|2023-S1|400.2|亿元|6.5||B5
一般公共预算收入|东胜区|S|2023-S1|420000|万元|||D5
地区生产总值|伊金霍洛旗|S|2023-S1|700.3|亿元|7.7||B6
一般公共预算收入|伊金霍洛旗|S|2023-S1|880000|万元|||D6`},
		"years in columns": {"c.csv", []table.Grid{sheetOf("", `
指标|单位|2021|2022年|2023
常住人口|万人|217.2|220.07|222.03
城镇化率|%|77.9|78.6|79.3`)}, `
常住人口||A|2021|217.2|万人|||C2
常住人口||A|2022|220.07|万人|||D2
常住人口||A|2023|222.03|万人|||E2
城镇化率||A|2021|77.9|%|||C3
城镇化率||A|2022|78.6|%|||D3
城镇化率||A|2023|79.3|%|||E3`},
		"year over months, without merged cells": {"d.csv", []table.Grid{sheetOf("", `
指标|2022年||2023年|
|11月|12月|1-2月|1—3月
煤炭产量（万吨）|6000|6100|11000|17500`)}, `
煤炭产量||M|2022-11|6000|万吨|||B3
煤炭产量||M|2022-12|6100|万吨|||C3
煤炭产量||YTD|2023-02|11000|万吨|||D3
煤炭产量||YTD|2023-03|17500|万吨|||E3`},
		"indicators in rows, banners in columns": {"2023年.xlsx", []table.Grid{sheetOf("8月", `
项目|全市|东胜区|准格尔旗
养老床位（张）|9000|1500|2100`)}, `
养老床位|全市|M|2023-08|9000|张|||B2
养老床位|东胜区|M|2023-08|1500|张|||C2
养老床位|准格尔旗|M|2023-08|2100|张|||D2`},
		"months in rows below years in columns; indicator in the title": {"e.xlsx", []table.Grid{sheetOf("s", `
鄂尔多斯市煤炭产量
单位：万吨
月份|2022年|2023年
1月|6000|6500
1-2月|11800|12900
合计|1|2`)}, `
煤炭产量|鄂尔多斯市|M|2022-01|6000|万吨|||B4
煤炭产量|鄂尔多斯市|M|2023-01|6500|万吨|||C4
煤炭产量|鄂尔多斯市|YTD|2022-02|11800|万吨|||B5
煤炭产量|鄂尔多斯市|YTD|2023-02|12900|万吨|||C5`},
		"three rows of header": {"f.xlsx", []table.Grid{sheetOf("综合", `
伊金霍洛旗2023年1-8月主要指标
指标名称|单位|2023年||||备注
||8月||1-8月||
||绝对量|同比增长%|绝对量|同比增长%|
一、工业||||||
1.原煤产量|万吨|1800|2.5|14200|3.5|快报
（二）固定资产投资增速|%|||12.3||`,
			table.Range{FirstRow: 2, FirstColumn: 3, LastRow: 2, LastColumn: 6}, table.Range{FirstRow: 3, FirstColumn: 3, LastRow: 3, LastColumn: 4},
			table.Range{FirstRow: 3, FirstColumn: 5, LastRow: 3, LastColumn: 6}, table.Range{FirstRow: 2, FirstColumn: 1, LastRow: 4, LastColumn: 1},
			table.Range{FirstRow: 2, FirstColumn: 2, LastRow: 4, LastColumn: 2}, table.Range{FirstRow: 2, FirstColumn: 7, LastRow: 4, LastColumn: 7})}, `
原煤产量|伊金霍洛旗|M|2023-08|1800|万吨|2.5|快报|C6
原煤产量|伊金霍洛旗|YTD|2023-08|14200|万吨|3.5|快报|E6
固定资产投资增速|伊金霍洛旗|YTD|2023-08|12.3|%|||E7`},
		"growth alone is an indicator; goods take 产量 from the title": {"g.xlsx", []table.Grid{sheetOf("a", `
2023年1-9月规模以上工业
指标|增速（%）
规模以上工业增加值|8.5`), sheetOf("b", `
2023年前三季度主要产品产量
产品名称|单位|产量|比上年增长（%）
原煤|万吨|58000|1.2
天然气|亿立方米|240|-0.4`)}, `
规模以上工业增加值增速||YTD|2023-09|8.5|%|||B3
原煤产量||YTD|2023-09|58000|万吨|1.2||C3
天然气产量||YTD|2023-09|240|亿立方米|-0.4||C4`},
		"area within the title, in the name of the file; years beside months": {"鄂尔多斯市准格尔旗.xlsx", []table.Grid{sheetOf("a", `
2023年上半年鄂尔多斯市东胜区主要指标|
指标|数值
煤炭产量（万吨）|5`), sheetOf("b", `
年份|月份|煤炭产量（万吨）
2022|12月|6
2023|1-2月|7`)}, `
煤炭产量|东胜区|S|2023-S1|5|万吨|||B3
煤炭产量|准格尔旗|M|2022-12|6|万吨|||C2
煤炭产量|准格尔旗|YTD|2023-02|7|万吨|||C3`},
		"two tables on a sheet, total of indicators, 甲 乙 1 2": {"h.xlsx", []table.Grid{sheetOf("表", `
2022年鄂尔多斯市
指标|单位|数值|
甲|乙|1|
常住人口|万人|220.07|

2023年8月鄂尔多斯市
单位：万吨
指标|累计|位次
甲|1|2
煤炭产量|80000|1
合计|80000|1`)}, `
常住人口|鄂尔多斯市|A|2022|220.07|万人|||C4
煤炭产量|鄂尔多斯市|YTD|2023-08|80000|万吨|||B10`},
	} {
		t.Run(name, func(t *testing.T) {
			lines, found := readings(t, test.file, test.grids...)
			if diff := cmp.Diff(strings.Split(strings.Trim(test.want, "\n"), "\n"), lines); diff != "" {
				t.Error(diff)
				for _, sentence := range found.Sentences {
					t.Log(sentence)
				}
			}
			text, err := found.Description.Write()
			if err != nil {
				t.Fatal(err)
			}
			again, err := layout.ReadDescription(text)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if diff := cmp.Diff(&found.Description, again); diff != "" {
				t.Error("the written layout reads differently:", diff)
			}
		})
	}
}

func key(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	return "none"
}

// What cannot be told apart is refused, and the sentence names the place.
func TestUnclearTablesAreRefused(t *testing.T) {
	for name, test := range map[string]struct{ file, text, want, argument, value string }{
		"no period anywhere":             {"a.csv", "指标|单位|数值\n煤炭产量|万吨|5\n城镇化率|%|79", "layout.no_period", "rows", "1-3"},
		"no year":                        {"a.csv", "指标|7月|8月\n煤炭产量|5|6", "layout.no_year", "value", "7月"},
		"this month of a whole year":     {"a.csv", "2023年主要指标|\n指标|本月|累计\n煤炭产量|5|6", "layout.no_period", "rows", "2-3"},
		"columns that say nothing known": {"a.csv", "2023年|\n指标|甲矿|乙矿\n煤炭产量|5|6", "layout.columns_unclear", "columns", "B“甲矿”、C“乙矿”"},
		"no indicator":                   {"a.csv", "旗区|2022年|2023年\n东胜区|5|6\n达拉特旗|1|2", "layout.no_indicator", "rows", "1-3"},
		"two columns of one meaning":     {"a.csv", "指标|2023年|2023\n煤炭产量|5|6", "layout.same_meaning", "second", "C“2023”"},
		"areas twice":                    {"a.csv", "2023年煤炭产量|\n旗区|东胜区|达拉特旗\n东胜区|5|6", "layout.two_meanings.area", "rows", "2-3"},
		"several units":                  {"a.csv", "2023年|\n单位：万吨、吨|\n指标|数值|位次\n煤炭产量|5|1\n焦炭产量|6|2", "layout.units_unclear", "count", "2"},
		"no header":                      {"a.csv", "煤炭产量|5\n城镇化率|6", "layout.no_header", "rows", "1-2"},
		"no values":                      {"a.csv", "目录|页\n第一章|说明", "layout.no_table", "file", "a.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := layout.Detect(test.file, []table.Grid{sheetOf("", test.text)}, known{})
			problem := metrics.AsProblem(err)
			if problem == nil || problem.Key != test.want || problem.Arguments[test.argument] != test.value {
				t.Errorf("got %v, want %s with %s=%s", err, test.want, test.argument, test.value)
			}
		})
	}
}

// A described layout reads what nobody could guess, and stops at a heading that moved.
func TestDescribedLayout(t *testing.T) {
	grid := sheetOf("产量", "说明|某矿统计\nx|七|八\n煤炭产量|5|6\n备用|7|8")
	described, err := layout.ReadDescription([]byte(`
tables:
  - sheet: 产量
    header_rows: 2
    data_rows: 3-4
    skip_rows: [4]
    labels:
      - {column: A, carries: indicator}
    columns:
      - {column: B, heading: 七, period: 2023年7月, unit: 万吨}
      - {column: C, heading: 八, period: 8月, frequency: YTD}
    year: 2023
    unit: 吨
    area: 东胜区
`))
	if err != nil {
		t.Fatal(err)
	}
	read, err := layout.Read("a.xlsx", []table.Grid{grid}, described, known{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, value := range read {
		got = append(got, strings.Join([]string{value.Indicator, value.Area, value.Frequency, value.Period, value.Number, value.Unit}, "|"))
	}
	if diff := cmp.Diff([]string{"煤炭产量|东胜区|M|2023-07|5|万吨", "煤炭产量|东胜区|YTD|2023-08|6|吨"}, got); diff != "" {
		t.Error(diff)
	}
	moved := sheetOf("产量", "说明|某矿统计\nx|八|七\n煤炭产量|6|5\n备用|7|8")
	_, err = layout.Read("a.xlsx", []table.Grid{moved}, described, known{})
	if problem := metrics.AsProblem(err); problem == nil || problem.Key != "layout.header_moved" || problem.Arguments["column"] != "B" ||
		problem.Arguments["expected"] != "七" || problem.Arguments["found"] != "八" {
		t.Errorf("got %v, want layout.header_moved of column B", err)
	}
	if _, err = layout.Read("a.xlsx", []table.Grid{sheetOf("其他", "a|1")}, described, known{}); key(err) != "layout.no_sheet" {
		t.Errorf("got %v, want layout.no_sheet", err)
	}
}

func TestWrongDescriptions(t *testing.T) {
	for text, want := range map[string]string{
		"tables: 5": "layout.form", "tables: []": "layout.nothing", "sheets: []": "layout.form",
		"tables: [{data_rows: 5-4, columns: [{column: B}]}]":                                            "layout.form",
		"tables: [{data_rows: 2-4, columns: []}]":                                                       "layout.nothing",
		"tables: [{data_rows: 2-4, columns: [{column: 7}]}]":                                            "layout.column",
		"tables: [{data_rows: 2-4, columns: [{column: B}, {column: B}]}]":                               "layout.column",
		"tables: [{data_rows: 2-4, columns: [{column: B, measure: maybe}]}]":                            "layout.value",
		"tables: [{data_rows: 2-4, columns: [{column: B, measure: year_on_year, of: C}]}]":              "layout.of",
		"tables: [{data_rows: 2-4, labels: [{column: A, carries: name}], columns: [{column: B}]}]":      "layout.value",
		"tables: [{data_rows: 2-4, labels: [{column: B, carries: indicator}], columns: [{column: B}]}]": "layout.column",
	} {
		if _, err := layout.ReadDescription([]byte(text)); key(err) != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// Hidden rows and columns give no value and are named.
func TestHiddenIsLeftOut(t *testing.T) {
	grid := sheetOf("表", "指标|2021年|2022年|2023年\n煤炭产量|1|2|3\n城镇化率|4|5|6")
	grid.Rows[2].Hidden = true
	grid.HiddenColumns = []int{3}
	lines, found := readings(t, "a.xlsx", grid)
	if diff := cmp.Diff([]string{"煤炭产量||A|2021|1||||B2", "煤炭产量||A|2023|3||||D2"}, lines); diff != "" {
		t.Error(diff)
	}
	said := map[string]string{}
	for _, sentence := range found.Sentences {
		said[sentence.Key] = sentence.Arguments["rows"] + sentence.Arguments["columns"]
	}
	if said["layout.said.hidden_rows"] != "3" || said["layout.said.hidden_columns"] != "C" {
		t.Errorf("said %v", said)
	}
}

// Whatever stands in a sheet: no panic, errors are problems, and every reading has a
// number, a place inside the sheet and comes once.
func FuzzDetect(f *testing.F) {
	f.Add("2023年8月\n指标|单位|本月|累计\n煤炭产量|万吨|5|6", 1, 1, 1, 3)
	f.Add("旗区|2022|2023\n东胜区|5|6", 0, 0, 0, 0)
	f.Add("||2023年|\n指标||8月|1-8月\n|其中：|1|2\n注：①", 2, 1, 3, 2)
	f.Fuzz(func(t *testing.T, text string, firstRow, firstColumn, lastRow, lastColumn int) {
		grid := sheetOf("s", text)
		if firstRow > 0 && firstColumn > 0 && lastRow >= firstRow && lastColumn >= firstColumn && lastRow < 1000 && lastColumn < 1000 {
			grid.Merged = []table.Range{{FirstRow: firstRow, FirstColumn: firstColumn, LastRow: lastRow, LastColumn: lastColumn}}
		}
		found, err := layout.Detect("f.xlsx", []table.Grid{grid}, known{})
		if err != nil {
			if metrics.AsProblem(err) == nil {
				t.Fatalf("not a problem: %v", err)
			}
			return
		}
		read, err := layout.Read("f.xlsx", []table.Grid{grid}, &found.Description, known{})
		if err != nil {
			t.Fatalf("what was detected cannot be read: %v", err)
		}
		seen := map[table.Place]bool{}
		for _, value := range read {
			if seen[value.Places.Number] || value.Places.Number.Row != value.Row {
				t.Fatalf("%v was read twice or in another row than %d", value.Places.Number, value.Row)
			}
			seen[value.Places.Number] = true
		}
	})
}

// The upper row of a header may have nothing over the first column of numbers, nor on its
// left; and what stands over one table says nothing about the one beside it. The headings
// are read off the tables by eye.
func TestUpperRowOfHeaderMayBeEmpty(t *testing.T) {
	lines, _ := readings(t, "2023年.csv", sheetOf("", `
||当月|
指标|1-8月|7月|8月
原煤产量（万吨）|52345.6|6400|6543.2`))
	want := []string{"原煤产量||YTD|2023-08|52345.6|万吨|||B3", "原煤产量||M|2023-07|6400|万吨|||C3", "原煤产量||M|2023-08|6543.2|万吨|||D3"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}

	lines, understood := readings(t, "2023年.csv", sheetOf("", `
指标|当月||指标||
|7月|8月||1-7月|1-8月
原煤产量（万吨）|6400|6543.2|发电量（亿千瓦时）|860|980.25
焦炭产量（万吨）|38|39|天然气产量（亿立方米）|30|35`))
	want = []string{"原煤产量||M|2023-07|6400|万吨|||B3", "原煤产量||M|2023-08|6543.2|万吨|||C3",
		"焦炭产量||M|2023-07|38|万吨|||B4", "焦炭产量||M|2023-08|39|万吨|||C4",
		"发电量||YTD|2023-07|860|亿千瓦时|||E3", "发电量||YTD|2023-08|980.25|亿千瓦时|||F3",
		"天然气产量||YTD|2023-07|30|亿立方米|||E4", "天然气产量||YTD|2023-08|35|亿立方米|||F4"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if len(understood.Description.Tables) != 2 {
		t.Errorf("%d tables, want the two that stand side by side", len(understood.Description.Tables))
	}
}
