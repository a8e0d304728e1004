package layout_test

import (
	"strings"
	"testing"
)

// Two years side by side: which growth belongs to which value, and whether a year is whole.
// A line is period, number and growth; each is read by eye.
func TestYearsSideBySide(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"growth behind the year before": {"主要指标\n指标|2023年1-8月|2022年1-8月|同比增长（%）\n煤炭产量|500|480|4.2\n发电量|20|18|9",
			"YTD|2023-08|500|4.2\nYTD|2022-08|480|\nYTD|2023-08|20|9\nYTD|2022-08|18|"},
		"growth behind the later year": {"主要指标\n指标|2022年|2023年|增速（%）\n煤炭产量|480|500|4.2\n发电量|18|20|9",
			"A|2022|480|\nA|2023|500|4.2\nA|2022|18|\nA|2023|20|9"},
		"each year with its growth": {"主要指标\n指标|2023年|增速|2022年|增速\n煤炭产量|500|4.2|480|1.5\n发电量|20|9|18|2",
			"A|2023|500|4.2\nA|2022|480|1.5\nA|2023|20|9\nA|2022|18|2"},
		"years of a title of months": {"2023年1-8月主要指标\n指标|2023年|2022年|增长（%）\n煤炭产量|500|480|4.2\n发电量|20|18|9",
			"YTD|2023-08|500|4.2\nYTD|2022-08|480|\nYTD|2023-08|20|9\nYTD|2022-08|18|"},
		"years of a title of a half": {"2023年上半年主要指标\n指标|2022年|2023年\n煤炭产量|480|500\n发电量|18|20",
			"S|2022-S1|480|\nS|2023-S1|500|\nS|2022-S1|18|\nS|2023-S1|20|"},
		"whole years beside the months of the title": {"2023年1-8月主要指标\n指标|2021年|2022年|1-8月\n煤炭产量|470|480|500\n发电量|17|18|20",
			"A|2021|470|\nA|2022|480|\nYTD|2023-08|500|\nA|2021|17|\nA|2022|18|\nYTD|2023-08|20|"},
		"a whole year in December": {"2023年1-12月主要指标\n指标|2022年|2023年\n煤炭产量|480|500\n发电量|18|20",
			"A|2022|480|\nA|2023|500|\nA|2022|18|\nA|2023|20|"},
	} {
		t.Run(name, func(t *testing.T) {
			lines, _ := readings(t, "f.xlsx", sheetOf("s", test.text))
			var got []string
			for _, line := range lines {
				parts := strings.Split(line, "|")
				got = append(got, strings.Join([]string{parts[2], parts[3], parts[4], parts[6]}, "|"))
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
