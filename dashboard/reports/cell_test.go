package reports

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

func TestFloatOfIsTheNearest(t *testing.T) {
	for _, text := range []string{"0", "0.1", "-2.57", "123456789012345", "0.000001", "99999999.99", "1e20", "12345678901234567890.5",
		"9007199254740993", "0.30000000000000004", "-0.1234567890123456789"} {
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := floatOf(decimal.RequireFromString(text)); got != want {
			t.Errorf("floatOf(%s) = %v, want %v", text, got, want)
		}
	}
}

// A number that a cell would round stays exact as text.
func TestLongNumbersAreKeptExactly(t *testing.T) {
	exact := numberCell(number("1234567890123456.7"), 1, plainLook)
	if exact.value != "1234567890123456.7" {
		t.Errorf("value %v", exact.value)
	}
	fits := numberCell(number("123456789012345"), 0, plainLook)
	if fits.value != 123456789012345.0 {
		t.Errorf("value %v", fits.value)
	}
	summed := numberCell(number("100177.0000000000"), 0, plainLook) // sixteen digits, ten of them zeros at the end
	if summed.value != 100177.0 || summed.style.format != "#,##0" {
		t.Errorf("value %#v as %q", summed.value, summed.style.format)
	}
}

func TestNumberFormats(t *testing.T) {
	cases := []struct{ got, want string }{
		{numberFormat(0), "#,##0"},
		{numberFormat(2), "#,##0.00"},
		{signedFormat(1), "+#,##0.0;-#,##0.0;#,##0.0"},
		{targetFormat(metrics.AtMost, 0), `"≤ "#,##0;"≤ "-#,##0`},
		{targetFormat(metrics.Equal, 1), "#,##0.0"},
		{numberFormat(shownDecimals(0, number("4.5"))), "#,##0.0"},             // the source printed more
		{numberFormat(shownDecimals(2, number("4.5"))), "#,##0.00"},            // the indicator asks for more
		{numberFormat(shownDecimals(0, number("0.12345678"))), "#,##0.000000"}, // never more than six
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("format %q, want %q", c.got, c.want)
		}
	}
}

// A small difference is not shown as zero: 0.4 with no decimals would be “+0”.
func TestDifferencesAreNotRoundedAway(t *testing.T) {
	row := Row{Decimals: 0}
	for difference, want := range map[float64]int{0.4: 1, 0.6: 0, -0.04: 2, 12: 0, 0: 0} {
		if got := differenceDecimals(row, &difference); got != want {
			t.Errorf("decimals of %v = %d, want %d", difference, got, want)
		}
	}
}

func TestDisplayWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "指标": 4, "托位数（个）": 12, "2025年\n目标值": 6, "≥": 2} {
		if got := displayWidth(text); got != want {
			t.Errorf("displayWidth(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestPrintTextIsSafe(t *testing.T) {
	if got := printText("A&B\nC"); got != "A&&B C" {
		t.Errorf("printText = %q", got)
	}
}
