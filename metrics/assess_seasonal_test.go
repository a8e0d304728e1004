package metrics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Two earlier years brought 40 % by June: 40 of 100 and 44 of 110. A year that is to
// bring 120 is then to bring 48 by June; by months it would be 60.
func TestAssessSeasonal(t *testing.T) {
	languages := locales(t)
	flow := ofKind(KindFlow, HigherIsBetter)
	yearly := planned(AtLeast, "120", "2024", "", "")
	yearly.Recurrence, yearly.RecursFrom = Yearly, "2024"
	limit := yearly
	limit.Comparator = AtMost
	two := []string{"2022=100", "ytd 2022-06=40", "2023=110", "ytd 2023-06=44"}
	with := func(earlier []string, more ...string) []Observation {
		return observed(append(slices.Clone(earlier), more...)...)
	}
	for _, c := range []struct {
		name         string
		indicator    Indicator
		target       Target
		observations []Observation
		status       AssessmentStatus
		reason       string
		planned      float64
		perMonth     float64 // each of the remaining months; −1 when none
		remark       string
	}{
		{"on the seasonal share: 48 of 48", flow, yearly, with(two, "ytd 2024-06=48"), OnSchedule, "seasonal_on_schedule", 48, 12, "year_to_date_seasonal"},
		{"behind it: 45 of 48 is 0.9375", flow, yearly, with(two, "ytd 2024-06=45"), Behind, "seasonal_behind", 48, 12.5, ""},
		{"far behind: 24 of 48", flow, yearly, with(two, "ytd 2024-06=24"), FarBehind, "seasonal_far_behind", 48, 16, ""},
		{"ahead: 60 of 48", flow, yearly, with(two, "ytd 2024-06=60"), AheadOfSchedule, "seasonal_ahead", 48, 10, ""},
		{"the plan of the year already", flow, yearly, with(two, "ytd 2024-06=120"), AchievedEarly, "year_to_date_achieved", 48, -1, ""},
		{"one earlier year is too few: 48 of 60 by months", flow, yearly, with(two[:2], "ytd 2024-06=48"), Behind, "year_to_date_behind", 60, 12, "year_to_date_proportional"},
		{"an earlier year without its June is none", flow, yearly, with([]string{"2022=100", "ytd 2022-05=40", "2023=110", "ytd 2023-06=44"}, "ytd 2024-06=48"), Behind, "year_to_date_behind", 60, 12, ""},
		{"an earlier year without its whole is none", flow, yearly, with([]string{"ytd 2022-06=40", "2023=110", "ytd 2023-06=44"}, "ytd 2024-06=48"), Behind, "year_to_date_behind", 60, 12, ""},
		// 0.3 and 0.5 have the mean 0.4.
		{"the mean of the shares", flow, yearly, with([]string{"2022=100", "ytd 2022-06=30", "2023=200", "ytd 2023-06=100"}, "ytd 2024-06=48"), OnSchedule, "seasonal_on_schedule", 48, 12, ""},
		// Of six years the earliest, with everything by June, is too long ago.
		{"five years at most", flow, yearly, with([]string{"2018=100", "ytd 2018-06=100", "2019=100", "ytd 2019-06=40", "2020=100", "ytd 2020-06=40",
			"2021=100", "ytd 2021-06=40"}, append(slices.Clone(two), "ytd 2024-06=48")...), OnSchedule, "seasonal_on_schedule", 48, 12, ""},
		// January to June of 8 each is 48.
		{"single months only", flow, yearly, with(two, "2024-01=8", "2024-02=8", "2024-03=8", "2024-04=8", "2024-05=8", "2024-06=8"),
			OnSchedule, "seasonal_on_schedule", 48, 12, "year_to_date_summed"},
		// The sum ends before the gap in March: 16 by February, of which the two years had brought 10 % each.
		{"a gap ends the sum", flow, yearly, with([]string{"2022=100", "ytd 2022-02=10", "2023=110", "ytd 2023-02=11"}, "2024-01=8", "2024-02=8", "2024-04=8"),
			AheadOfSchedule, "seasonal_ahead", 12, 10.4, "month_missing"},
		{"January and February as one value: 12 of 12", flow, yearly, with([]string{"2022=100", "ytd 2022-02=10", "2023=110", "ytd 2023-02=11"}, "ytd 2024-02=12"),
			OnSchedule, "seasonal_on_schedule", 12, 10.8, ""},
		{"nothing comes in winter and nothing came", flow, yearly, with([]string{"2022=100", "ytd 2022-02=0", "2023=110", "ytd 2023-02=0"}, "ytd 2024-02=0"),
			OnSchedule, "seasonal_on_schedule", 0, 12, ""},
		{"a limit: 40 used of 48", ofKind(KindFlow, LowerIsBetter), limit, with(two, "ytd 2024-06=40"), AheadOfSchedule, "seasonal_ahead.limit", 48, 80.0 / 6, ""},
		{"a limit: 64 used of 48", ofKind(KindFlow, LowerIsBetter), limit, with(two, "ytd 2024-06=64"), Behind, "seasonal_behind.limit", 48, 56.0 / 6, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Assess(AssessmentInput{Indicator: c.indicator, Target: c.target, Observations: c.observations, AsOf: day("2024-08-01")})
			checkExplained(t, languages, got)
			if reason := strings.TrimPrefix(got.Reason, "assess.reason."); got.Status != c.status || reason != c.reason {
				t.Fatalf("got %s (%s), want %s (%s); steps %v", got.Status, reason, c.status, c.reason, got.Explanation.Steps)
			}
			wantMethod := MethodSeasonal
			if strings.HasPrefix(c.reason, "year_to_date") && c.status != AchievedEarly {
				wantMethod = MethodYearToDate
			}
			if got.Method != wantMethod || !near(got.RequiredValue, c.planned) {
				t.Errorf("method %s, planned %v; want %s, %v", got.Method, got.RequiredValue, wantMethod, c.planned)
			}
			if c.perMonth < 0 && got.RequiredPerMonth != nil || c.perMonth >= 0 && !near(got.RequiredPerMonth, c.perMonth) {
				t.Errorf("each remaining month %v, want %v", got.RequiredPerMonth, c.perMonth)
			}
			if c.remark != "" && !slices.ContainsFunc(got.Explanation.Remarks, func(p Problem) bool { return p.Key == "assess.remark."+c.remark }) {
				t.Errorf("remarks %v, want %s", got.Explanation.Remarks, c.remark)
			}
		})
	}
}

// Twelve single months are a year: 12 × 10 = 120 of the 120 that the year asks for.
func TestTwelveMonthsAreAYear(t *testing.T) {
	target := planned(AtLeast, "120", "2024", "", "")
	var months []string
	for _, month := range []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		months = append(months, "2024-"+month+"=10")
	}
	got := Assess(AssessmentInput{Indicator: ofKind(KindFlow, HigherIsBetter), Target: target, Observations: observed(months...), AsOf: day("2025-02-01")})
	checkExplained(t, locales(t), got)
	if got.Status != Achieved || got.LatestPeriod != "2024" || !got.Latest.Decimal.Equal(amount("120").Decimal) ||
		!slices.ContainsFunc(got.Explanation.Remarks, func(p Problem) bool { return p.Key == "assess.remark.year_from_parts" }) {
		t.Errorf("got %s by %s of %s, remarks %v", got.Status, got.Latest.Decimal, got.LatestPeriod, got.Explanation.Remarks)
	}
}

// A target of each month is judged by a month that is told by two sums: 50 − 30 = 20.
func TestMonthFromSums(t *testing.T) {
	target := planned(AtLeast, "20", "", "", "")
	target.Recurrence = Monthly
	got := Assess(AssessmentInput{Indicator: ofKind(KindFlow, HigherIsBetter), Target: target,
		Observations: observed("ytd 2024-02=30", "ytd 2024-03=50"), AsOf: day("2024-04-20")})
	checkExplained(t, locales(t), got)
	if got.Status != Achieved || got.LatestPeriod != "2024-03" || !got.Latest.Decimal.Equal(amount("20").Decimal) {
		t.Errorf("got %s by %s of %s, want the 20 of March", got.Status, got.Latest.Decimal, got.LatestPeriod)
	}
}

// More by the same month never makes a flow's status worse, and the unit changes
// nothing: all values in tens of the unit give the same status and the same pace.
func TestSeasonalProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		var list []string
		for year := 2021; year <= 2023; year++ {
			part := random.IntN(500)
			list = append(list, fmt.Sprintf("ytd %d-06=%d", year, part), fmt.Sprintf("%d=%d", year, part+1+random.IntN(500)))
		}
		value, more := random.IntN(900), 1+random.IntN(300)
		target := planned(AtLeast, fmt.Sprint(1+random.IntN(1000)), "2024", "", "")
		judge := func(value int, zeros string) Assessment {
			scaled := target
			scaled.Value = amount(target.Value.Decimal.String() + zeros)
			observations := slices.Clone(list)
			observations = append(observations, fmt.Sprintf("ytd 2024-06=%d", value))
			for i := range observations {
				observations[i] += zeros
			}
			return Assess(AssessmentInput{Indicator: ofKind(KindFlow, HigherIsBetter), Target: scaled, Observations: observed(observations...), AsOf: day("2024-08-01")})
		}
		before, after, scaled := judge(value, ""), judge(value+more, ""), judge(value, "0")
		if grade(after.Status) < grade(before.Status) {
			t.Fatalf("%v: %d is %s, %d is %s", list, value, before.Status, value+more, after.Status)
		}
		if scaled.Status != before.Status || (scaled.Pace == nil) != (before.Pace == nil) || before.Pace != nil && !near(scaled.Pace, *before.Pace) {
			t.Fatalf("%v: %d is %s, ten times all is %s", list, value, before.Status, scaled.Status)
		}
	}
}
