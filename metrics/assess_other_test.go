package metrics

import (
	"strings"
	"testing"
)

// Events, rules without a deadline and recurring targets, each row worked out by
// hand from the decision table in the comment of Assess.
func TestAssessEventsRulesAndRecurrence(t *testing.T) {
	languages := locales(t)
	event := ofKind(KindEvent, NoDirection)
	built := planned(AtLeast, "1", "2023-12-31", "", "")
	built.Path = PathEvent
	undated := built
	undated.Period = ""
	standing := planned(AtMost, "3", "", "", "")
	standing.Recurrence = Standing
	term := planned(AtLeast, "2", "", "", "")
	term.Recurrence = EachTerm
	yearly := planned(AtLeast, "12", "2025", "", "") // every year from 2021 to 2025
	yearly.Recurrence, yearly.RecursFrom = Yearly, "2021"
	thatYear := planned(AtLeast, "12", "2024", "", "") // the year 2024 only
	thatYear.Recurrence = Yearly
	everyYear := planned(AtLeast, "12", "", "", "")
	everyYear.Recurrence = Yearly
	monthly := planned(AtLeast, "12", "", "", "")
	monthly.Recurrence = Monthly
	flow, ratio := ofKind(KindFlow, HigherIsBetter), ofKind(KindRatio, HigherIsBetter)
	low := ofKind(KindStock, LowerIsBetter)
	for _, c := range []struct {
		name         string
		indicator    Indicator
		target       Target
		observations []Observation
		asOf         string
		status       AssessmentStatus
		reason       string
	}{
		{"event done early", event, built, observed("2023-06=1"), "2023-08-01", AchievedEarly, "event_done_early"},
		{"event done early, seen after the deadline", event, built, observed("2023-06=1", "2023-12=1"), "2024-08-01", AchievedEarly, "event_done_early"},
		{"event done in the deadline's year", event, built, observed("2022=0", "2023=1"), "2024-02-01", Achieved, "event_done"},
		{"event done late", event, built, observed("2023=0", "2024=1"), "2025-02-01", Missed, "event_done_late"},
		{"event not done, not due", event, built, observed("2022=0"), "2023-08-01", Pending, "event_pending"},
		{"event not done, due", event, built, observed("2022=0"), "2024-08-01", Missed, "event_missed"},
		{"event due on the day itself is not overdue", event, built, observed("2022=0"), "2023-12-31", Pending, "event_pending"},
		{"event not reported, not due", event, built, nil, "2023-08-01", Pending, "event_pending"},
		{"event not reported, due", event, built, nil, "2024-08-01", NotAssessable, "event_not_reported"},
		{"event taken back", event, built, observed("2023-03=1", "2023-06=0"), "2023-08-01", Pending, "event_pending"},
		{"event: a year cannot tell about June", event, planned(AtLeast, "1", "2023-06-30", "", ""), observed("2023=1"), "2024-02-01", NotAssessable, "period_too_long"},
		{"event without a number in the text means done", event, planned(Equal, "", "2023-12-31", "", ""), observed("2023-06=1"), "2023-08-01", AchievedEarly, "event_done_early"},
		{"event without a deadline, done", event, undated, observed("2023-06=1"), "2023-08-01", Achieved, "event_done"},
		{"event without a deadline, not done", event, undated, observed("2023-06=0"), "2023-08-01", Pending, "event_without_deadline"},
		{"event without a deadline, silence", event, undated, nil, "2023-08-01", Pending, "event_unreported"},

		{"standing rule kept, at its number", low, standing, observed("2023-06=3"), "2023-08-01", Held, "standing_held"},
		{"standing rule broken", low, standing, observed("2022=2", "2023-06=4"), "2023-08-01", NotHeld, "standing_not_held"},
		{"standing rule, nothing known", low, standing, nil, "2023-08-01", NotAssessable, "no_observation"},
		{"limit without a year", ofKind(KindLimit, LowerIsBetter), planned(AtMost, "3", "", "", ""), observed("2022=4"), "2023-08-01", NotHeld, "standing_not_held"},
		{"each term", ofKind(KindStock, HigherIsBetter), term, observed("2023-S1=2"), "2023-08-01", Held, "standing_held"},

		{"yearly met in the latest whole year", flow, yearly, observed("2021=10", "2022=13"), "2023-08-01", Achieved, "recurrence_achieved"},
		{"yearly missed in the latest whole year", flow, yearly, observed("2021=13", "2022=11", "ytd 2023-06=9"), "2023-08-01", Missed, "recurrence_missed"},
		{"yearly, years outside do not count", flow, yearly, observed("2020=13"), "2023-08-01", NotAssessable, "no_value_in_years"},
		{"yearly, before its first year", flow, yearly, nil, "2020-08-01", Pending, "not_due_yet"},
		{"yearly, nothing known", flow, yearly, nil, "2023-08-01", NotAssessable, "no_observation"},
		{"yearly, months behind a gap only", flow, yearly, observed("2022-02=1"), "2022-08-01", NotAssessable, "only_part_year"},
		{"yearly, months only: 1 of 12/12", flow, yearly, observed("2022-01=1"), "2022-08-01", OnSchedule, "year_to_date_on_schedule"},
		// half a year asks for 6
		{"yearly, year to date only: 5 of 6", flow, yearly, observed("ytd 2021-06=5"), "2021-08-01", Behind, "year_to_date_behind"},
		{"yearly, year to date only: 3 of 6", flow, yearly, observed("ytd 2021-06=3"), "2021-08-01", FarBehind, "year_to_date_far_behind"},
		{"yearly of one year, judged by that year", flow, thatYear, observed("2023=5", "2024=12", "2025=1"), "2026-02-01", Achieved, "recurrence_achieved"},
		{"yearly of one year, not begun", flow, thatYear, observed("2022=5"), "2023-08-01", Pending, "not_due_yet"},
		{"yearly without years", flow, everyYear, observed("2022=11.9"), "2023-08-01", Missed, "recurrence_missed"},
		{"yearly ratio at the year's end", ratio, yearly, observed("2022=12", "2023-06=5"), "2023-08-01", Achieved, "recurrence_achieved"},
		{"yearly ratio in its first year, met so far", ratio, yearly, observed("2021-06=12"), "2021-08-01", Held, "unfinished_year_held"},
		{"yearly ratio in its first year, not yet", ratio, yearly, observed("2021-06=5"), "2021-08-01", Pending, "unfinished_year_pending"},
		{"monthly, latest month", flow, monthly, observed("2023-05=11", "2023-06=12"), "2023-08-01", Achieved, "recurrence_achieved"},
		{"monthly, years only", flow, monthly, observed("2022=200"), "2023-08-01", NotAssessable, "no_single_month"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Assess(AssessmentInput{Indicator: c.indicator, Target: c.target, Observations: c.observations, AsOf: day(c.asOf)})
			checkExplained(t, languages, got)
			if reason := strings.TrimPrefix(got.Reason, "assess.reason."); got.Status != c.status || reason != c.reason {
				t.Errorf("got %s (%s), want %s (%s)", got.Status, reason, c.status, c.reason)
			}
		})
	}
}

// A value counts from the day of its release, values of another scenario never do,
// and what a reader must know beside the status stands in the remarks.
func TestAssessVintageScenarioAndRemarks(t *testing.T) {
	languages := locales(t)
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "20", "2025", "2020", "10"),
		Observations: observed("2021=12", "2022=20"), AsOf: day("2023-02-28")}
	input.Observations[1].Released = day("2023-03-01")
	if got := Assess(input); got.LatestPeriod != "2021" {
		t.Errorf("a value released tomorrow was judged: %s", got.LatestPeriod)
	}
	input.AsOf = day("2023-03-01")
	if got := Assess(input); got.LatestPeriod != "2022" {
		t.Errorf("a value released today was not judged: %s", got.LatestPeriod)
	}
	input.Observations[1].Scenario = Demonstration
	if got := Assess(input); got.LatestPeriod != "2021" || got.Scenario != Actual {
		t.Errorf("a generated value was judged as actual: %s, %s", got.LatestPeriod, got.Scenario)
	}
	input.Scenario = Demonstration
	if got := Assess(input); got.LatestPeriod != "2022" || got.Scenario != Demonstration {
		t.Errorf("the generated series was not judged: %s, %s", got.LatestPeriod, got.Scenario)
	}

	input.Scenario = Actual
	input.Observations = observed("2020=10:B", "2021=12:B", "2022=14:P", "2023=:O")
	input.AsOf = day("2024-03-01")
	got := Assess(input)
	checkExplained(t, languages, got)
	keys := make([]string, 0, 3)
	for _, remark := range got.Explanation.Remarks {
		keys = append(keys, strings.TrimPrefix(remark.Key, "assess.remark."))
	}
	if strings.Join(keys, " ") != "provisional newer_value_not_usable break" {
		t.Errorf("remarks %v", keys)
	}
	if got.Status != OnSchedule || got.LatestPeriod != "2022" || got.Explanation.Reason.Arguments["break"] != "2021" {
		t.Errorf("%s of %s, break %q", got.Status, got.LatestPeriod, got.Explanation.Reason.Arguments["break"])
	}

	// Everything an assessment can remark has a sentence.
	for _, c := range []AssessmentInput{
		{Indicator: ofKind(KindCumulative, HigherIsBetter), Target: planned(Approximately, "10", "2025", "", ""), PlanStart: day("2021-01-01"),
			Observations: observed("2022=4:E")},
		{Indicator: level(LowerIsBetter), Target: planned(AtLeast, "20", "2022-06-15", "2020", ""), Observations: observed("2020=10", "2022-06=20")},
		{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "20", "2022", "2020", "10"), Observations: observed("2021=20")},
		{Indicator: ofKind(KindFlow, HigherIsBetter), Target: planned(AtLeast, "20", "2025", "2020", "10"), Observations: observed("2022=14", "ytd 2023-06=7")},
	} {
		c.AsOf = day("2024-01-01")
		got := Assess(c)
		checkExplained(t, languages, got)
		if len(got.Explanation.Remarks) == 0 {
			t.Errorf("no remark on %s", got.Explanation.Reason.Error())
		}
	}
}

// The year to date stands beside the whole year and does not change the status: 2023
// asks for 16, six months for 8, 7 ÷ 8 = 0.875.
func TestAssessYearToDateBesideWholeYear(t *testing.T) {
	got := Assess(AssessmentInput{Indicator: ofKind(KindFlow, HigherIsBetter), Target: planned(AtLeast, "20", "2025", "2020", "10"),
		Observations: observed("2022=14", "ytd 2023-06=7"), AsOf: day("2023-08-01")})
	if got.Status != OnSchedule || got.LatestPeriod != "2022" {
		t.Errorf("%s by %s", got.Status, got.LatestPeriod)
	}
	var pace float64
	for _, step := range got.Explanation.Steps {
		if step.Name == "year_to_date_pace" {
			pace = step.Result
		}
	}
	if !near(&pace, 0.875) {
		t.Errorf("year-to-date pace %v", pace)
	}
}

// What stands in the way whatever the values are.
func TestAssessRefusals(t *testing.T) {
	languages := locales(t)
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "20", "2025", "2020", "10"), Observations: observed("2022=14")}
	if got := Assess(input); got.Status != NotAssessable || got.Reason != "assess.reason.no_day" {
		t.Errorf("without a day: %s %s", got.Status, got.Reason)
	}
	input.AsOf = day("2023-06-01")
	input.Settings = Settings{Version: "x", Ahead: 0.9, OnSchedule: 0.95, FarBehind: 0.8}
	got := Assess(input)
	checkExplained(t, languages, got)
	if got.Status != NotAssessable || got.Reason != "assess.reason.settings" {
		t.Errorf("overlapping cut-offs: %s %s", got.Status, got.Reason)
	}
	if got := Assess(AssessmentInput{}); got.Status != NotAssessable {
		t.Errorf("nothing at all: %s", got.Status)
	}
}
