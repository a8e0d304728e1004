package metrics

import "testing"

func TestYearsBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     float64
	}{
		{"2020-12-31", "2025-12-31", 5},
		{"2020-12-31", "2022-12-31", 2},
		{"2019-12-31", "2020-12-31", 1},                       // a leap year is one year
		{"2020-12-31", "2021-06-30", 181.0 / 365},             // 31+28+31+30+31+30
		{"2023-12-31", "2024-06-30", 182.0 / 366},             // one day more, of a longer year
		{"2021-09-30", "2025-12-31", 4 + (365.0-273.0)/365.0}, // 273 days to the end of September
		{"2025-12-31", "2020-12-31", -5},
	} {
		if got := toFloat(yearsBetween(day(c.from), day(c.to))); !near(&got, c.want) {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestRates(t *testing.T) {
	for _, c := range []struct {
		actual, target string
		want           float64
		defined        bool
	}{
		{"2.57", "4.5", 2.57 / 4.5, true},
		{"63", "56", 1.125, true},                  // 水平法, textbook case
		{"2240", "2200", 1.0181818181818182, true}, // 累计法, textbook case
		{"0", "10", 0, true},
		{"-5", "10", -0.5, true},
		{"5", "0", 0, false},
		{"5", "-10", 0, false},
	} {
		got := Assess(AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, c.target, "2025", "", ""),
			Observations: observed("2022=" + c.actual), AsOf: day("2023-06-01")}).TargetRate
		if (got != nil) != c.defined || got != nil && !near(got, c.want) {
			t.Errorf("target rate %s ÷ %s: %v", c.actual, c.target, got)
		}
	}
	for _, c := range []struct {
		base, actual, target string
		want                 float64
		defined              bool
	}{
		{"1.8", "2.57", "4.5", 0.77 / 2.7, true},
		{"20", "15", "10", 0.5, true},
		{"-10", "-6", "0", 0.4, true},
		{"-5", "0", "5", 0.5, true},
		{"10", "8", "20", -0.2, true},
		{"10", "12", "10", 0, false},
	} {
		comparator, direction := AtLeast, HigherIsBetter
		if amount(c.target).Decimal.LessThan(amount(c.base).Decimal) {
			comparator, direction = AtMost, LowerIsBetter
		}
		got := Assess(AssessmentInput{Indicator: level(direction), Target: planned(comparator, c.target, "2025", "2020", c.base),
			Observations: observed("2022=" + c.actual), AsOf: day("2023-06-01")}).IncrementRate
		if (got != nil) != c.defined || got != nil && !near(got, c.want) {
			t.Errorf("increment rate %v: %v", c, got)
		}
	}
	for _, c := range []struct {
		base, day, deadline string
		want                float64
	}{
		{"2020-12-31", "2022-12-31", "2025-12-31", 0.4},
		{"2020-12-31", "2019-12-31", "2025-12-31", 0},
		{"2020-12-31", "2027-12-31", "2025-12-31", 1},
	} {
		if got := toFloat(timeRate(day(c.base), day(c.day), day(c.deadline))); !near(&got, c.want) {
			t.Errorf("time rate %v: %v", c, got)
		}
	}
	// No time lies between base and deadline, so no share of it has passed.
	none := Assess(AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "20", "2020", "2020", "10"),
		Observations: observed("2022=15"), AsOf: day("2023-06-01")})
	if none.TimeRate != nil {
		t.Errorf("time rate of no time: %v", *none.TimeRate)
	}
}

func TestDisplayedNumbers(t *testing.T) {
	for _, c := range []struct {
		text     string
		decimals int
		want     string
	}{
		{"0.6433", 2, "0.64"}, {"0.645", 2, "0.65"}, {"-0.31", 1, "−0.3"}, {"0.0004", 2, "0.0004"}, {"0.00046", 2, "0.00046"},
		{"0.3", 0, "0.3"}, {"12.5", 0, "13"}, {"0", 2, "0.00"}, {"3", -1, "3"},
	} {
		if got := displayedRat(amount(c.text).Decimal.Rat(), c.decimals); got != c.want {
			t.Errorf("%s with %d decimals: %s, want %s", c.text, c.decimals, got, c.want)
		}
	}
	for text, want := range map[string]string{"0.4": "40", "0.2852": "28.5", "-0.123": "−12.3", "0": "0", "-0.0001": "0", "1.0005": "100.1"} {
		if got := displayedShare(amount(text).Decimal.Rat()); got != want {
			t.Errorf("%s as a share: %s, want %s", text, got, want)
		}
	}
}
