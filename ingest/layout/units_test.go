package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Where agencies write the unit of a whole table. A line is indicator, number and unit.
func TestUnitsOfTables(t *testing.T) {
	const rows = "\n地区|一般公共预算收入|地区生产总值\n东胜区|500|800"
	both := []string{"一般公共预算收入|500|万元", "地区生产总值|800|万元"}
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"in the title":                 {"2023年财政情况（万元）" + rows, both},
		"in the title with another":    {"2023年财政情况（万元、%）" + rows, both},
		"alone at the right":           {"2023年财政情况\n||（万元）" + rows, both},
		"alone without brackets":       {"2023年财政情况\n||万元" + rows, both},
		"behind a word without colon":  {"2023年财政情况\n||单位 万元" + rows, both},
		"behind a word in brackets":    {"2023年财政情况\n||计量单位（万元）" + rows, both},
		"of money":                     {"2023年财政情况\n||金额单位：万元" + rows, both},
		"over the names":               {"2023年财政情况\n地区（万元）|一般公共预算收入|地区生产总值\n东胜区|500|800", both},
		"of one column only":           {"2023年财政情况（万元）\n地区|一般公共预算收入|常住人口（万人）\n东胜区|500|57", []string{"一般公共预算收入|500|万元", "常住人口|57|万人"}},
		"how often is no unit":         {"2023年财政情况（月）" + rows, []string{"一般公共预算收入|500|", "地区生产总值|800|"}},
		"a title above tells no units": {"2023年财政情况" + rows, []string{"一般公共预算收入|500|", "地区生产总值|800|"}},
		"of the first of two tables": {"2023年财政情况\n||单位：万元" + rows + "\n续：财政情况\n地区|一般公共预算收入|常住人口（万人）\n准格尔旗|600|36",
			append(both[:2:2], "一般公共预算收入|600|万元", "常住人口|36|万人")},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				parts := strings.Split(line, "|")
				got = append(got, strings.Join([]string{parts[0], parts[4], parts[5]}, "|"))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A line of several units: each name takes the only one in which it is measured. The names
// of these tests measure 焦炭产量 in 吨 and in 万吨.
func TestUnitsOfNames(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"of the rows":             {"2023年指标\n单位：万吨、亿千瓦时\n指标|数值\n煤炭产量|5\n发电量|6", "万吨 亿千瓦时"},
		"a share beside one unit": {"2023年指标\n单位：亿元、%\n指标|数值\n地区生产总值|5\n城镇化率|79", "亿元 %"},
		"of the columns":          {"2023年指标\n单位：万吨、亿千瓦时\n地区|煤炭产量|发电量\n东胜区|5|6", "万吨 亿千瓦时"},
		"of two that both fit":    {"2023年指标\n单位：万吨、吨\n指标|数值\n焦炭产量|5\n煤炭产量|6", "layout.units_unclear"},
	} {
		grid := []table.Grid{sheetOf("s", test.text)}
		got := ""
		found, err := layout.Detect("f.xlsx", grid, known{})
		if problem := metrics.AsProblem(err); problem != nil {
			got = problem.Key
		} else if read, err := layout.Read("f.xlsx", grid, &found.Description, known{}); err != nil {
			t.Fatal(err)
		} else {
			for i := range read {
				got += " " + read[i].Unit
			}
		}
		if strings.TrimSpace(got) != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

// A heading of two rows whose upper row begins far to the right is read and not stumbled
// over.
func TestUpperHeadingFarRight(t *testing.T) {
	grid := sheetOf("s", "2023年\n||某某\n地区|一般公共预算收入|地区生产总值\n东胜区|500|800")
	found, err := layout.Detect("f.xlsx", []table.Grid{grid}, known{})
	if err != nil {
		t.Fatal(err)
	}
	if read, err := layout.Read("f.xlsx", []table.Grid{grid}, &found.Description, known{}); err != nil || len(read) != 2 {
		t.Errorf("got %d values and %v, want two", len(read), err)
	}
}
