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

// Tables whose years, months, quarters and areas stand in columns of their own, and tables
// beside each other. Each expectation is read off the table by eye; columns of a line as in
// TestTablesOfBulletins.
func TestLabelsInColumnsOfTheirOwn(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"bare years and months before the area": {`
年份|月份|地区|煤炭产量（万吨）|发电量（亿千瓦时）
2023|1|东胜区|40|3.1
2023|12|准格尔旗|41|3.2`, `
煤炭产量|东胜区|M|2023-01|40|万吨|||D2
发电量|东胜区|M|2023-01|3.1|亿千瓦时|||E2
煤炭产量|准格尔旗|M|2023-12|41|万吨|||D3
发电量|准格尔旗|M|2023-12|3.2|亿千瓦时|||E3`},
		"months before years, and the area behind the numbers": {`
月|年|煤炭产量（万吨）|旗区
8|2023|40|东胜区
9|2023|41|准格尔旗`, `
煤炭产量|东胜区|M|2023-08|40|万吨|||C2
煤炭产量|准格尔旗|M|2023-09|41|万吨|||C3`},
		"quarters": {`
年度|季度|地区|煤炭产量（万吨）
2023|1|东胜区|50
2023|二|东胜区|51
2023|4季度|东胜区|52`, `
煤炭产量|东胜区|Q|2023-Q1|50|万吨|||D2
煤炭产量|东胜区|Q|2023-Q2|51|万吨|||D3
煤炭产量|东胜区|Q|2023-Q4|52|万吨|||D4`},
		"one value a row, with its year": {`
指标|地区|年份|数值|单位
煤炭产量|东胜区|2023|500|万吨
发电量|准格尔旗|2022|28.5|亿千瓦时`, `
煤炭产量|东胜区|A|2023|500|万吨|||D2
发电量|准格尔旗|A|2022|28.5|亿千瓦时|||D3`},
		"side by side, each with its title": {`
2023年煤炭产量|||2022年焦炭产量||
旗区|产量（万吨）|同比%|旗区|产量（万吨）|同比%
东胜区|500|1.5|达拉特旗|100|2
准格尔旗|29000|-2|伊金霍洛旗|800|3`, `
煤炭产量|东胜区|A|2023|500|万吨|1.5||B3
煤炭产量|准格尔旗|A|2023|29000|万吨|-2||B4
焦炭产量|达拉特旗|A|2022|100|万吨|2||E3
焦炭产量|伊金霍洛旗|A|2022|800|万吨|3||E4`},
		"side by side below one title, the right one shorter": {`
2023年分旗区煤炭产量
旗区|煤炭产量（万吨）||旗区|煤炭产量（万吨）
东胜区|500||达拉特旗|100
准格尔旗|29000|||`, `
煤炭产量|东胜区|A|2023|500|万吨|||B3
煤炭产量|准格尔旗|A|2023|29000|万吨|||B4
煤炭产量|达拉特旗|A|2023|100|万吨|||E3`},
		"a plan, last year's value and a difference are not the value": {`
2024年1-6月鄂尔多斯市工业产品产量
产品|单位|年度计划|本月|本月止累计|去年同期累计|增减量|比上年增减（万吨）|增减%
原煤|万吨|80000|6500|39000|38000|1000|1000|2.63`, `
原煤产量|鄂尔多斯市|M|2024-06|6500|万吨|||D3
原煤产量|鄂尔多斯市|YTD|2024-06|39000|万吨|2.63||E3`},
		"in English": {`
Region|Indicator|Unit|Year|Month|Value
东胜区|煤炭产量|万吨|2024|3|41`, `
煤炭产量|东胜区|M|2024-03|41|万吨|||F2`},
		"units above the growth, and below a difference": {`
2024年6月各旗区主要指标
地区|煤炭产量（万吨）|煤炭产量（万吨）|发电量|发电量
|本年累计|同比增长%|本月|比上年同期增减
|||亿千瓦时|亿千瓦时
东胜区|3000|2.0|3.1|0.2`, `
煤炭产量|东胜区|YTD|2024-06|3000|万吨|2.0||B5
发电量|东胜区|M|2024-06|3.1|亿千瓦时|||D5`},
		"English months": {`
Indicator|Unit|Jan 2024|Jan–Mar 2024|Q2 2024
煤炭产量|万吨|6500|19000|20000`, `
煤炭产量||M|2024-01|6500|万吨|||C2
煤炭产量||YTD|2024-03|19000|万吨|||D2
煤炭产量||Q|2024-Q2|20000|万吨|||E2`},
		"growth and shares in rows of their own": {`
2024年1-6月各旗区主要经济指标
指标名称|单位|全市|东胜区
煤炭产量|万吨|38000|3000
  同比增长|%|2.1|-1.0
占全市比重|%|100|7.9
发电量|亿千瓦时|600|90
增速（%）||5|—
位次|位||2`, `
煤炭产量|全市|YTD|2024-06|38000|万吨|2.1||C3
煤炭产量|东胜区|YTD|2024-06|3000|万吨|-1.0||D3
发电量|全市|YTD|2024-06|600|亿千瓦时|5||C6
发电量|东胜区|YTD|2024-06|90|亿千瓦时|—||D6`},
		"a row without its numbers": {`
指标|单位|2023年|2024年
煤炭产量|万吨|78000|80000
焦炭产量|万吨||
发电量|亿千瓦时|1500|1600`, `
煤炭产量||A|2023|78000|万吨|||C2
煤炭产量||A|2024|80000|万吨|||D2
发电量||A|2023|1500|亿千瓦时|||C4
发电量||A|2024|1600|亿千瓦时|||D4`},
		"months typed as dates": {`
指标|单位|2024-01-01|2024-02-01
煤炭产量|万吨|6500|6400`, `
煤炭产量||M|2024-01|6500|万吨|||C2
煤炭产量||M|2024-02|6400|万吨|||D2`},
		"amounts that look like months": {`
地区|煤炭产量（万吨）|发电量（亿千瓦时）
2023年||
东胜区|2001.12|2023.08
准格尔旗|2000.5|1999.9`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			title := "t.xlsx"
			if name == "amounts that look like months" {
				title = "2023年.xlsx"
				test.want = `
煤炭产量|东胜区|A|2023|2001.12|万吨|||B3
发电量|东胜区|A|2023|2023.08|亿千瓦时|||C3
煤炭产量|准格尔旗|A|2023|2000.5|万吨|||B4
发电量|准格尔旗|A|2023|1999.9|亿千瓦时|||C4`
			}
			lines, _ := readings(t, title, sheetOf("Sheet1", test.text))
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(test.want), "\n"), lines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A table of a plan prints its targets under years, as actual values are printed: whoever
// hands it in is asked to look.
func TestTablesOfPlansAreSaid(t *testing.T) {
	for title, want := range map[string]bool{"“十四五”主要指标": true, "2025年发展目标": true, "2023年主要指标": false} {
		_, found := readings(t, "t.xlsx", sheetOf("Sheet1", title+"\n指标|单位|2020年|2025年\n煤炭产量|万吨|1|2"))
		said := slices.ContainsFunc(found.Sentences, func(said *metrics.Problem) bool { return said.Key == "layout.said.perhaps_targets" })
		if said != want {
			t.Errorf("%s: said %v, want %v", title, said, want)
		}
	}
}

// 预计, 快报 and 预测 behind a period give its values a status; 修订 gives none, and neither
// does a missing value.
func TestStatusOfHeadings(t *testing.T) {
	grid := sheetOf("Sheet1", `
指标|单位|2022年（修订数）|2023年快报|2024年（预计）|2025年预测数
煤炭产量|万吨|1|2|3|4
焦炭产量|万吨|1|—|3|4`)
	grids := []table.Grid{grid}
	found, err := layout.Detect("t.xlsx", grids, known{})
	if err != nil {
		t.Fatal(err)
	}
	read, err := layout.Read("t.xlsx", grids, &found.Description, known{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, value := range read {
		got = append(got, value.Indicator+" "+value.Period+" "+value.Number+" "+value.Status)
	}
	want := []string{"煤炭产量 2022 1 ", "煤炭产量 2023 2 P", "煤炭产量 2024 3 E", "煤炭产量 2025 4 F",
		"焦炭产量 2022 1 ", "焦炭产量 2023 — ", "焦炭产量 2024 3 E", "焦炭产量 2025 4 F"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
