package metrics_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

func difference(indicator, before, after string) metrics.Difference {
	of := func(text string) metrics.KnownValue {
		switch text {
		case "":
			return metrics.KnownValue{}
		case "missing":
			return metrics.KnownValue{Revision: 1, Status: metrics.StatusMissing}
		}
		return metrics.KnownValue{Value: decimal.NewNullDecimal(decimal.RequireFromString(text)), Revision: 1, Status: metrics.StatusNormal}
	}
	return metrics.Difference{ObservationKey: metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: indicator}}, Before: of(before), After: of(after)}
}

// By hand: 78434 − 77800 = 634, 634 ÷ 77800 = 0.815 %; −2 to −3 is −1, of a size of 2
// that is −50 %; 0.5 ÷ 8 = 6.25 %, rounded away from zero to 6.3.
func TestDifferenceKindAmountPercent(t *testing.T) {
	for _, c := range []struct{ before, after, kind, amount, percent string }{
		{"", "5", "new", "", ""},
		{"missing", "5", "new", "", ""},
		{"5", "", "withdrawn", "", ""},
		{"5", "missing", "withdrawn", "", ""},
		{"77800", "78434", "revised", "634", "0.8"},
		{"-2", "-3", "revised", "-1", "-50"},
		{"8", "8.5", "revised", "0.5", "6.3"},
		{"0", "4", "revised", "4", ""},
		{"5.0", "5", "", "0", "0"},
		{"missing", "missing", "", "", ""},
		{"", "missing", "restated", "", ""},
	} {
		found := difference("A", c.before, c.after)
		text := func(value decimal.NullDecimal) string {
			if !value.Valid {
				return ""
			}
			return value.Decimal.String()
		}
		if got := string(found.Kind()); got != c.kind {
			t.Errorf("%s → %s is %q, want %q", c.before, c.after, got, c.kind)
		}
		if got := text(found.Amount()); got != c.amount {
			t.Errorf("%s → %s: amount %q, want %q", c.before, c.after, got, c.amount)
		}
		if got := text(found.Percent()); got != c.percent {
			t.Errorf("%s → %s: percent %q, want %q", c.before, c.after, got, c.percent)
		}
	}
	restated := difference("A", "5", "5")
	restated.After.Status = metrics.StatusProvisional
	if restated.Kind() != metrics.DifferenceRestated {
		t.Errorf("another status is %q", restated.Kind())
	}
}
