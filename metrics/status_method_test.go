package metrics

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func by(method string, input AssessmentInput) MethodVerdict {
	return AssessBy(MethodChoice{Target: input.Target.Code, Method: method}, input)
}

// verdictTexts are all texts that verdicts are told with, by language.
func verdictTexts(t testing.TB) map[string]map[string]string {
	t.Helper()
	languages := map[string]map[string]string{}
	for _, language := range []string{"zh", "en"} {
		texts := map[string]string{}
		for _, room := range []string{"assess", "methods"} {
			content, err := os.ReadFile("../dashboard/locale/" + room + "." + language + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(content, &texts); err != nil {
				t.Fatal(err)
			}
		}
		languages[language] = texts
	}
	return languages
}

// checkVerdict fails when a verdict, or the assessment made of it, cannot be told in a
// language.
func checkVerdict(t *testing.T, languages map[string]map[string]string, v MethodVerdict) {
	t.Helper()
	a := Assessment{Status: v.Status, Reason: v.Reason.Key,
		Explanation: Explanation{Reason: v.Reason, Remarks: v.Remarks, Steps: v.Steps, CutOffs: v.CutOffs}}
	if v.Status != NotAssessable {
		a.Method = v.Method
	}
	checkExplained(t, languages, a)
	if !v.Applicable && v.Status != NotAssessable {
		t.Errorf("%s: status %q, not applicable", v.Method, v.Status)
	}
	for language, texts := range languages {
		if v.MethodStatus != "" && texts["methods.status."+v.MethodStatus] == "" || strings.HasSuffix(v.Method, "/1") && texts["methods.name."+strings.TrimSuffix(v.Method, "/1")] == "" {
			t.Errorf("no %s word for %s or %s", language, v.Method, v.MethodStatus)
		}
	}
}

// The childcare places of the mid-term report, 1.8 (2020) → 2.57 (2022) → 4.5 (2025):
// linear 0.77 ÷ 2.7 ÷ 0.4 = 0.712963, officially 滞后. Compound: √(2.57 ÷ 1.8) − 1 =
// 0.194897, 2.5^(1 ÷ 5) − 1 = 0.201124, ratio 0.969. Carried on: 2.57 × (2.57 ÷ 1.8)^1.5 =
// 4.3845, less 1.8, over 2.7: 0.957. Efficacy: 0.77 ÷ 2.7 × 40 + 60 = 71.407.
func TestMethodsSideBySide(t *testing.T) {
	languages := verdictTexts(t)
	input := AssessmentInput{Indicator: ofKind(KindRatio, HigherIsBetter), Target: planned(AtLeast, "4.5", "2025", "2020", "1.8"),
		Observations: observed("2022=2.57"), AsOf: day("2023-10-12")}
	want := []struct {
		method     string
		applicable bool
		status     AssessmentStatus
		own        string
		ratio      float64 // 0 for none
		reason     string
	}{
		{"linear/1", true, Behind, "", 0.712963, "assess.reason.behind.increase"},
		{"milestones/1", false, NotAssessable, "", 0, "methods.unfit.no_milestones"},
		{"seasonal/1", false, NotAssessable, "", 0, "methods.unfit.not_a_flow"},
		{"compound/1", true, OnSchedule, substantialProgress, 0.969037, "methods.explain.compound_target"},
		{"eurostat/1", true, OnSchedule, significantProgress, 0.969037, "methods.explain.compound_target"},
		{"un2023/1", true, OnSchedule, onTrackOrMet, 0.957235, "methods.explain.un_target"},
		{"germany/1", true, NotAssessable, "", 0, "methods.reason.four_years_needed"},
		{"level/1", false, NotAssessable, "", 0, "methods.unfit.level"},
		{"cumulative/1", false, NotAssessable, "", 0, "methods.unfit.cumulative"},
		{"rate-plan/1", false, NotAssessable, "", 0, "methods.unfit.not_a_rate"},
		{"efficacy/1", false, NotAssessable, "", 0, "methods.unfit.bounds_missing"},
	}
	for i, got := range CompareMethods(input) {
		w := want[i]
		checkVerdict(t, languages, got)
		ratio := &w.ratio
		if w.ratio == 0 {
			ratio = nil
		}
		if got.Method != w.method || got.Applicable != w.applicable || got.Status != w.status || got.MethodStatus != w.own ||
			!within(got.Ratio, ratio, 1e-5) || got.Reason.Key != w.reason {
			t.Errorf("%s: %v %s %q %s %s, want %+v", got.Method, got.Applicable, got.Status, got.MethodStatus, shown(got.Ratio), got.Reason.Key, w)
		}
	}
	rated, flowing := input, input
	rated.Indicator.Unit, flowing.Indicator.Kind = "%", KindFlow
	if got := CompareMethods(rated)[9].Reason.Key; got != "methods.unfit.rate_by_choice" {
		t.Errorf("rates without a choice: %s", got)
	}
	if got := CompareMethods(flowing)[8].Reason.Key; got != "methods.unfit.total_by_choice" {
		t.Errorf("totals without a choice: %s", got)
	}
	efficacy := AssessBy(MethodChoice{Method: "efficacy", Satisfactory: pointed(4.5), Unacceptable: pointed(1.8)}, input)
	checkVerdict(t, languages, efficacy)
	if efficacy.Status != Behind || efficacy.MethodStatus != "fair" || !within(efficacy.Ratio, pointed(71.407407), 1e-5) || len(efficacy.Steps) != 1 {
		t.Errorf("efficacy: %+v", efficacy)
	}
}

func TestChosenMethodsByHand(t *testing.T) {
	languages := verdictTexts(t)
	stock, flow := ofKind(KindStock, HigherIsBetter), ofKind(KindFlow, HigherIsBetter)
	flow.Unit = "万吨"
	rate := ofKind(KindRatio, HigherIsBetter)
	rate.Unit = "%"
	cumulative := ofKind(KindCumulative, HigherIsBetter)
	unnumbered := planned(AtLeast, "", "2025", "2020", "100")
	yearly := planned(AtLeast, "5", "2025", "", "")
	yearly.Recurrence, yearly.RecursFrom = Yearly, "2021"
	flat := planned(AtLeast, "10", "2025", "2020", "8")
	flat.Path = PathFlat
	midYear := planned(AtLeast, "1.21", "2023-06-30", "2021-06-30", "1")
	range45 := planned(Between, "45", "2025", "2020", "40")
	range45.ValueHigh = amount("55")
	bandIndicator := ofKind(KindStock, WithinBand)
	for _, c := range []struct {
		name      string
		choice    MethodChoice
		indicator Indicator
		target    Target
		values    []string
		asOf      string
		status    AssessmentStatus
		own       string
		ratio     float64 // 0 for none or not looked at
	}{
		// Growth 20 % a year from 100 where 5 years ask for a doubling, 14.87 %: ratio 1.345.
		{"ahead", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "200", "2025", "2020", "100"), []string{"2021=120"}, "2022-06-01", AheadOfSchedule, substantialProgress, 1.344986},
		// Met is met by every method, whatever the trend.
		{"met", MethodChoice{Method: "germany"}, stock, planned(AtLeast, "10", "2025", "2020", "5"), []string{"2021=13", "2022=12", "2023=11", "2024=10"}, "2025-06-01", AchievedEarly, sunAndCloud, 0},
		// 1.99^(1 ÷ 5) − 1 = 0.147547 over 2^(1 ÷ 5) − 1 = 0.148698.
		{"missed", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "200", "2025", "2020", "100"), []string{"2025=199"}, "2026-06-01", Missed, substantialProgress, 0.992259},
		{"met without a base", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "10", "2025", "", ""), []string{"2022=12"}, "2023-06-01", AchievedEarly, "", 0},
		{"not met without a base", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "10", "2025", "", ""), []string{"2022=9"}, "2023-06-01", NotAssessable, "", 0},
		{"met, too few years", MethodChoice{Method: "germany"}, stock, planned(AtLeast, "10", "2025", "2020", "5"), []string{"2022=12"}, "2023-06-01", AchievedEarly, "", 0},
		{"not held", MethodChoice{Method: "eurostat"}, stock, planned(AtLeast, "80", "2025", "2020", "100"), []string{"2022=70"}, "2023-06-01", NotHeld, movementAway, 0},
		{"held, no ratio", MethodChoice{Method: "un2023"}, stock, planned(AtLeast, "100", "2025", "2020", "100"), []string{"2022=101"}, "2023-06-01", Held, onTrackOrMet, 0},
		{"deadline without its value", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "200", "2025", "2020", "100"), []string{"2023=150"}, "2026-06-01", NotAssessable, "", 0},
		// Half a year is half a year: from mid-2021 to the end of 2022 are 1.5 years less the
		// half day that a leap year does not have here; 1.05 over 1.5 years, 1.21 over two.
		{"months", MethodChoice{Method: "compound"}, stock, midYear, []string{"2022-06=1.1"}, "2022-12-01", OnSchedule, substantialProgress, 1},
		// Weather symbols from year-ends, whatever else was published: 1 a year, 5 short of 12 in three years: 8 − … (12 − 9) ÷ (12 − 6) = 0.5.
		{"year-ends only", MethodChoice{Method: "germany"}, stock, planned(AtLeast, "12", "2025", "2019", "1"),
			[]string{"2019=3", "2020=3", "2021-06=99", "2021=4", "2022=6", "2022-03=77"}, "2023-01-15", Behind, cloud, 0.5},
		{"each year", MethodChoice{Method: "germany"}, stock, yearly, []string{"2019=4", "2020=4", "2021=4", "2022=4.5"}, "2023-06-01", Missed, cloud, 0},
		{"a direction only", MethodChoice{Method: "compound"}, stock, unnumbered, []string{"2022=102.01"}, "2023-06-01", Behind, moderateProgress, 0.01},
		{"a direction near its limit", MethodChoice{Method: "compound", Limit: pointed(102)}, stock, unnumbered, []string{"2022=102.01"}, "2023-06-01", OnSchedule, substantialProgress, 0.01},
		{"a direction by symbols", MethodChoice{Method: "germany"}, stock, unnumbered, []string{"2019=1", "2020=2", "2021=3", "2022=4"}, "2023-06-01", OnSchedule, sun, 0},
		// 44 lies 1 below the band, 40 lay 5 below: 56 from 60 towards 55.
		{"a band", MethodChoice{Method: "un2023"}, bandIndicator, range45, []string{"2024=44"}, "2025-06-01", OnSchedule, onTrackOrMet, 0},
		// A rate of decrease of 6 where 5 was planned: 94 ÷ 95.
		{"rate of decrease", MethodChoice{Method: "rate-plan", Decrease: true}, rate, yearly, []string{"2022=6"}, "2023-06-01", Achieved, overFulfilled, 0.989474},
		{"rate of growth missed", MethodChoice{Method: "rate-plan"}, rate, yearly, []string{"2022=4"}, "2023-06-01", Missed, notFulfilled, 0.990476},
		{"bounds", MethodChoice{Method: "efficacy", Satisfactory: pointed(12), Unacceptable: pointed(6)}, stock, planned(AtLeast, "12", "2025", "2020", "6"), []string{"2022=9"}, "2023-06-01", OnSchedule, "good", 80},
		{"level not due", MethodChoice{Method: "level"}, flow, planned(AtLeast, "56", "2025", "2020", "40"), []string{"2023=50"}, "2024-06-01", Pending, notDue, 0.892857},
		{"level missed", MethodChoice{Method: "level"}, flow, planned(AtLeast, "56", "2025", "2020", "40"), []string{"2025=50"}, "2026-06-01", Missed, notFulfilled, 0.892857},
		// 20 + 25 in two of five years, 45 ÷ 100 ÷ 0.4 = 1.125.
		{"total under way", MethodChoice{Method: "cumulative"}, flow, planned(AtLeast, "100", "2025", "2020", ""), []string{"2021=20", "2022=25"}, "2023-03-01", AheadOfSchedule, notDue, 0.45},
		// and 10 to June: 55 ÷ 100 ÷ (912 ÷ 1826 days; years counted 2 + 181 ÷ 365 of 5) = 1.1022.
		{"total with the year so far", MethodChoice{Method: "cumulative"}, flow, planned(AtLeast, "100", "2025", "2020", ""), []string{"2021=20", "2022=25", "ytd 2023-06=10"}, "2023-08-01", AheadOfSchedule, notDue, 0.55},
		{"total reached", MethodChoice{Method: "cumulative"}, flow, planned(AtLeast, "100", "2025", "2020", ""), []string{"2021=60", "2022=45"}, "2023-03-01", AchievedEarly, fulfilledEarly, 1.05},
		{"total missed", MethodChoice{Method: "cumulative"}, flow, planned(AtLeast, "100", "2025", "2020", ""), []string{"2021=20", "2022=25", "2023=20", "2024=10", "2025=10"}, "2026-03-01", Missed, notFulfilled, 0.85},
		{"total with a gap", MethodChoice{Method: "cumulative"}, flow, planned(AtLeast, "100", "2025", "2020", ""), []string{"2022=25"}, "2023-03-01", NotAssessable, "", 0},
		{"a total kept since the plan began", MethodChoice{Method: "cumulative"}, cumulative, planned(AtLeast, "100", "2025", "2020", "0"), []string{"2022=38"}, "2023-03-01", OnSchedule, notDue, 0.38},
		{"growth from nothing", MethodChoice{Method: "compound"}, stock, planned(AtLeast, "10", "2025", "2020", "0"), []string{"2022=1"}, "2023-06-01", NotAssessable, "", 0},
		// What does not fit.
		{"flat", MethodChoice{Method: "compound"}, stock, flat, []string{"2022=9"}, "2023-06-01", NotAssessable, "", 0},
		{"rank", MethodChoice{Method: "compound"}, ofKind(KindRank, LowerIsBetter), planned(AtMost, "3", "2025", "2020", "5"), []string{"2022=4"}, "2023-06-01", NotAssessable, "", 0},
		{"event", MethodChoice{Method: "linear"}, ofKind(KindEvent, HigherIsBetter), planned(Equal, "1", "2025", "", ""), nil, "2023-06-01", NotAssessable, "", 0},
		{"no such method", MethodChoice{Method: "weather"}, stock, flat, nil, "2023-06-01", NotAssessable, "", 0},
	} {
		got := AssessBy(c.choice, AssessmentInput{Indicator: c.indicator, Target: c.target, Observations: observed(c.values...), AsOf: day(c.asOf), PlanStart: day("2021-01-01")})
		checkVerdict(t, languages, got)
		if got.Status != c.status || got.MethodStatus != c.own || c.ratio != 0 && !within(got.Ratio, &c.ratio, 1e-4) {
			t.Errorf("%s: %s %q %s (%v), want %s %q %v", c.name, got.Status, got.MethodStatus, shown(got.Ratio), got.Reason, c.status, c.own, c.ratio)
		}
	}
}

// Twelve months in a row reach 120 at the end of June 2025, before the last year is over:
// 11 a month from January 2025 on where 9 came before, 6 × 9 + 6 × 11 = 120.
func TestRollingYearFulfilsThePlanEarly(t *testing.T) {
	var observations []Observation
	for number := monthNumber(2024, 1); number <= monthNumber(2025, 8); number++ {
		observation := observed("2024-01=9")[0]
		observation.Period = MonthOf(number/12, number%12+1)
		if number >= monthNumber(2025, 1) {
			observation.Value = amount("11")
		}
		observations = append(observations, observation)
	}
	observations = append(observations, observed("2024=108")...)
	flow := ofKind(KindFlow, HigherIsBetter)
	input := AssessmentInput{Indicator: flow, Target: planned(AtLeast, "120", "2025", "2020", "90"), Observations: observations, AsOf: day("2025-09-10")}
	got := by("level", input)
	if got.Status != AchievedEarly || got.MethodStatus != fulfilledEarly || !slices.ContainsFunc(got.Remarks, func(p Problem) bool {
		return p.Key == "methods.remark.early_months" && p.Arguments["months"] == "6"
	}) {
		t.Errorf("%s %s %v", got.Status, got.MethodStatus, got.Remarks)
	}
	// The same from years to date: their differences are the months.
	var toDate []Observation
	sum := decimal.Zero
	for _, month := range observations[:20] {
		if month.Period.Last.Month() == 1 {
			sum = decimal.Zero
		}
		sum = sum.Add(month.Value.Decimal)
		observation := month
		observation.Period = months(YearToDate, month.Period.Last.Year(), 1, month.Period.Last.Month())
		observation.Value = decimal.NewNullDecimal(sum)
		toDate = append(toDate, observation)
	}
	input.Observations = toDate
	if again := by("level", input); again.Status != got.Status || !within(again.Ratio, got.Ratio, 0) {
		t.Errorf("from years to date: %s %s", again.Status, shown(again.Ratio))
	}
}

// Half of the year brought 40 of 100 and 44 of 110 before, four tenths; of 120 these are
// 48, and 50 ÷ 48 = 1.0417. In proportion to the months it would be 50 ÷ 60.
func TestSeasonChosenForATarget(t *testing.T) {
	languages := verdictTexts(t)
	flow := ofKind(KindFlow, HigherIsBetter)
	once := planned(AtLeast, "120", "2024", "2021", "90")
	yearly := planned(AtLeast, "120", "2025", "", "")
	yearly.Recurrence, yearly.RecursFrom = Yearly, "2022"
	earlier := []string{"ytd 2022-06=40", "2022=100", "ytd 2023-06=44", "2023=110"}
	for _, c := range []struct {
		name       string
		target     Target
		values     []string
		applicable bool
		status     AssessmentStatus
		ratio      float64
	}{
		{"by a date", once, append([]string{"ytd 2024-06=50"}, earlier...), true, OnSchedule, 1.041667},
		{"each year", yearly, append([]string{"ytd 2024-06=50"}, earlier...), true, OnSchedule, 1.041667},
		{"without earlier years", once, []string{"2023=110", "ytd 2024-06=50"}, true, Behind, 0.833333},
		{"whole years only", once, earlier, false, NotAssessable, 0},
		{"met", once, append([]string{"ytd 2024-06=125"}, earlier...), true, AchievedEarly, 2.604167},
	} {
		got := by("seasonal", AssessmentInput{Indicator: flow, Target: c.target, Observations: observed(c.values...), AsOf: day("2024-08-01"), PlanStart: day("2022-01-01")})
		checkVerdict(t, languages, got)
		if got.Applicable != c.applicable || got.Status != c.status || c.ratio != 0 && !within(got.Ratio, &c.ratio, 1e-5) {
			t.Errorf("%s: %v %s %s (%v)", c.name, got.Applicable, got.Status, shown(got.Ratio), got.Reason)
		}
	}
}

// A better value never gives a worse official word, a target moved away never a better
// one, and a change of the unit none, by whichever method.
func TestVerdictsAreMonotone(t *testing.T) {
	languages := verdictTexts(t)
	random := rand.New(rand.NewPCG(7, 11))
	methods := StatusMethods()
	for range 600 {
		input := caseOf(random)
		for year := 2016; year < input.Observations[0].Period.End().Year(); year++ {
			observation := observed("2020=0")[0]
			observation.Period, observation.Value = Year(year), decimal.NewNullDecimal(decimal.New(random.Int64N(4000)-2000, -2))
			input.Observations = append(input.Observations, observation)
		}
		if input.Target.Comparator == Approximately {
			input.Target.Comparator = AtLeast // its tolerance moves with the target
			if lowerWanted(input) {
				input.Target.Comparator = AtMost
			}
		}
		step := decimal.New(random.Int64N(1000)+1, -2)
		choice := MethodChoice{Satisfactory: pointed(20), Unacceptable: pointed(-20)}
		if lowerWanted(input) {
			step = step.Neg()
			choice = MethodChoice{Satisfactory: pointed(-20), Unacceptable: pointed(20)}
		}
		better, harder := input, input
		better.Observations = slices.Clone(input.Observations)
		better.Observations[0].Value.Decimal = input.Observations[0].Value.Decimal.Add(step)
		harder.Target.Value.Decimal = input.Target.Value.Decimal.Add(step)
		for _, method := range methods {
			choice.Method = method.Name
			got := AssessBy(choice, input)
			checkVerdict(t, languages, got)
			if t.Failed() {
				t.Fatalf("%s: %+v", method.Name, input)
			}
			before, after, moved := grade(got.Status), grade(AssessBy(choice, better).Status), grade(AssessBy(choice, harder).Status)
			if before > 0 && after > 0 && after < before {
				t.Fatalf("%s: %s, but %s with the better value: %+v", method.Name, got.Status, AssessBy(choice, better).Status, input)
			}
			// 未保持 is said by every method of a target that the base had met; a harder one
			// that it had not met is under way, and each method sees that in its own way.
			if before > 0 && got.Status != NotHeld && moved > before {
				t.Fatalf("%s: %s, but %s for the harder target: %+v", method.Name, got.Status, AssessBy(choice, harder).Status, input)
			}
		}
	}
}

// AssessBy answers anything with a verdict that both languages can tell.
func FuzzAssessBy(f *testing.F) {
	f.Add("compound", "stock", "higher", "ge", "20", "", "2025", "none", "2020", "10", "linear", "2022", "14", "A", int32(19600), 0.5)
	f.Add("germany", "flow", "lower", "range", "-1", "1e3", "2023-06-30", "yearly", "", "", "flat", "2022-06", "0", "B", int32(19000), -3.0)
	f.Add("cumulative", "flow", "none", "eq", "100", "", "2025", "none", "2020", "-0.0", "linear", "2023", "1", "P", int32(19900), 0.0)
	f.Add("rate-plan", "ratio", "band", "approx", "", "", "2025", "standing", "2020", "7", "milestones", "2023", "1", "P", int32(20100), 1e300)
	languages := verdictTexts(f)
	f.Fuzz(func(t *testing.T, method, kind, direction, comparator, value, high, period, recurrence, basePeriod, baseValue, path, observedPeriod, observedValue, status string, asOf int32, bound float64) {
		read := func(text string) decimal.NullDecimal {
			parsed, err := decimal.NewFromString(text)
			return decimal.NullDecimal{Decimal: parsed, Valid: err == nil}
		}
		target := planned(Comparator(comparator), "", period, basePeriod, "")
		target.Value, target.ValueHigh, target.BaseValue = read(value), read(high), read(baseValue)
		target.Recurrence, target.RecursFrom, target.Path = Recurrence(recurrence), basePeriod, Path(path)
		when, _ := ReadPeriod("", observedPeriod)
		var observations []Observation
		for number := range 5 {
			observation := Observation{Value: read(observedValue), Status: ObservationStatus(status)}
			observation.Scenario, observation.Period = Actual, when
			if number > 0 && when.Last.Year()-number >= FirstYear {
				observation.Period = Year(when.Last.Year() - number)
			}
			observations = append(observations, observation)
		}
		indicator := ofKind(Kind(kind), Direction(direction))
		indicator.Unit = "%"
		input := AssessmentInput{Indicator: indicator, Target: target, Interim: []Target{target}, Observations: observations, AsOf: Date(asOf)}
		checkVerdict(t, languages, AssessBy(MethodChoice{Method: method, Limit: &bound, Satisfactory: &bound, Unacceptable: pointed(3)}, input))
		for _, verdict := range CompareMethods(input) {
			checkVerdict(t, languages, verdict)
		}
	})
}
