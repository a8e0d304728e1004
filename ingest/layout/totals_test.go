package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// 合计 is read for the area that the title names or of which its neighbours are the parts,
// and left out where nobody can tell. The names of these tests know a total beside 东胜区
// and one below a title. A line is area and number.
func TestTotals(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"of the area of the title": {"2023年准格尔旗常住人口\n地区|常住人口\n合计|36\n薛家湾镇|12", "准格尔旗 36\n薛家湾镇 12"},
		"of all banners":           {"2023年各旗区常住人口\n地区|常住人口\n合计|220\n东胜区|57\n康巴什区|13", " 220\n东胜区 57\n康巴什区 13"},
		"of nobody knows what":     {"2023年常住人口\n地区|常住人口\n合计|50\n准格尔旗|36\n达拉特旗|32", "准格尔旗 36\n达拉特旗 32"},
		"that says of what":        {"2023年常住人口\n地区|常住人口\n全市合计|220\n准格尔旗|36\n达拉特旗|32", " 220\n准格尔旗 36\n达拉特旗 32"},
		"in a column":              {"2023年主要指标\n指标|合计|东胜区|康巴什区\n常住人口|220|57|13", " 220\n东胜区 57\n康巴什区 13"},
		"in an unclear column":     {"2023年主要指标\n指标|合计|准格尔旗|达拉特旗\n常住人口|50|36|32", "准格尔旗 36\n达拉特旗 32"},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				parts := strings.Split(line, "|")
				got = append(got, parts[1]+" "+parts[4])
			}
			if diff := cmp.Diff(strings.Split(test.want, "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A total of something else than areas is no area.
func TestTotalOfOthersIsUnclear(t *testing.T) {
	_, err := layout.Detect("f.xlsx", []table.Grid{sheetOf("s", "2023年常住人口\n地区|合计|男|女\n东胜区|57|30|27\n康巴什区|13|7|6")}, known{})
	if problem := metrics.AsProblem(err); problem == nil || !strings.Contains(problem.Arguments["columns"], "合计") {
		t.Errorf("got %v, want the column refused", err)
	}
}
