package metrics

import (
	"strings"
	"testing"
)

// Interim target 12 in 2023 on the way from 10 (2020) to 20 (2025): by 2022 two of
// three years to 12 have passed, so 10 + 2 × 2/3 = 11.333…; by 2024 half of the two
// years from 12 to 20, so 16.
func TestRequiredPathMilestones(t *testing.T) {
	languages := locales(t)
	target := planned(AtLeast, "20", "2025", "2020", "10")
	target.Path = PathMilestones
	interim := planned(AtLeast, "12", "2023", "", "")
	stretch := planned(AtLeast, "15", "2022", "", "")
	stretch.Stretch = true
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: target,
		Interim:      []Target{stretch, interim, planned(AtLeast, "99", "2026", "", ""), planned(AtLeast, "", "2024", "", "")},
		Observations: observed("2022=12"), AsOf: day("2023-06-01")}
	path := RequiredPathOf(input)
	for date, want := range map[string]float64{"2020-12-31": 10, "2022-12-31": 10 + 4.0/3, "2023-12-31": 12, "2024-12-31": 16, "2025-12-31": 20, "2030-12-31": 20} {
		if got, defined := path.At(day(date)); !defined || !near(&got, want) {
			t.Errorf("required on %s: %v, want %v", date, got, want)
		}
	}
	if got, defined := path.At(day("2019-12-31")); defined {
		t.Errorf("before the base nothing is required, got %v", got)
	}
	if points := path.Points(); len(points) != 3 || points[1].Date != day("2023-12-31") || points[1].Value.String() != "12" {
		t.Errorf("corners %v", path.Points())
	}
	got := Assess(input) // (12 − 10) ÷ (11.333 − 10) = 1.5, where the straight line would say 2 ÷ 4
	checkExplained(t, languages, got)
	if got.Status != AheadOfSchedule || got.Method != MethodMilestones || !near(got.Pace, 1.5) || got.Lag != nil {
		t.Errorf("%s by %s, pace %v", got.Status, got.Method, got.Pace)
	}
	if !strings.HasSuffix(got.Reason, ".path_ahead.increase") {
		t.Errorf("reason %s", got.Reason)
	}
	for value, status := range map[string]AssessmentStatus{"2022=11.34": OnSchedule, "2022=11.2": Behind, "2022=10.5": FarBehind} {
		input.Observations = observed(value)
		got := Assess(input)
		checkExplained(t, languages, got)
		if got.Status != status {
			t.Errorf("%s: %s, want %s", value, got.Status, status)
		}
	}

	input.Interim = nil
	input.Observations = observed("2022=12")
	got = Assess(input)
	checkExplained(t, languages, got)
	if got.Method != MethodLinear || !near(got.Pace, 0.5) {
		t.Errorf("without interim targets: %s, pace %v", got.Method, got.Pace)
	}
}

// An interim target that lies above the final one, and one that equals the base.
func TestRequiredPathUnevenMilestones(t *testing.T) {
	target := planned(AtLeast, "15", "2025", "2020", "10")
	target.Path = PathMilestones
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: target,
		Interim: []Target{planned(AtLeast, "20", "2023", "", "")}, AsOf: day("2025-06-01")}
	if got, _ := RequiredPathOf(input).At(day("2024-12-31")); !near(&got, 17.5) {
		t.Errorf("halfway down from 20 to 15: %v", got)
	}
	input.Interim = []Target{planned(AtLeast, "10", "2023", "", "")}
	for value, status := range map[string]AssessmentStatus{"2022=10": OnSchedule, "2022=9.9": Behind, "2022=12": OnSchedule} {
		input.Observations = observed(value)
		if got := Assess(input); got.Status != status || got.Pace != nil {
			t.Errorf("no change asked for by 2022, %s: %s, pace %v", value, got.Status, got.Pace)
		}
	}
}

func TestRequiredPathShapes(t *testing.T) {
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "20", "2025", "2020", "10"), AsOf: day("2023-06-01")}
	// 2021-06-30 is day 181 of 365, so 0.4959 of the first of five years.
	if got, defined := RequiredPathOf(input).At(day("2021-06-30")); !defined || !near(&got, 10+10*(181.0/365)/5) {
		t.Errorf("half a year after the base: %v", got)
	}
	input.Target.Path = PathFlat
	if got, defined := RequiredPathOf(input).At(day("2019-01-01")); !defined || got != 20 {
		t.Errorf("a level to be kept: %v", got)
	}
	input.Target.Path = PathLinear
	input.Target.BaseValue = amount("25")
	if points := RequiredPathOf(input).Points(); len(points) != 1 || points[0].Value.String() != "20" {
		t.Errorf("base past the target: %v", points)
	}
	for name, change := range map[string]func(*Target){
		"no base":              func(t *Target) { t.BaseValue = amount("") },
		"no number":            func(t *Target) { t.Value = amount("") },
		"no deadline":          func(t *Target) { t.Period = "" },
		"deadline before base": func(t *Target) { t.Period, t.BaseValue = "2019", amount("10") },
	} {
		changed := input
		change(&changed.Target)
		if path := RequiredPathOf(changed); len(path.Points()) != 0 {
			t.Errorf("%s: path %v", name, path.Points())
		}
		if _, defined := RequiredPathOf(changed).At(day("2023-01-01")); defined {
			t.Errorf("%s: an empty path requires something", name)
		}
	}
}
