package metrics

import (
	"math"
	"testing"
)

func yearsFrom(first float64, count int) []float64 {
	times := make([]float64, count)
	for i := range times {
		times[i] = first + float64(i)
	}
	return times
}

func unbounded() bounds { return bounds{math.Inf(-1), math.Inf(1)} }

func lineAfter(t *testing.T, name string, times, values []float64) trendLine {
	t.Helper()
	for _, method := range yearlyMethods() {
		if method.name == name {
			lines := make([]trendLine, len(values))
			method.project(times, values, lines)
			return lines[len(values)-1]
		}
	}
	t.Fatalf("no method %s", name)
	return trendLine{}
}

// All expectations are worked out by hand, as told beside them.
func TestYearlyMethodsByHand(t *testing.T) {
	cases := []struct {
		name, method  string
		times, values []float64
		ahead, want   float64
	}{
		{"the last value stays", ForecastNoChange, yearsFrom(2020, 4), []float64{3, 9, 4, 7}, 5, 7},
		// (8 − 2) ÷ 3 = 2 a year
		{"three changes", ForecastMeanChange, yearsFrom(2020, 4), []float64{2, 4, 7, 8}, 2, 12},
		// the jump from 0 to 10 is the sixth change back: (15 − 10) ÷ 5 = 1
		{"five changes", ForecastMeanChange, yearsFrom(2015, 7), []float64{0, 10, 11, 12, 13, 14, 15}, 1, 16},
		// 2021 is missing: (9 − 1) ÷ 4 years = 2
		{"a change over a gap", ForecastMeanChange, []float64{2019, 2020, 2022, 2023}, []float64{1, 4, 6, 9}, 1.5, 12},
		// weights 1, 2, 3: slope (6·28 − 8·17) ÷ (6·14 − 8²) = 1.6, at 2022 0.7 + 1.6·2 = 3.9
		{"weights", ForecastTimeWeighted, yearsFrom(2020, 3), []float64{1, 2, 4}, 1, 5.5},
		// seven of the ten slopes are 1, and the line leaves only the wild value aside
		{"a wild value", ForecastTheilSen, yearsFrom(2020, 5), []float64{1, 2, 3, 4, 50}, 1, 6},
		// slopes 1, 3/2, 2 → 1.5; offsets from it at 2022: 4, 3.5, 4 → 4
		{"median of three", ForecastTheilSen, yearsFrom(2020, 3), []float64{1, 2, 4}, 2, 7},
		// Every expectation lies too high, so the smallest weights and the strongest damping
		// win: ℓ 0.82, b 0.801; then ℓ 1.41472, b 0.638496; ŷ = ℓ + (0.8 + 0.64) b
		{"damped", ForecastDampedHolt, yearsFrom(2020, 3), []float64{0, 1, 1}, 2, 2.33415424},
	}
	for _, c := range cases {
		if got := lineAfter(t, c.method, c.times, c.values).at(c.ahead); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %s expects %v, want %v", c.name, c.method, got, c.want)
		}
	}
}

// φ + φ² + φ³ of 0.9 is 0.9 + 0.81 + 0.729.
func TestDampedTime(t *testing.T) {
	if got := dampedTime(3, 0.9); math.Abs(got-2.439) > 1e-12 {
		t.Errorf("damped time %v", got)
	}
	if got := dampedTime(2.5, 1); got != 2.5 {
		t.Errorf("undamped time %v", got)
	}
}

func TestStraightLineIsContinuedExactly(t *testing.T) {
	values := []float64{5, 7.5, 10, 12.5, 15, 17.5}
	for _, method := range []string{ForecastMeanChange, ForecastTimeWeighted, ForecastTheilSen} {
		if got := lineAfter(t, method, yearsFrom(2018, 6), values).at(4); math.Abs(got-27.5) > 1e-9 {
			t.Errorf("%s expects %v, want 27.5", method, got)
		}
	}
	f := forecastYearly(yearsFrom(2018, 6), values, 4, unbounded())
	if f.methods[f.chosen].name != ForecastMeanChange || f.backtests[0].MeanAbsoluteError > 1e-9 || !f.backtests[0].Chosen {
		t.Errorf("chose %s: %+v", f.methods[f.chosen].name, f.backtests)
	}
}

func TestNoMethodLooksAhead(t *testing.T) {
	for _, s := range publishedYearly(t) {
		times := yearsFrom(2000, len(s.values))
		for _, method := range yearlyMethods() {
			all, part := make([]trendLine, len(s.values)), make([]trendLine, 8)
			method.project(times, s.values, all)
			method.project(times[:8], s.values[:8], part)
			for i := leastTraining - 1; i < len(part); i++ {
				if all[i] != part[i] {
					t.Fatalf("%s of %s after value %d changes with later values: %v, %v", method.name, s.name, i, all[i], part[i])
				}
			}
		}
	}
}

// The errors by hand for 0, 0, 0, 3, 3 and one year ahead: from the third value each
// method expects 0 and misses by 3; from the fourth no change misses by 0, mean change
// (1 a year) by 1.
func TestBacktestByHand(t *testing.T) {
	f := forecastYearly(yearsFrom(2020, 5), []float64{0, 0, 0, 3, 3}, 1, unbounded())
	errors := map[string]float64{}
	for _, backtest := range f.backtests {
		errors[backtest.Method] = backtest.MeanAbsoluteError
		if backtest.Forecasts != 2 {
			t.Errorf("%s made %d forecasts", backtest.Method, backtest.Forecasts)
		}
	}
	if errors[ForecastNoChange] != 1.5 || errors[ForecastMeanChange] != 2 {
		t.Errorf("errors %v", errors)
	}
	if f.methods[f.chosen].name != ForecastNoChange || f.spread.freedom != 3 {
		t.Errorf("chose %s with %v degrees of freedom", f.methods[f.chosen].name, f.spread.freedom)
	}
	// The first origin takes mean change (0 a year) and misses by 3: 9 ÷ (1 + 1/2) = 6. Every
	// method missed by 3, so the second takes the first of them and misses by nothing. Mean 3.
	// The changes 0, 0, 3, 0 differ from 0.75 a year by 6.75 squared in all, 2.25 on average.
	if got := f.spread.deviation(0); math.Abs(got-math.Sqrt(3)) > 1e-12 || math.Abs(f.spread.least-2.25) > 1e-12 {
		t.Errorf("deviation %v", got)
	}
}

// After the third of six values three pairs of an origin and a later value lie one year
// apart, two two years, one three.
func TestBacktestHorizon(t *testing.T) {
	values := []float64{1, 2, 4, 3, 5, 8}
	for horizon, want := range map[float64]int{1: 3, 2: 5, 3: 6, 9: 6} {
		if f := forecastYearly(yearsFrom(2020, 6), values, horizon, unbounded()); f.backtests[0].Forecasts != want {
			t.Errorf("horizon %v: %d forecasts, want %d", horizon, f.backtests[0].Forecasts, want)
		}
	}
	// Values five years apart are forecast from the one before, however near the deadline is.
	if f := forecastYearly([]float64{2000, 2005, 2010, 2015, 2020}, values[:5], 1, unbounded()); f.backtests[0].Forecasts != 2 {
		t.Errorf("%d forecasts over five years", f.backtests[0].Forecasts)
	}
}

// Another unit and a mirror change every forecast and every error in the same way.
func TestForecastFollowsUnitAndMirror(t *testing.T) {
	for _, s := range publishedYearly(t) {
		values := s.values[:10]
		plain := forecastYearly(yearsFrom(2000, 10), values, 3, unbounded())
		for _, factor := range []float64{-1, 1e4, 0.001, -0.37} {
			scaled := make([]float64, len(values))
			for i := range values {
				scaled[i] = values[i] * factor
			}
			f := forecastYearly(yearsFrom(1990, 10), scaled, 3, unbounded())
			if f.chosen != plain.chosen {
				t.Errorf("%s × %v: %s instead of %s", s.name, factor, f.backtests[0].Method, plain.backtests[0].Method)
				continue
			}
			want, got := plain.lines[plain.chosen][9].at(3)*factor, f.lines[f.chosen][9].at(3)
			spread, wantSpread := f.spread.deviation(0), plain.spread.deviation(0)*math.Abs(factor)
			if !nearly(got, want) || !nearly(spread, wantSpread) {
				t.Errorf("%s × %v: %v ± %v, want %v ± %v", s.name, factor, got, spread, want, wantSpread)
			}
		}
	}
}

func nearly(got, want float64) bool {
	return math.Abs(got-want) <= 1e-7*max(math.Abs(got), math.Abs(want), 1e-12)
}
