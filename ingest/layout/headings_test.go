package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Headings that agencies use beside the plain ones. A line is indicator, area, frequency,
// period, number, unit and growth, read by eye.
func TestHeadingsOfAgencies(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"ranks among others": {"2023年1-8月各旗区地区生产总值\n旗区|总量（亿元）|全市位次|增速（%）|全市位次\n东胜区|43|4|6.5|3\n准格尔旗|73|2|7.5|1", `
地区生产总值|东胜区|YTD|2023-08|43|亿元|6.5
地区生产总值|准格尔旗|YTD|2023-08|73|亿元|7.5`},
		"this year and last year": {"2023年主要指标\n指标|今年1-8月|去年1-8月|增减（%）\n发电量|20|19|5.3\n常住人口|57|56|1.8", `
发电量||YTD|2023-08|20||5.3
常住人口||YTD|2023-08|57||1.8`},
		"the same period of a year": {"主要指标\n指标|2023年1-8月|2022年同期|增长（%）\n发电量|20|19|5.3\n常住人口|57|56|1.8", `
发电量||YTD|2023-08|20||5.3
常住人口||YTD|2023-08|57||1.8`},
		"up to this month": {"2023年8月主要指标\n指标|本月|本月止累计\n发电量|3|20\n煤炭产量|7|50", `
发电量||M|2023-08|3||
发电量||YTD|2023-08|20||
煤炭产量||M|2023-08|7||
煤炭产量||YTD|2023-08|50||`},
		"growth without its value, in a column": {"2023年各旗区指标\n地区|地区生产总值（亿元）|规模以上工业增加值增长（%）\n东胜区|43|6.5\n准格尔旗|73|7.5", `
地区生产总值|东胜区|A|2023|43|亿元|
规模以上工业增加值增速|东胜区|A|2023|6.5|%|
地区生产总值|准格尔旗|A|2023|73|亿元|
规模以上工业增加值增速|准格尔旗|A|2023|7.5|%|`},
		"growth without its value, in a row": {"2023年主要指标\n指标|单位|总量|增速（%）\n地区生产总值|亿元|430|6.1\n固定资产投资|亿元|—|21.3\n发电量|亿千瓦时|—|3", `
地区生产总值||A|2023|430|亿元|6.1
固定资产投资增速||A|2023|21.3|%|
发电量||A|2023|—|亿千瓦时|3`},
		"difference of a share": {"2023年主要指标\n指标|单位|实际|比上年±\n城镇化率|%|79.3|0.7\n发电量|亿千瓦时|20|3", `
城镇化率||A|2023|79.3|%|0.7个百分点
发电量||A|2023|20|亿千瓦时|3`},
		"names of a database": {"数据库：月度数据\n指标|2023年8月|2023年7月\n煤炭产量_当期值(万吨)|7|6\n煤炭产量_累计值(万吨)|50|43\n煤炭产量_同比增长(%)|2|1\n煤炭产量_累计增长(%)|3|4", `
煤炭产量||M|2023-08|7|万吨|2
煤炭产量||M|2023-07|6|万吨|1
煤炭产量||YTD|2023-08|50|万吨|3
煤炭产量||YTD|2023-07|43|万吨|4`},
		"growths of a database that name no value of the table": {"数据库：月度数据\n指标|2023年8月|2023年7月\n煤炭产量_同比增长(%)|2|1\n煤炭产量_当期值(万吨)|7|6\n煤炭产量_累计增长(%)|3|4\n焦炭产量_同比增长(%)|8|9", `
煤炭产量||M|2023-08|7|万吨|2
煤炭产量||M|2023-07|6|万吨|1`},
		"two languages": {"2023年主要指标\n指标|单位|2022年|2023年\nIndicator|Unit|2022|2023\n发电量 Electricity generation|亿千瓦时|19|20", `
发电量||A|2022|19|亿千瓦时|
发电量||A|2023|20|亿千瓦时|`},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				got = append(got, strings.Join(strings.Split(line, "|")[:7], "|"))
			}
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(test.want), "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
