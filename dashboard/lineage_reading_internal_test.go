package dashboard

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/ingest"
)

// 1.2万 of an indicator in 个 is 1.2 × 10000; 35,000 吨 of one in 万吨 is 35000 ÷ 10000.
func TestReadingOfACell(t *testing.T) {
	for cell, want := range map[string]struct {
		value       string
		same        bool
		times, part string
	}{
		"2.58":   {"2.58", true, "0", "0"},
		"2.50":   {"2.5", true, "0", "0"},
		"1.2万":   {"12000", false, "10000", "0"},
		"35,000": {"3.5", false, "0", "10000"},
		"是":      {"1", false, "0", "0"},
		"3":      {"2", false, "0", "0"}, // no conversion gives 2
		"0":      {"5", false, "0", "0"},
	} {
		excerpt := ingest.Excerpt{Column: 1, Rows: []ingest.ExcerptRow{{Number: 1, Cells: []string{"x", "y"}}, {Number: 2, Cells: []string{"name", cell}, Own: true}}}
		got := readingOf(excerpt, decimal.NewNullDecimal(decimal.RequireFromString(want.value)))
		if got == nil || got.Text != cell || got.Same != want.same || got.Times.String() != want.times || got.Parts.String() != want.part {
			t.Errorf("%s: %+v", cell, got)
		}
	}
	written := CellReading{Number: decimal.NewNullDecimal(decimal.RequireFromString("1234.5")), Unit: "亿吨"}
	if got := written.Written(); got != "1,234.5亿吨" {
		t.Errorf("written as %s", got)
	}
	if got := readingOf(ingest.Excerpt{Column: -1}, decimal.NullDecimal{}); got != nil {
		t.Errorf("a cell that is not shown was read: %+v", got)
	}
}
