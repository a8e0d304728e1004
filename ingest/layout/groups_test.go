package layout_test

import (
	"testing"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// A column that parts an indicator is no mere order of the rows.
func TestGroupsThatPartAnIndicator(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"enterprises":                {"2023年\n企业|指标|数值\n甲公司|煤炭产量|5\n乙公司|发电量|6", "layout.groups_unclear"},
		"one indicator twice":        {"2023年\n组别|指标|数值\n前组|煤炭产量|5\n|发电量|6\n后组|煤炭产量|7", "layout.groups_unclear"},
		"themes":                     {"2023年\n类别|指标|数值\n能源|煤炭产量|5\n|发电量|6\n人口|常住人口|7", ""},
		"one indicator of two areas": {"2023年\n类别|地区|指标|数值\n能源|东胜区|煤炭产量|5\n能源|准格尔旗|煤炭产量|6", ""},
	} {
		_, err := layout.Detect("f.xlsx", []table.Grid{sheetOf("s", test.text)}, known{})
		got := ""
		if problem := metrics.AsProblem(err); problem != nil {
			got = problem.Key
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
