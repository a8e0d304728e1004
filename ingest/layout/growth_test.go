package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Tables of growths and differences, read by eye. A line is indicator, frequency, period,
// number, unit and growth.
func TestGrowthsAndDifferences(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"a title of growths, indicators in columns": {"2023年1-8月各旗区主要指标增速\n旗区|规模以上工业增加值|固定资产投资|城镇化率\n东胜区|6.5|-2.3|79", `
规模以上工业增加值增速|YTD|2023-08|6.5|%|
固定资产投资增速|YTD|2023-08|-2.3|%|
城镇化率|YTD|2023-08|79||`},
		"a title of growths, indicators in rows": {"2023年主要指标增长情况\n单位：%\n指标|数值\n规模以上工业增加值|6.5\n固定资产投资|-2.3", `
规模以上工业增加值增速|A|2023|6.5|%|
固定资产投资增速|A|2023|-2.3|%|`},
		"a title of both":                    {"2023年主要指标及增速\n指标|数值\n发电量|6.5\n煤炭产量|2.3", "发电量|A|2023|6.5||\n煤炭产量|A|2023|2.3||"},
		"a title of growth over amounts":     {"2023年经济增长情况\n指标|数值\n发电量|650\n煤炭产量|2.3", "发电量|A|2023|650||\n煤炭产量|A|2023|2.3||"},
		"a title of growth over other units": {"2023年经济增长情况\n指标|单位|数值\n发电量|亿千瓦时|6.5", "发电量|A|2023|6.5|亿千瓦时|"},
		"differences that add up": {"主要指标\n指标|单位|2022年|2023年|增减\n煤炭产量|万吨|480|500|20\n发电量|亿千瓦时|18|20|2", `
煤炭产量|A|2022|480|万吨|
煤炭产量|A|2023|500|万吨|
发电量|A|2022|18|亿千瓦时|
发电量|A|2023|20|亿千瓦时|`},
		"percentages under the same heading": {"主要指标\n指标|单位|2022年|2023年|增减\n煤炭产量|万吨|480|500|4.2\n城镇化率|%|78.6|79.3|0.7", `
煤炭产量|A|2022|480|万吨|
煤炭产量|A|2023|500|万吨|4.2
城镇化率|A|2022|78.6|%|
城镇化率|A|2023|79.3|%|0.7个百分点`},
		"growths below a heading without a year": {"主要指标\n指标|2023年||2022年||同比增长（%）|\n|8月|1-8月|8月|1-8月|8月|1-8月\n发电量|3|20|2|18|5|9", `
发电量|M|2023-08|3||5
发电量|YTD|2023-08|20||9
发电量|M|2022-08|2||
发电量|YTD|2022-08|18||`},
		"a year and a month in characters": {"二〇二三年八月主要指标\n指标|数值\n发电量|3\n煤炭产量|5", "发电量|M|2023-08|3||\n煤炭产量|M|2023-08|5||"},
		"months in characters":             {"二〇二三年一至八月主要指标\n指标|数值\n发电量|3\n煤炭产量|5", "发电量|YTD|2023-08|3||\n煤炭产量|YTD|2023-08|5||"},
		"a budget": {"2023年1-8月收支\n项目|年初预算数|累计执行数|占预算%|上年同期|增长%\n一般公共预算收入|84|56|66.8|58|-4.5", `
一般公共预算收入|YTD|2023-08|56||-4.5`},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				parts := strings.Split(line, "|")
				got = append(got, strings.Join(append(parts[:1:1], parts[2:7]...), "|"))
			}
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(test.want), "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whole years in rows below a title of eight months may be whole or not.
func TestYearsOfRowsUnderAPartOfAYear(t *testing.T) {
	for titles, want := range map[string]string{"2023年1-8月煤炭产量": "layout.years_partial", "2023年1-12月煤炭产量": "", "煤炭产量": ""} {
		_, err := layout.Detect("f.xlsx", []table.Grid{sheetOf("s", titles+"\n年份|数量\n2021年|5\n2022年|6\n2023年|7")}, known{})
		got := ""
		if problem := metrics.AsProblem(err); problem != nil {
			got = problem.Key
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", titles, got, want)
		}
	}
}
