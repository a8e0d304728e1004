package metrics

import (
	"fmt"
	"math"
	"testing"
)

func monthsFrom(year, month int, amounts ...float64) []MonthValue {
	var months []MonthValue
	for i, amount := range amounts {
		number := monthNumber(year, month) + i
		months = append(months, MonthValue{Year: number / 12, Month: number%12 + 1, Value: amount})
	}
	return months
}

func times(amount float64, count int) []float64 {
	amounts := make([]float64, count)
	for i := range amounts {
		amounts[i] = amount
	}
	return amounts
}

func total(months []MonthValue) float64 {
	sum := 0.0
	for _, month := range months {
		sum += month.Value
	}
	return sum
}

func TestEarlyCompletionByHand(t *testing.T) {
	level := func(target float64, year int, months []MonthValue) MethodCase {
		c := MethodCase{CurrentYear: year, TargetYear: 2025, Target: &target, Direction: HigherIsBetter, Months: months}
		c.Current = total(months[len(months)-12:])
		return c
	}
	// The textbook's investment: 2,200 reached at the end of June of the fifth year, 2,240
	// at its end: half a year early. 53 months of 40 make 2,120, the 54th brings 80.
	invested := append(times(40, 53), 80, 5, 5, 5, 5, 10, 10)
	plan := MethodCase{BaseYear: 2020, CurrentYear: 2025, TargetYear: 2025, Current: 2240, Target: pointed(2200),
		Direction: HigherIsBetter, Months: monthsFrom(2021, 1, invested...)}
	// 2,140 at the end of the 54th month would have 60 left, of 80 in a month of 30 days:
	// three quarters of June, 22.5 days, so that 7.5 days and six months are left.
	within := plan
	within.Target = pointed(2180)
	// Years only: 500, 600, 700, 400 reach 2,200 in the fourth of five.
	years := MethodCase{BaseYear: 2020, CurrentYear: 2025, TargetYear: 2025, Current: 2400, Target: pointed(2200), Direction: HigherIsBetter,
		Series: []YearValue{{2025, 200}, {2021, 500}, {2022, 600}, {2023, 700}, {2024, 400}}}
	limit := years
	limit.Direction = LowerIsBetter
	gapped := plan
	gapped.Months = append(monthsFrom(2021, 1, 200), monthsFrom(2021, 3, 2040)...)
	for _, c := range []struct {
		name, method string
		judged       MethodCase
		status       string
		early        string // months, days, at least
	}{
		{"total reached half a year early", "cumulative", plan, fulfilledEarly, "6 0 false"},
		{"total reached within June", "cumulative", within, fulfilledEarly, "6 7.5 false"},
		{"total by years", "cumulative", years, fulfilledEarly, "12 0 true"},
		{"a total that is a limit", "cumulative", limit, notFulfilled, ""},
		{"a month is missing", "cumulative", gapped, fulfilled, ""},
		// Twelve months of 10 make 120 at the end of the first window: it may have been earlier.
		{"met by the first window", "level", level(120, 2025, monthsFrom(2024, 1, times(10, 24)...)), fulfilledEarly, "12 0 true"},
		// 11 × 10 + 10 = 120 < 125; the 15 of June 2025 takes the place of a 10: 125 at its end.
		{"met in June", "level", level(125, 2025, monthsFrom(2024, 1, append(append(times(10, 17), 15), times(10, 6)...)...)), fulfilledEarly, "6 0 false"},
		{"met only at the end", "level", level(121, 2025, monthsFrom(2024, 1, append(times(10, 23), 11)...)), fulfilled, ""},
		{"not met", "level", level(121, 2025, monthsFrom(2024, 1, times(10, 24)...)), notFulfilled, ""},
		{"not yet due", "level", level(121, 2024, monthsFrom(2023, 1, times(10, 24)...)), notDue, ""},
		{"a year reaches it", "level", MethodCase{CurrentYear: 2025, TargetYear: 2025, Current: 130, Target: pointed(120), Direction: HigherIsBetter,
			Series: []YearValue{{2022, 110}, {2023, 120}, {2024, 115}}}, fulfilledEarly, "24 0 true"},
		{"lower is better", "level", MethodCase{CurrentYear: 2024, TargetYear: 2025, Current: 80, Target: pointed(90), Direction: LowerIsBetter}, fulfilledEarly, "12 0 true"},
	} {
		got := named(t, c.method).Assess(c.judged)
		early := ""
		if got.Early != nil {
			early = fmt.Sprint(got.Early.Months, got.Early.Days, got.Early.AtLeast)
		}
		if got.Status != c.status || early != c.early {
			t.Errorf("%s: %s, early %q (%v), want %s, %q", c.name, got.Status, early, got.Reason, c.status, c.early)
		}
	}
}

func TestPlansSayWhyNot(t *testing.T) {
	of := func(change func(*MethodCase)) MethodCase {
		c := MethodCase{CurrentYear: 2025, TargetYear: 2025, Current: 120, Target: pointed(100), Direction: HigherIsBetter, Base: 50}
		change(&c)
		return c
	}
	for _, c := range []struct {
		method string
		judged MethodCase
		reason string
	}{
		{"level", of(func(c *MethodCase) { c.Target = pointed(0) }), "positive_needed"},
		{"level", of(func(c *MethodCase) { c.CurrentYear = 2026 }), "current_after_target"},
		{"level", of(func(c *MethodCase) { c.Months = monthsFrom(2025, 1, times(9, 12)...) }), "amounts_contradict"},
		{"level", of(func(c *MethodCase) { c.Series = []YearValue{{2025, 119}} }), "series_contradicts"},
		{"cumulative", of(func(c *MethodCase) { c.Series = []YearValue{{2024, 60}, {2025, 59}} }), "amounts_contradict"},
		{"cumulative", of(func(c *MethodCase) { c.Series = []YearValue{{1900, 60}} }), "year_out_of_range"},
		{"cumulative", of(func(c *MethodCase) { c.Months = []MonthValue{{2024, 13, 1}} }), "month_out_of_range"},
		{"cumulative", of(func(c *MethodCase) { c.Months = []MonthValue{{2024, 2, 1}, {2024, 2, 1}} }), "series_twice"},
		{"cumulative", of(func(c *MethodCase) { c.Months = []MonthValue{{2024, 2, math.NaN()}} }), "not_finite"},
		{"rate-plan", of(func(c *MethodCase) { c.Target = pointed(-50) }), "rate_below_whole"},
		{"efficacy", of(func(c *MethodCase) { c.Target = pointed(50) }), "bounds_equal"},
		{"efficacy", of(func(c *MethodCase) { c.Target = pointed(40) }), "bounds_against_direction"},
		{"attainment", of(func(c *MethodCase) { c.Tolerance = pointed(-1) }), "tolerance_negative"},
		{"attainment", of(func(c *MethodCase) { c.Current = -1 }), "positive_needed"},
		{"germany", of(func(c *MethodCase) { c.CurrentYear = 0 }), "year_out_of_range"},
	} {
		if got := named(t, c.method).Assess(c.judged); got.Status != NotAvailable || got.Reason.Key != "methods.reason."+c.reason {
			t.Errorf("%s: %s because of %v, want %s", c.method, got.Status, got.Reason, c.reason)
		}
	}
	spoiled := of(func(c *MethodCase) { c.Settings = DefaultSettings(); c.Settings.Methods.AttainmentNear = math.NaN() })
	if got := named(t, "attainment").Assess(spoiled); got.Status != NotAvailable {
		t.Errorf("cut-offs that are no numbers: %s", got.Status)
	}
}

// The weather symbols of targets to be met each year and of directions, by hand from the
// rules: the mean change from the first to the last value, and the last change.
func TestWeatherSymbolsByHand(t *testing.T) {
	series := func(target *float64, year int, values ...float64) MethodCase {
		c := MethodCase{CurrentYear: 2020, TargetYear: year, Target: target, Direction: HigherIsBetter, Current: values[len(values)-1]}
		for i, value := range values {
			c.Series = append(c.Series, YearValue{Year: 2020 - len(values) + 1 + i, Value: value})
		}
		return c
	}
	ten := pointed(10)
	for _, c := range []struct {
		name   string
		judged MethodCase
		status string
	}{
		{"direction: both right", series(nil, 0, 1, 2, 3, 4, 5, 6), sun},
		{"direction: last change wrong", series(nil, 0, 1, 2, 3, 4, 6, 5), sunAndCloud},
		{"direction: last change none", series(nil, 0, 1, 2, 3, 4, 5, 5), sunAndCloud},
		{"direction: only the last", series(nil, 0, 9, 8, 7, 6, 5, 6), cloud},
		{"direction: stagnation, last right", series(nil, 0, 6, 8, 7, 6, 5, 6), cloud},
		{"direction: neither", series(nil, 0, 9, 8, 7, 6, 5, 4), thunderstorm},
		{"each year: met, no change", series(ten, 0, 12, 11, 10, 11, 12, 12), sun},
		{"each year: met, falling", series(ten, 0, 15, 14, 13, 12, 11, 10), sunAndCloud},
		{"each year: missed, no change", series(ten, 0, 9, 9, 9, 9, 9, 9), cloud},
		{"each year: missed, falling", series(ten, 0, 9, 9, 9, 9, 9, 8), thunderstorm},
		{"dated: met already and falling", series(ten, 2030, 15, 14, 13, 12, 11, 10), sunAndCloud},
		{"dated: stagnation", series(ten, 2030, 9, 9, 9, 9, 9, 9), thunderstorm},
		// Change of the last five of seven years: (6 − 1) ÷ 5 = 1; the first value does not count.
		{"dated: the last six of seven", series(ten, 2024, 100, 1, 2, 3, 4, 5, 6), sun},
		{"four in a row", series(ten, 2024, 3, 4, 5, 6), sun},
	} {
		if got := named(t, "germany").Assess(c.judged); got.Status != c.status {
			t.Errorf("%s: %s (%v), want %s", c.name, got.Status, got.Reason, c.status)
		}
	}
	broken := series(ten, 2024, 1, 2, 3, 4, 5, 6)
	broken.Series = append(broken.Series[:3], broken.Series[4:]...) // 2018 is missing
	if got := named(t, "germany").Assess(broken); got.Status != NotAvailable || got.Reason.Key != "methods.reason.four_years_needed" {
		t.Errorf("a gap: %s %v", got.Status, got.Reason)
	}
}

// Bands and parity by hand: 40 lies 5 below 45 to 55 and counts as 60; a parity of 0.8 is
// as far from 1 as 1.25.
func TestBandsBecomeDistances(t *testing.T) {
	c := MethodCase{BaseYear: 2020, Base: 40, Current: 50, Series: []YearValue{{2021, 61.5}}, Months: []MonthValue{{2021, 1, 45}}}
	got, err := c.TowardsBand(45, 55)
	if err != nil || got.Base != 60 || got.Current != 55 || got.Series[0].Value != 61.5 || got.Months[0].Value != 55 || *got.Target != 55 || got.Direction != LowerIsBetter {
		t.Errorf("band: %+v, %v", got, err)
	}
	if point, _ := c.TowardsBand(50, 50); point.Base != 60 || point.Series[0].Value != 61.5 { // 50 + |40 − 50|, 50 + |61.5 − 50|
		t.Errorf("point: %+v", point)
	}
	if _, err := c.TowardsBand(55, 45); err == nil {
		t.Error("a band with its edges the wrong way is taken")
	}
	c.Base = 0.8
	if got, err := c.TowardsParity(); err != nil || got.Base != 1.25 || got.Current != 50 || *got.Target != 1 {
		t.Errorf("parity: %+v, %v", got, err)
	}
	c.Base = 0
	if _, err := c.TowardsParity(); err == nil {
		t.Error("a parity of zero is taken")
	}
}
