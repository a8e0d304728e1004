package layout_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// numbers writes the numbers from 1 as cells.
func numbers(last int) string {
	var cells []string
	for number := 1; number <= last; number++ {
		cells = append(cells, strconv.Itoa(number))
	}
	return strings.Join(cells, "|")
}

// A year of months without the word 月, with the year in the title, in a merged cell
// above, and twice above a run for each year. The value of each month is its number; the
// second year begins at 1 again in the columns behind.
func TestBareMonths(t *testing.T) {
	for name, test := range map[string]struct {
		grid  table.Grid
		years []int
	}{
		"in the title":    {sheetOf("s", "2023年主要产品产量\n指标|"+numbers(12)+"\n煤炭产量|"+numbers(12)+"\n发电量|"+numbers(12)), []int{2023}},
		"merged above":    {sheetOf("s", "指标|2023年\n|"+numbers(12)+"\n煤炭产量|"+numbers(12)+"\n发电量|"+numbers(12), table.Range{FirstRow: 1, LastRow: 2, FirstColumn: 1, LastColumn: 1}, table.Range{FirstRow: 1, LastRow: 1, FirstColumn: 2, LastColumn: 13}), []int{2023}},
		"in a CSV file":   {sheetOf("", "指标|2023年\n|"+numbers(12)+"\n煤炭产量|"+numbers(12)+"\n发电量|"+numbers(12)), []int{2023}},
		"of two years":    {sheetOf("s", "指标|2022年"+strings.Repeat("|", 12)+"2023年\n|"+numbers(12)+"|"+numbers(12)+"\n煤炭产量|"+numbers(12)+"|"+numbers(12)+"\n发电量|"+numbers(12)+"|"+numbers(12)), []int{2022, 2023}},
		"behind the unit": {sheetOf("s", "2023年主要产品产量\n指标|单位|"+numbers(12)+"\n煤炭产量|万吨|"+numbers(12)+"\n发电量|万吨|"+numbers(12)), []int{2023}},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", test.grid)
			var got, want []string
			for _, line := range lines {
				got = append(got, strings.Join(strings.Split(line, "|")[:5], "|"))
			}
			for _, indicator := range []string{"煤炭产量", "发电量"} {
				for _, year := range test.years {
					for month := 1; month <= 12; month++ {
						want = append(want, fmt.Sprintf("%s||M|%d-%02d|%d", indicator, year, month, month))
					}
				}
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// What is not a whole year of months is refused with a sentence about the numbers; a
// whole one without a year with the sentence about the year.
func TestBareNumbersThatMayMeanAnything(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"four of a year":      {"2023年主要产品产量\n指标|1|2|3|4\n煤炭产量|10|20|30|40\n发电量|1|2|3|5", "layout.bare_numbers"},
		"eight of a year":     {"指标|2023年\n|1|2|3|4|5|6|7|8\n煤炭产量|10|20|30|40|5|6|7|8\n发电量|1|2|3|5|5|6|7|8", "layout.bare_numbers"},
		"months of no year":   {"主要产品产量\n指标|" + numbers(12) + "\n煤炭产量|" + numbers(12), "layout.no_year"},
		"numbers out of line": {"2023年主要产品产量\n指标|2|1|3\n煤炭产量|10|20|30", "layout.no_header"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := layout.Detect("f.xlsx", []table.Grid{sheetOf("s", test.text)}, known{})
			if problem := metrics.AsProblem(err); problem == nil || problem.Key != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// A line that numbers the columns of a table is none of months.
func TestNumberedColumnsAreNoMonths(t *testing.T) {
	heads := "指标"
	for year := 2010; year < 2022; year++ {
		heads += fmt.Sprintf("|%d年", year)
	}
	lines, _ := readings(t, "f.xlsx", sheetOf("s", heads+"\n甲|"+numbers(12)+"\n煤炭产量|"+strings.Repeat("7|", 11)+"7"))
	if len(lines) != 12 || !strings.HasPrefix(lines[0], "煤炭产量||A|2010|7|") || !strings.HasPrefix(lines[11], "煤炭产量||A|2021|7|") {
		t.Errorf("got %s", strings.Join(lines, "\n"))
	}
	lines, _ = readings(t, "f.xlsx", sheetOf("s", heads+"\n|"+numbers(12)+"\n煤炭产量|"+strings.Repeat("7|", 11)+"7"))
	if len(lines) != 12 || !strings.HasPrefix(lines[0], "煤炭产量||A|2010|7|") {
		t.Errorf("got %s", strings.Join(lines, "\n"))
	}
}
