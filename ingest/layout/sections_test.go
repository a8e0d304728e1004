package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Headings between the rows, and names that stand once for several rows. A line is
// indicator, area, period, number and unit, as a person reads it.
func TestSectionsAndBlanks(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"headings of areas": {"2023年各旗区主要指标\n指标|数值\n东胜区\n常住人口|57\n发电量|20\n准格尔旗\n常住人口|36", `
常住人口|东胜区|2023|57|
发电量|东胜区|2023|20|
常住人口|准格尔旗|2023|36|`},
		"numbered headings of areas, with parts": {"2023年主要指标\n指标|数值\n一、东胜区\n（一）能源\n发电量|20\n（二）人口\n常住人口|57\n二、准格尔旗\n常住人口|36", `
发电量|东胜区|2023|20|
常住人口|东胜区|2023|57|
常住人口|准格尔旗|2023|36|`},
		"a heading that is no known area": {"2023年主要指标\n指标|数值\n东胜区\n常住人口|57\n某某旗\n常住人口|3", `
常住人口|东胜区|2023|57|
常住人口|某某旗|2023|3|`},
		"an area that has a row of its own": {"2023年主要指标\n指标|数值\n东胜区|—\n常住人口|57\n准格尔旗|—\n常住人口|36", `
东胜区|东胜区|2023|—|
常住人口|东胜区|2023|57|
准格尔旗|准格尔旗|2023|—|
常住人口|准格尔旗|2023|36|`},
		"headings of years over months": {"煤炭产量\n月份|数量\n2022年\n1月|50\n2月|49\n2023年\n1月|60", `
煤炭产量||2022-01|50|
煤炭产量||2022-02|49|
煤炭产量||2023-01|60|`},
		"headings of years over indicators": {"主要指标\n指标|数值\n2022年\n发电量|20\n常住人口|57\n2023年\n发电量|21", `
发电量||2022|20|
常住人口||2022|57|
发电量||2023|21|`},
		"headings with units": {"2023年主要指标\n指标|数值\n一、财政（万元）\n一般公共预算收入|50\n二、产量（吨）\n（一）能源\n煤炭产量|60\n焦炭产量（万吨）|7\n三、其他\n常住人口|57", `
一般公共预算收入||2023|50|万元
煤炭产量||2023|60|吨
焦炭产量||2023|7|万吨
常住人口||2023|57|`},
		"an area that stands once": {"2023年统计\n地区|指标|数值\n东胜区|发电量|20\n|常住人口|57\n准格尔旗|发电量|21\n|常住人口|36", `
发电量|东胜区|2023|20|
常住人口|东胜区|2023|57|
发电量|准格尔旗|2023|21|
常住人口|准格尔旗|2023|36|`},
		"an indicator that stands once": {"2023年统计\n指标|地区|数值\n发电量|东胜区|20\n|准格尔旗|21\n常住人口|东胜区|57\n|准格尔旗|36", `
发电量|东胜区|2023|20|
发电量|准格尔旗|2023|21|
常住人口|东胜区|2023|57|
常住人口|准格尔旗|2023|36|`},
		"a year that stands once": {"统计\n年份|月份|煤炭产量|发电量\n2022年|11月|50|2\n|12月|51|3\n2023年|1月|60|4", `
煤炭产量||2022-11|50|
发电量||2022-11|2|
煤炭产量||2022-12|51|
发电量||2022-12|3|
煤炭产量||2023-01|60|
发电量||2023-01|4|`},
		"blank from the first row on is nothing above": {"2023年统计\n地区|指标|数值\n|发电量|200\n东胜区|发电量|20\n|常住人口|220", `
发电量||2023|200|
发电量|东胜区|2023|20|
常住人口||2023|220|`},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				parts := strings.Split(line, "|")
				got = append(got, strings.Join([]string{parts[0], parts[1], parts[3], parts[4], parts[5]}, "|"))
			}
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(test.want), "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
