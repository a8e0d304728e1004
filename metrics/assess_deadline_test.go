package metrics

import (
	"strings"
	"testing"
)

// Each row is one cell of the decision table in the comment of Assess, or one edge
// of the list of edges, with the status worked out from the table by hand.
func TestAssessByDeadline(t *testing.T) {
	languages := locales(t)
	high, low, band := level(HigherIsBetter), level(LowerIsBetter), level(WithinBand)
	flow := ofKind(KindFlow, HigherIsBetter)
	rank := ofKind(KindRank, LowerIsBetter)
	total := ofKind(KindCumulative, HigherIsBetter)
	with := func(target Target, change func(*Target)) Target { change(&target); return target }
	up := planned(AtLeast, "20", "2025", "2020", "10")  // 2 a year
	down := planned(AtMost, "10", "2025", "2020", "20") // −2 a year
	for _, c := range []struct {
		name         string
		indicator    Indicator
		target       Target
		observations []Observation
		asOf         string
		status       AssessmentStatus
		reason       string
	}{
		// before the deadline
		{"met early", high, up, observed("2022=20"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"ahead: 5 of 4 required", high, up, observed("2022=15"), "2023-06-01", AheadOfSchedule, "ahead.increase"},
		{"on the path", high, up, observed("2022=14"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"behind: 3.5 of 4", high, up, observed("2022=13.5"), "2023-06-01", Behind, "behind.increase"},
		{"far behind: 2 of 4", high, up, observed("2022=12"), "2023-06-01", FarBehind, "far_behind.increase"},
		{"no change since the base", high, up, observed("2022=10"), "2023-06-01", FarBehind, "far_behind.increase"},
		{"lower is better, on the path", low, down, observed("2022=16"), "2023-06-01", OnSchedule, "on_schedule.decrease"},
		{"lower is better, wrong way", low, down, observed("2022=21"), "2023-06-01", FarBehind, "far_behind.decrease"},
		{"lower is better, met", low, down, observed("2022=9"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"exactly 1.05: 4.2 of 4", high, up, observed("2022=14.2"), "2023-06-01", AheadOfSchedule, "ahead.increase"},
		{"just below 1.05", high, up, observed("2022=14.1999999999"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"exactly 0.95: 3.8 of 4", high, up, observed("2022=13.8"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"just below 0.95", high, up, observed("2022=13.7999999999"), "2023-06-01", Behind, "behind.increase"},
		{"exactly 0.60: 2.4 of 4", high, up, observed("2022=12.4"), "2023-06-01", Behind, "behind.increase"},
		{"just below 0.60", high, up, observed("2022=12.3999999999"), "2023-06-01", FarBehind, "far_behind.increase"},
		{"more than, exactly at the number", high, with(up, func(t *Target) { t.Comparator = MoreThan }), observed("2022=20"), "2023-06-01", AheadOfSchedule, "ahead.increase"},
		{"less than, below", low, with(down, func(t *Target) { t.Comparator = LessThan }), observed("2022=9.99"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"approximately, within 5 %: 19 of 20", high, with(up, func(t *Target) { t.Comparator = Approximately }), observed("2022=19"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"approximately, just outside", high, with(up, func(t *Target) { t.Comparator = Approximately }), observed("2022=18.99"), "2023-06-01", AheadOfSchedule, "ahead.increase"},
		{"equal, higher is better: more is no failure", high, with(up, func(t *Target) { t.Comparator = Equal }), observed("2022=21"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"equal in a band: more is a failure", band, with(up, func(t *Target) { t.Comparator = Equal }), observed("2022=21"), "2023-06-01", AheadOfSchedule, "overshoot"}, // 1 − 1 ÷ 10 = 0.9 of 0.4
		{"negative values: −10 → 0, −6 after 2 of 5", high, planned(AtLeast, "0", "2025", "2020", "-10"), observed("2022=-6"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"change of sign: −5 → 5, −1 after 2 of 5", high, planned(AtLeast, "5", "2025", "2020", "-5"), observed("2022=-1"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"target zero: 10 → 0, 6 after 2 of 5", low, planned(AtMost, "0", "2025", "2020", "10"), observed("2022=6"), "2023-06-01", OnSchedule, "on_schedule.decrease"},
		{"base zero: 0 → 10, 4 after 2 of 5", high, planned(AtLeast, "10", "2025", "2020", "0"), observed("2022=4"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"rank 10 → 5, 8 after 2 of 5", rank, planned(AtMost, "5", "2025", "2020", "10"), observed("2022=8"), "2023-06-01", OnSchedule, "on_schedule.decrease"},
		{"rank written with ≥ means this or better", rank, planned(AtLeast, "3", "2025", "2020", "10"), observed("2022=2"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"comparator decides against the direction", low, up, observed("2022=15"), "2023-06-01", AheadOfSchedule, "ahead.increase"},
		{"a month is a level too: 2022-06 is 1.496 years", high, up, observed("2022-06=13"), "2022-08-01", OnSchedule, "on_schedule.increase"}, // 3 ÷ (2 × 1.4959) = 1.003
		// bands
		{"band from below, on the path: 2 → 3–6", band, with(planned(Between, "3", "2025", "2020", "2"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=2.4"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"band from above, on the path: 10 → 3–6", band, with(planned(Between, "3", "2025", "2020", "10"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=8.4"), "2023-06-01", OnSchedule, "on_schedule.decrease"},
		{"band reached", band, with(planned(Between, "3", "2025", "2020", "2"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=6"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"band run out on the far side", band, with(planned(Between, "3", "2025", "2020", "2"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=8"), "2023-06-01", FarBehind, "overshoot"},
		{"range where higher is better: above it is no failure", high, with(planned(Between, "3", "2025", "2020", "2"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=8"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"range where lower is better: its upper end is the target", low, with(planned(Between, "3", "2025", "2020", "11"), func(t *Target) { t.ValueHigh = amount("6") }), observed("2022=9"), "2023-06-01", OnSchedule, "on_schedule.decrease"}, // 2 of 5
		{"range without its upper end", high, planned(Between, "3", "2025", "2020", "2"), observed("2022=8"), "2023-06-01", NotAssessable, "range_incomplete"},
		// base
		{"base equal to the target, kept", high, planned(AtLeast, "100", "2025", "2020", "100"), observed("2022=100"), "2023-06-01", Held, "held_since_base"},
		{"base equal to the target, lost", high, planned(AtLeast, "100", "2025", "2020", "100"), observed("2022=99"), "2023-06-01", NotHeld, "not_held"},
		{"more than its base", high, planned(MoreThan, "100", "2025", "2020", "100"), observed("2022=100"), "2023-06-01", NotHeld, "not_held"},
		{"base past the target, kept", high, planned(AtLeast, "9", "2025", "2020", "10"), observed("2022=9.5"), "2023-06-01", Held, "held_since_base"},
		{"base past the target, lost", high, planned(AtLeast, "9", "2025", "2020", "10"), observed("2022=8.5"), "2023-06-01", NotHeld, "not_held"},
		{"flat path", high, with(up, func(t *Target) { t.Path = PathFlat }), observed("2022=14"), "2023-06-01", NotHeld, "not_held"},
		{"limit with a year", ofKind(KindLimit, LowerIsBetter), planned(AtMost, "5", "2025", "", ""), observed("2022=4"), "2023-06-01", Held, "held"},
		{"no base, not met", high, planned(AtLeast, "20", "2025", "", ""), observed("2022=14"), "2023-06-01", NotAssessable, "no_base"},
		{"no base, met", high, planned(AtLeast, "20", "2025", "", ""), observed("2022=20"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"base without a year", high, planned(AtLeast, "20", "2025", "", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "base_period_missing"},
		{"base period unreadable", high, planned(AtLeast, "20", "2025", "期初", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "base_period_unreadable"},
		{"base not comparable", high, with(up, func(t *Target) { t.BaseComparable = false }), observed("2022=14"), "2023-06-01", NotAssessable, "base_not_comparable"},
		{"base not comparable, said why", high, with(up, func(t *Target) { t.BaseComparable, t.BaseNote = false, "口径不同" }), observed("2022=14"), "2023-06-01", NotAssessable, "base_not_comparable_because"},
		{"base not comparable, met", high, with(up, func(t *Target) { t.BaseComparable = false }), observed("2022=20"), "2023-06-01", AchievedEarly, "achieved_early"},
		{"base taken from the observation of its year", high, planned(AtLeast, "20", "2025", "2020", ""), observed("2020=10", "2022=14"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"deadline before the base", high, planned(AtLeast, "20", "2019", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "deadline_not_after_base"},
		{"deadline in the base year", high, planned(AtLeast, "20", "2020", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "deadline_not_after_base"},
		{"flow with a base of eight months", flow, planned(AtLeast, "20", "2025", "2020年1-8月", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "base_not_a_whole_year"},
		{"only the base itself", high, up, observed("2020=10"), "2023-06-01", NotAssessable, "no_value_after_base"},
		{"met in 2021 already, plan issued 2022", high, planned(AtLeast, "20", "2023", "2020", "10"), observed("2021=20"), "2022-10-01", AchievedEarly, "achieved_early"},
		{"cumulative without a base starts from nothing", total, planned(AtLeast, "10", "2025", "2020", ""), observed("2022=4"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		// the deadline
		{"met in the deadline's year", high, up, observed("2024=19", "2025=20"), "2026-02-01", Achieved, "achieved"},
		{"met on the last day", high, up, observed("2024=19", "2025=20"), "2025-12-31", Achieved, "achieved"},
		{"met a year before and still", high, up, observed("2024=21", "2025=20"), "2026-02-01", AchievedEarly, "achieved_early"},
		{"met once, lost, met again", high, up, observed("2023=20", "2024=19", "2025=20"), "2026-02-01", Achieved, "achieved"},
		{"met before and lost", high, up, observed("2024=20", "2025=19"), "2026-02-01", Missed, "missed"},
		{"missed, base unknown", high, planned(AtLeast, "20", "2025", "", ""), observed("2025=19"), "2026-02-01", Missed, "missed"},
		{"missed and reached later", high, up, observed("2025=19", "2026=22"), "2027-02-01", Missed, "missed_reached_later"},
		{"hold, missed at the deadline", high, planned(AtLeast, "100", "2025", "2020", "100"), observed("2025=99"), "2026-02-01", Missed, "missed"},
		{"hold, kept to the deadline", high, planned(AtLeast, "100", "2025", "2020", "100"), observed("2025=100"), "2026-02-01", Held, "held_since_base"},
		{"deadline passed, its value not there", high, up, observed("2024=19"), "2026-02-01", NotAssessable, "no_value_for_deadline"},
		{"deadline passed, its value not there, met before", high, up, observed("2024=20"), "2026-02-01", AchievedEarly, "achieved_early"},
		{"only a value after the deadline", high, up, observed("2026=25"), "2027-02-01", NotAssessable, "no_value_for_deadline"},
		{"a year cannot tell about June", high, planned(AtLeast, "20", "2025-06-30", "2020", "10"), observed("2025=25"), "2026-02-01", NotAssessable, "period_too_long"},
		{"the month of the deadline", high, planned(AtLeast, "20", "2025-06-15", "2020", "10"), observed("2025-06=20"), "2026-02-01", Achieved, "achieved"},
		{"months: met in November, deadline December", high, up, observed("2025-11=20", "2025-12=20"), "2026-02-01", AchievedEarly, "achieved_early"},
		// which observations count
		{"nothing", high, up, nil, "2023-06-01", NotAssessable, "no_observation"},
		{"only forecasts", high, up, observed("2022=25:F"), "2023-06-01", NotAssessable, "forecast_only"},
		{"only unvalidated", high, up, observed("2022=25:V"), "2023-06-01", NotAssessable, "unvalidated_only"},
		{"only missing", high, up, observed("2022=:O"), "2023-06-01", NotAssessable, "missing_only"},
		{"a missing value is not zero", low, down, observed("2021=18", "2022=:A"), "2023-06-01", OnSchedule, "on_schedule.decrease"}, // 2 of 2
		{"suppressed value with a number", high, up, observed("2022=25:Q"), "2023-06-01", NotAssessable, "missing_only"},
		{"a later period", high, up, observed("2023=25"), "2023-06-01", NotAssessable, "not_yet_known"},
		{"a newer forecast does not count", high, up, observed("2021=12", "2022=25:F"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"a level is not a year to date", high, up, observed("ytd 2022-09=25"), "2023-06-01", NotAssessable, "only_year_to_date"},
		// flows
		{"flow by whole years: months do not count", flow, up, observed("2022=14", "2023-01=2"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"year to date to December is a year", flow, up, observed("ytd 2022-12=14"), "2023-06-01", OnSchedule, "on_schedule.increase"},
		{"flow with a month behind a gap only", flow, up, observed("2022-03=1"), "2022-06-01", NotAssessable, "only_part_year"},
		{"flow with months only: 1 of 14/12", flow, up, observed("2022-01=1"), "2022-06-01", Behind, "year_to_date_behind"},
		// 2021 asks for 12; half a year for 6.
		{"year to date on its share", flow, up, observed("ytd 2021-06=6"), "2021-08-01", OnSchedule, "year_to_date_on_schedule"},
		{"year to date behind its share: 5 of 6", flow, up, observed("ytd 2021-06=5"), "2021-08-01", Behind, "year_to_date_behind"},
		{"year to date has the target already", flow, up, observed("ytd 2021-06=20"), "2021-08-01", AchievedEarly, "year_to_date_achieved"},
		{"year to date without a base before the last year", flow, planned(AtLeast, "20", "2025", "", ""), observed("ytd 2021-06=6"), "2021-08-01", NotAssessable, "no_base"},
		{"year to date without a base in the last year: 10 of 10", flow, planned(AtLeast, "20", "2025", "", ""), observed("ytd 2025-06=10"), "2025-08-01", OnSchedule, "year_to_date_on_schedule"},
		{"cap used up early", ofKind(KindFlow, LowerIsBetter), planned(AtMost, "20", "2025", "", ""), observed("ytd 2025-06=21"), "2025-08-01", Missed, "year_to_date_exceeded"},
		{"cap: 8 of 10 used", ofKind(KindFlow, LowerIsBetter), planned(AtMost, "20", "2025", "", ""), observed("ytd 2025-06=8"), "2025-08-01", AheadOfSchedule, "year_to_date_ahead.limit"},
		{"cap not touched", ofKind(KindFlow, LowerIsBetter), planned(AtMost, "20", "2025", "", ""), observed("ytd 2025-06=0"), "2025-08-01", AheadOfSchedule, "year_to_date_ahead.limit"},
		{"target zero has no share", ofKind(KindFlow, LowerIsBetter), planned(AtMost, "0", "2025", "", ""), observed("ytd 2025-06=8"), "2025-08-01", NotAssessable, "year_to_date_not_proportional"},
		// the text
		{"no number in the text", high, planned(AtLeast, "", "2025", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "qualitative"},
		{"deadline unreadable", high, planned(AtLeast, "20", "近期", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "deadline_unreadable"},
		{"no deadline, not met", high, planned(AtLeast, "20", "", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "no_deadline"},
		{"no deadline, met", high, planned(AtLeast, "20", "", "2020", "10"), observed("2022=20"), "2023-06-01", Achieved, "met_without_deadline"},
		{"an absurd number", high, planned(AtLeast, "1e9000", "2025", "2020", "10"), observed("2022=14"), "2023-06-01", NotAssessable, "value_out_of_range"},
		{"an absurd observation is no value", high, up, observed("2022=1e9000"), "2023-06-01", NotAssessable, "missing_only"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Assess(AssessmentInput{Indicator: c.indicator, Target: c.target, Observations: c.observations, AsOf: day(c.asOf)})
			checkExplained(t, languages, got)
			if reason := strings.TrimPrefix(got.Reason, "assess.reason."); got.Status != c.status || reason != c.reason {
				t.Errorf("got %s (%s), want %s (%s); steps %v", got.Status, reason, c.status, c.reason, got.Explanation.Steps)
			}
		})
	}
}
