package ingest_test

import (
	"context"
	"testing"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// Months without the word 月 in a text file, from its title to what readers see: what
// stands below 1 is of January. Fewer than twelve are refused by what they are, not by
// the columns that a tidy table would have.
func TestBareMonthsInATextFile(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.load("actuals", "2023年原煤产量,,,,,,,,,,,,\n指标,1,2,3,4,5,6,7,8,9,10,11,12\n煤炭产量,11,12,13,14,15,16,17,18,19,20,21,22\n")
	values := b.values(metrics.Vintage{})
	if len(values) != 12 || values["COAL-OUTPUT 150600 2023-01"] != "11" || values["COAL-OUTPUT 150600 2023-12"] != "22" {
		t.Errorf("%v", values)
	}
	for text, want := range map[string]string{
		"2023年原煤产量,,,\n指标,1,2,3\n煤炭产量,11,12,13\n":                                         "layout.bare_numbers",
		"指标,1,2,3\n煤炭产量,11,12,13\n":                                                       "layout.bare_numbers",
		"指标,1,2,3,4,5,6,7,8,9,10,11,12\n煤炭产量,11,12,13,14,15,16,17,18,19,20,21,22\n":       "layout.no_year",
		"指标,单位,1,2,3,4,5,6,7,8,9,10,11,12\n煤炭产量,万吨,11,12,13,14,15,16,17,18,19,20,21,22\n": "layout.no_year",
		"指标,地区,1,2,3,4,5,6,7,8,9,10,11\n煤炭产量,伊旗,11,12,13,14,15,16,17,18,19,20,21\n":       "layout.bare_numbers",
	} {
		if _, err := b.importer.Import(context.Background(), b.submission("actuals", text)); problemKey(err) != want {
			t.Errorf("%s got %v, want %s", text, err, want)
		}
	}
}
