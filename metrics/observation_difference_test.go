package metrics_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

func TestFieldDifferences(t *testing.T) {
	before := metrics.Observation{Value: decimal.NewNullDecimal(decimal.RequireFromString("89000.0")), Status: metrics.StatusProvisional,
		Released: metrics.NewDate(2024, 2, 28), Note: "快报"}
	after := before
	after.Value = decimal.NewNullDecimal(decimal.RequireFromString("89000"))
	after.Lineage.Row = 7
	if found := metrics.FieldDifferences(&before, &after); len(found) > 0 {
		t.Errorf("one number with and without a zero at its end, read in another row: %v", found)
	}
	after.Status, after.Note, after.Released = metrics.StatusNormal, "", metrics.NewDate(2024, 3, 1)
	after.YearOnYear = decimal.NewNullDecimal(decimal.RequireFromString("4.2"))
	want := []metrics.FieldDifference{{"status", "P", "A"}, {"year_on_year", "", "4.2"}, {"released", "2024-02-28", "2024-03-01"}, {"note", "快报", ""}}
	if diff := cmp.Diff(want, metrics.FieldDifferences(&before, &after)); diff != "" {
		t.Error(diff)
	}
}
