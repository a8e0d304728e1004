package layout_test

import (
	"strings"
	"testing"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// What a person reads as the period of a table from its titles, its sheet and its file;
// each line is read by eye.
func TestPeriodOfTitles(t *testing.T) {
	for name, test := range map[string]struct{ file, sheet, titles, want string }{
		"months in the title, month in the sheet":  {"f.xlsx", "2023年8月", "1-8月主要指标", "YTD|2023-08"},
		"months in the title, month in the file":   {"2023年8月月报.xlsx", "s", "1—8月主要指标", "YTD|2023-08"},
		"year and months apart":                    {"f.xlsx", "s", "2023年全市主要指标（1—8月）", "YTD|2023-08"},
		"year and months apart, months of no year": {"f.xlsx", "s", "全市1-8月主要指标（2023年）", "YTD|2023-08"},
		"bulletin of a month over months":          {"f.xlsx", "s", "统计月报（2023年8月）\n1-8月主要指标", "YTD|2023-08"},
		"compared with a year before":              {"f.xlsx", "s", "与2022年相比，2023年1-8月主要指标", "YTD|2023-08"},
		"printed in the month after":               {"f.xlsx", "s", "2023年1-8月主要指标\n制表日期：2023年9月12日", "YTD|2023-08"},
		"printed in the year after":                {"f.xlsx", "s", "1-12月主要指标\n2024年1月15日", "YTD|2023-12"},
		"printed, the year only there":             {"1-8月指标 2023-09-12.xlsx", "s", "1-8月主要指标", "YTD|2023-08"},
		"printed within the last month of it":      {"f.xlsx", "s", "1-8月主要指标\n（2023年8月20日）", "YTD|2022-08"},
		"line of the printer without a day":        {"f.xlsx", "s", "2023年1-8月主要指标\n填报日期：2023年9月", "YTD|2023-08"},
		"up to a day":                              {"f.xlsx", "s", "截至2023年8月31日主要指标", "M|2023-08"},
		"from day to day":                          {"f.xlsx", "s", "2023年1月1日—8月31日主要指标", "YTD|2023-08"},
		"year of the title, file of another year":  {"2024年1月.xlsx", "s", "2023年主要指标", "A|2023"},
		"month in the sheet, year in the title":    {"f.xlsx", "8月", "2023年主要指标", "M|2023-08"},
		"month behind a point":                     {"f.xlsx", "2023.8", "主要指标", "M|2023-08"},
		"months behind a point":                    {"月报2023.1-8.xlsx", "s", "主要指标", "YTD|2023-08"},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, test.file, sheetOf(test.sheet, test.titles+"\n指标|数值\n煤炭产量|5\n发电量|6"))
			if got := strings.Join(strings.Split(lines[0], "|")[2:4], "|"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A day on which a table was printed is not its period.
func TestDateOfPrintingIsNoPeriod(t *testing.T) {
	for _, title := range []string{"主要指标\n2023年9月12日", "主要指标\n制表日期：2023年9月"} {
		_, err := layout.Detect("f.xlsx", []table.Grid{sheetOf("s", title+"\n指标|数值\n煤炭产量|5\n发电量|6")}, known{})
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != "layout.no_period" {
			t.Errorf("%s: got %v, want layout.no_period", title, err)
		}
	}
}
