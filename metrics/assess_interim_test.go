package metrics

import "testing"

// A target of 105 for 2030 without a printed base, and the plan's own target of 100 for
// 2025: from there the line rises by 1 a year.
func TestAssessStartsFromTheInterimTargetWhenNoBaseIsPrinted(t *testing.T) {
	languages := locales(t)
	interim := planned(AtLeast, "100", "2025", "", "")
	interim.Code = "P-T0"
	for _, c := range []struct {
		name, observed, asOf string
		status               AssessmentStatus
	}{
		{"at the interim target", "2025=100", "2026-06-01", OnSchedule},
		{"beyond it", "2025=100.2", "2026-06-01", OnSchedule},
		{"short of it", "2025=95", "2026-06-01", Behind},
		{"half of what a year asks: pace 0.5", "2026=100.5", "2027-06-01", FarBehind},
		{"what a year asks", "2026=101", "2027-06-01", OnSchedule},
		{"before the interim target is due", "2024=99", "2025-06-01", NotAssessable},
	} {
		got := Assess(AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "105", "2030", "", ""),
			Interim: []Target{interim}, Observations: observed(c.observed), AsOf: day(c.asOf)})
		checkExplained(t, languages, got)
		if c.observed == "2025=95" && (got.IncrementRate != nil || got.TimeRate != nil || !near(got.Gap, -5)) {
			t.Errorf("%s: rates without time passed: %+v", c.name, got)
		}
		if got.Status != c.status {
			t.Errorf("%s: %s (%s), want %s", c.name, got.Status, got.Reason, c.status)
		}
	}
}
