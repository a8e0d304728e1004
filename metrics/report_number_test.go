package metrics

import "testing"

func TestReportNumbers(t *testing.T) {
	for text, want := range map[string][2]int{
		"ZB-2026-0012": {2026, 12}, "ZB-2026-9999": {2026, 9999}, "ZB-2027-10000": {2027, 10000},
	} {
		year, sequence, ok := ParseReportNumber(text)
		if !ok || [2]int{year, sequence} != want {
			t.Errorf("%s is %d and %d (%v), want %v", text, year, sequence, ok, want)
		}
		if got := ReportNumber(want[0], want[1]); got != text {
			t.Errorf("number %v is %s, want %s", want, got, text)
		}
	}
	for _, text := range []string{"", "ZB-2026-12", "ZB-2026-0000", "ZB-2026-+012", "zb-2026-0012", "ZB-2026-0012 ", "ZB-2026", "ZB-x-0012", "ZB-2026-00012"} {
		if _, _, ok := ParseReportNumber(text); ok {
			t.Errorf("%q is taken for a number", text)
		}
	}
}
