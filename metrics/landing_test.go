package metrics

import (
	"math"
	"strings"
	"testing"
)

// landed is a target “at least 20 by 2025” on the values, assessed in the middle of
// 2024.
func landed(list ...string) AssessmentInput {
	return AssessmentInput{
		Indicator:    level(HigherIsBetter),
		Target:       planned(AtLeast, "20", "2025", "2020", "10"),
		Observations: observed(list...),
		AsOf:         day("2024-06-30"),
	}
}

var steady = []string{"2019=10", "2020=11.1", "2021=11.9", "2022=13", "2023=14.1"}

func TestNoForecastWithItsReason(t *testing.T) {
	languages := landingTexts(t)
	cases := []struct {
		name   string
		input  AssessmentInput
		change func(*AssessmentInput)
		want   string
	}{
		{"three values", landed(steady[:3]...), nil, "landing.reason.too_few"},
		{"no value", landed(), nil, "landing.reason.too_few"},
		{"three years, one of them twice", landed("2021=1", "2022-06-30=2", "2022-12-31=3", "2023=4"), nil, "landing.reason.too_few"},
		{"forecasts and missing values do not count", landed("2019=1", "2020=2", "2021=3", "2022=4:F", "2023=:L"), nil, "landing.reason.too_few"},
		{"values before a break", landed("2019=1", "2020=2", "2021=3:B", "2022=4", "2023=5"), nil, "landing.reason.too_few"},
		{"event", landed(steady...), func(i *AssessmentInput) { i.Indicator.Kind = KindEvent }, "landing.reason.event"},
		{"monthly target", landed(steady...), func(i *AssessmentInput) { i.Target.Recurrence = Monthly }, "landing.reason.not_yearly"},
		{"no number", landed(steady...), func(i *AssessmentInput) { i.Target.Value = amount("") }, "assess.reason.qualitative"},
		{"2032 from five years", landed(steady...), func(i *AssessmentInput) { i.Target.Period = "2032" }, "landing.reason.too_far"},
		{"rank up and down", landed("2019=4", "2020=6", "2021=5", "2022=4", "2023=6"), func(i *AssessmentInput) {
			i.Indicator.Kind, i.Indicator.Direction = KindRank, LowerIsBetter
		}, "landing.reason.rank_without_trend"},
		{"parts of years of a ratio", landed("2019-Q2=1", "2020-Q2=2", "2021-Q2=3", "2022-Q2=4", "2023-Q2=5"), func(i *AssessmentInput) {
			i.Indicator.Kind = KindRatio
		}, "landing.reason.too_few"},
		{"before the plan began", landed("2018=40", "2019=50", "2020=60", "2021=3", "2022=6", "2023=9"), func(i *AssessmentInput) {
			i.Indicator.Kind, i.PlanStart = KindCumulative, day("2021-01-01")
		}, "landing.reason.too_few"},
	}
	for _, c := range cases {
		if c.change != nil {
			c.change(&c.input)
		}
		l := Land(c.input)
		if l == nil || l.Reason == nil || l.Reason.Key != c.want {
			t.Errorf("%s: %+v, want %s", c.name, l, c.want)
			continue
		}
		checkLanding(t, languages, l)
	}
}

func TestNoLandingWithoutADeadlineAhead(t *testing.T) {
	for _, period := range []string{"", "2023", "2024-06-30", "unreadable"} {
		input := landed(steady...)
		input.Target.Period = period
		if l := Land(input); l != nil {
			t.Errorf("deadline %q: %+v", period, l)
		}
	}
	input := landed(steady...)
	input.AsOf = 0
	if l := Land(input); l != nil {
		t.Errorf("without a day: %+v", l)
	}
}

// 10, 12, 14, 16, 18: every trend method continues exactly, mean change is the first of
// them: 22 by 2025. Nothing was ever missed, so only rounding is left: s = √(1/12), two
// origins, one and two years ahead growing by √(h + h²/4), t of 3 degrees of freedom
// 1.6377 and 3.1824.
func TestStraightLineLands(t *testing.T) {
	l := Land(landed("2019=10", "2020=12", "2021=14", "2022=16", "2023=18"))
	checkLanding(t, landingTexts(t), l)
	if l.Method != ForecastMeanChange || math.Abs(*l.Value-22) > 1e-9 || l.Points != 5 {
		t.Errorf("%+v", l)
	}
	scale := math.Sqrt(1.0/12) * math.Sqrt(3)
	if math.Abs(*l.High80-*l.Value-1.6377*scale) > 1e-4 || math.Abs(*l.Value-*l.Low95-3.1824*scale) > 1e-4 {
		t.Errorf("80 %% %v – %v, 95 %% %v – %v", *l.Low80, *l.High80, *l.Low95, *l.High95)
	}
	if len(l.Path) != 2 || l.Path[0].Period != "2024" || math.Abs(l.Path[0].Value-20) > 1e-9 || l.Path[1].Date != day("2025-12-31") {
		t.Errorf("path %+v", l.Path)
	}
	// 20 counts from 19.5: t = (22 − 19.5) ÷ 0.5 = 5; the distribution function of 3 degrees
	// of freedom is 1/2 + (atan(t/√3) + (t/√3) ÷ (1 + t²/3)) ÷ π, here 0.9923.
	u := 5 / math.Sqrt(3)
	if want := 0.5 + (math.Atan(u)+u/(1+u*u))/math.Pi; math.Abs(*l.Probability-want) > 1e-9 {
		t.Errorf("probability %v, want %v", *l.Probability, want)
	}
}

func TestConstantSeries(t *testing.T) {
	input := landed("2019=100", "2020=100", "2021=100", "2022=100", "2023=100")
	input.Indicator = ofKind(KindRatio, HigherIsBetter)
	input.Indicator.Unit = "%"
	input.Target = planned(AtLeast, "100", "2025", "2020", "100")
	l := Land(input)
	checkLanding(t, landingTexts(t), l)
	if l.Method != ForecastNoChange || *l.Value != 100 || *l.High95 != 100 || *l.Low80 >= 100 || *l.Low80 < 99 {
		t.Errorf("%v, 80 %% %v – %v by %s", *l.Value, *l.Low80, *l.High80, l.Method)
	}
	if *l.Probability < 0.75 {
		t.Errorf("a share that has always been whole stays so with probability %v", *l.Probability)
	}
	keys := ""
	for _, remark := range l.Remarks {
		keys += remark.Key + " "
	}
	if !strings.Contains(keys, "no_errors") || !strings.Contains(keys, "bounded") {
		t.Errorf("remarks %s", keys)
	}
}

func TestOnlyValuesFromTheBreakOn(t *testing.T) {
	l := Land(landed("2017=900", "2018=950", "2019=10:B", "2020=11", "2021=12", "2022=13", "2023=14:P"))
	checkLanding(t, landingTexts(t), l)
	if l.Points != 5 || math.Abs(*l.Value-16) > 1e-9 {
		t.Errorf("%d points, %v", l.Points, *l.Value)
	}
	if l.Remarks[0].Key != "landing.remark.break" || l.Remarks[1].Key != "landing.remark.provisional" {
		t.Errorf("remarks %+v", l.Remarks)
	}
}

func TestGapCountsAsTheTimeItIs(t *testing.T) {
	l := Land(landed("2015=2", "2016=4", "2019=10", "2020=12", "2023=18"))
	checkLanding(t, landingTexts(t), l)
	if math.Abs(*l.Value-22) > 1e-9 || len(l.Remarks) < 2 || l.Remarks[0].Arguments["from"] != "2015" || l.Remarks[0].Arguments["missing"] != "4" {
		t.Errorf("%v with %+v", *l.Value, l.Remarks)
	}
}

// A level in the middle of a year lies half a year on: 11 on 2023-06-30, 2 a year.
// From 10 on the last day of 2022 to 15 on 2025-06-30, a date that the target names.
func TestDeadlineWithinAYear(t *testing.T) {
	input := landed("2019=4", "2020=6", "2021=8", "2022=10")
	input.Target.Period = "2025-06-30"
	l := Land(input)
	checkLanding(t, landingTexts(t), l)
	if math.Abs(*l.Value-15) > 0.01 || l.Path[len(l.Path)-1].Period != "2025-06-30" || len(l.Path) != 3 {
		t.Errorf("%v, %+v", *l.Value, l.Path)
	}
}

func TestReachedTargetIsStillForecast(t *testing.T) {
	l := Land(landed("2019=21", "2020=22", "2021=23.2", "2022=24", "2023=25.1"))
	checkLanding(t, landingTexts(t), l)
	if l.Value == nil || *l.Probability < 0.9 {
		t.Errorf("%+v", l)
	}
}

func TestRankWithATrendIsForecast(t *testing.T) {
	input := landed("2019=9", "2020=8", "2021=6", "2022=4", "2023=2")
	input.Indicator.Kind, input.Indicator.Direction, input.Indicator.Unit = KindRank, LowerIsBetter, "位次"
	input.Target = planned(AtMost, "3", "2025", "2019", "9")
	l := Land(input)
	checkLanding(t, landingTexts(t), l)
	if l.Value == nil || *l.Low95 != 1 || *l.Value < 1 || *l.Probability < 0.5 {
		t.Errorf("%+v", l)
	}
}

func TestCumulativeAmountDoesNotFall(t *testing.T) {
	input := landed("2019=3", "2020=9", "2021=10", "2022=18", "2023=19")
	input.Indicator.Kind = KindCumulative
	input.Target.Value = amount("19")
	l := Land(input)
	checkLanding(t, landingTexts(t), l)
	if *l.Low95 != 19 || *l.Probability != 1 {
		t.Errorf("95 %% from %v, probability %v: 19 is reached for good", *l.Low95, *l.Probability)
	}
}

func TestFlowOfUnfinishedYearIsLeftOut(t *testing.T) {
	input := landed("2019=10", "2020=12", "2021=14", "2022=16", "2023=18", "ytd 2024-05=3")
	input.Indicator.Kind = KindFlow
	if l := Land(input); l.Points != 5 || math.Abs(*l.Value-22) > 1e-9 {
		t.Errorf("%+v", l)
	}
}

func TestCatalogueCarriesLandings(t *testing.T) {
	input := landed(steady...)
	input.Target.Indicator = input.Indicator.Code
	series := map[SeriesKey][]Observation{input.Target.Series(Actual): input.Observations}
	assessments := AssessCatalogue(CatalogueInput{
		Catalogue:    (&Catalogue{Indicators: []Indicator{input.Indicator}, Targets: []Target{input.Target}}).Index(),
		Observations: series, Scenario: Actual, AsOf: input.AsOf,
	})
	if len(assessments) != 1 || assessments[0].Landing == nil || assessments[0].Landing.Value == nil {
		t.Errorf("%+v", assessments)
	}
}
