package metrics

import (
	"math"
	"testing"
)

// Published cases of the 14th five-year plan's mid-term report: childcare places per
// 1,000 people (1.8 in 2020 → 4.5 in 2025; 2.57 in 2022, officially 滞后; National
// Health Commission, bulletin for 2022) and physicians per 1,000 (2.9 → 3.2; 3.15,
// officially 快于预期). By hand: (2.57 − 1.8) ÷ (4.5 − 1.8) = 0.77 ÷ 2.7 = 0.285185…,
// 2 ÷ 5 years = 0.4, 0.285185 ÷ 0.4 = 0.712962…; to go 4.5 − 2.57 = 1.93, in three
// years 0.6433 a year. (3.15 − 2.9) ÷ 0.3 = 0.8333, ÷ 0.4 = 2.0833.
func TestAssessPublishedMidTermCases(t *testing.T) {
	languages := locales(t)
	childcare := planned(AtLeast, "4.5", "2025", "2020", "1.8")
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: childcare,
		Observations: observed("2020=1.8", "2021=2.03", "2022=2.57"), AsOf: day("2023-10-12")}
	got := Assess(input)
	checkExplained(t, languages, got)
	// Officially 滞后: the cut-off to 严重滞后 must lie below its pace of 0.713.
	if got.Status != Behind || got.Method != MethodLinear || got.LatestPeriod != "2022" {
		t.Errorf("childcare places: %s by %s from %s", got.Status, got.Method, got.LatestPeriod)
	}
	for name, pair := range map[string]struct {
		got  *float64
		want float64
	}{
		"increment": {got.IncrementRate, 0.77 / 2.7}, "time": {got.TimeRate, 0.4}, "pace": {got.Pace, 0.712962962963},
		"target": {got.TargetRate, 2.57 / 4.5}, "lag": {got.Lag, 0.4 - 0.77/2.7}, "to go": {got.RemainingToGo, 1.93},
		"a year": {got.RequiredPerYear, 1.93 / 3}, "required": {got.RequiredValue, 2.88}, "gap": {got.Gap, -0.31},
	} {
		if !near(pair.got, pair.want) {
			t.Errorf("childcare places: %s is %v, want %v", name, pair.got, pair.want)
		}
	}
	// 2022-12-31 to 2023-10-12: 31+28+31+30+31+30+31+31+30 days to the end of September, and 12.
	if got.LatestAge == nil || *got.LatestAge != 285 {
		t.Errorf("age of the latest value: %v", got.LatestAge)
	}
	want := "时序进度40%，增量完成率28.5%，滞后11.5个百分点，要如期完成，今后每年需增加0.64个。"
	if said := sentence(languages["zh"][got.Reason], got.Explanation.Reason.Arguments); said != want {
		t.Errorf("sentence is\n%s, want\n%s", said, want)
	}
	steps := map[string]string{}
	for _, step := range got.Explanation.Steps {
		steps[step.Name] = step.Formula
	}
	if steps["time_rate"] != "(2022 − 2020) ÷ (2025 − 2020)" || steps["increment_rate"] != "(2.57 − 1.8) ÷ (4.5 − 1.8)" ||
		steps["required_per_year"] != "(4.5 − 2.57) ÷ 3" {
		t.Errorf("formulas: %v", steps)
	}

	input.AsOf = day("2022-12-30") // the year 2022 has not ended: (2.03 − 1.8) ÷ 2.7 ÷ 0.2
	if got = Assess(input); !near(got.Pace, 0.425925925926) || got.LatestPeriod != "2021" {
		t.Errorf("a day before the year's end: pace %v of %s", got.Pace, got.LatestPeriod)
	}

	input.Target = planned(AtLeast, "3.2", "2025", "2020", "2.9")
	input.Observations, input.AsOf = observed("2022=3.15"), day("2023-12-26")
	if got = Assess(input); got.Status != AheadOfSchedule || !near(got.Pace, 2.083333333333333) {
		t.Errorf("physicians: %s, pace %v", got.Status, got.Pace)
	}
}

// A pace between 0.60 and 0.95 gives the sentence of an ordinary lag: base 0, target
// 10, after two of five years 3.6: 36 % against 40 %, pace 0.9, 6.4 ÷ 3 = 2.13 a year.
func TestAssessBehindSentence(t *testing.T) {
	languages := locales(t)
	got := Assess(AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "10", "2025", "2020", "0"),
		Observations: observed("2022=3.6"), AsOf: day("2023-03-01")})
	want := "时序进度40%，增量完成率36%，滞后4个百分点，要如期完成，今后每年需增加2.13个。"
	if said := sentence(languages["zh"][got.Reason], got.Explanation.Reason.Arguments); got.Status != Behind || said != want {
		t.Errorf("%s: %s", got.Status, said)
	}
}

// Ratios that Statistics Canada publishes for its series (indicator_calculation_
// components.yml of sdg-data-donnees-odd and cif-data-donnees-cic).
func TestCompoundRatioPublished(t *testing.T) {
	for _, c := range []struct {
		name                 string
		baseYear             float64
		base                 string
		year                 float64
		value, target        string
		targetYear, expected float64
		lower                bool
	}{
		{"GIF 1-2-1", 2015, "14.5", 2023, "10.2", "7.25", 2030, 0.9525901792, true},
		{"CIF 1-1-1", 2015, "14.5", 2023, "10.4", "7.25", 2030, 0.9010899547, true},
		{"CIF 12-1-1", 2015, "0.37", 2025, "9.53", "60", 2030, 0.950407, false},
	} {
		got, defined := CompoundRatio(amount(c.base).Decimal, amount(c.value).Decimal, amount(c.target).Decimal,
			c.year-c.baseYear, c.targetYear-c.baseYear, c.lower)
		if !defined || math.Abs(got-c.expected) > 1e-6 {
			t.Errorf("%s: %v, want %v", c.name, got, c.expected)
		}
	}
	for _, c := range [][3]string{{"0", "1", "2"}, {"-1", "1", "2"}, {"1", "0", "2"}, {"1", "2", "0"}, {"2", "3", "2"}} {
		if got, defined := CompoundRatio(amount(c[0]).Decimal, amount(c[1]).Decimal, amount(c[2]).Decimal, 1, 5, false); defined {
			t.Errorf("%v gives %v, want no ratio", c, got)
		}
	}
}
