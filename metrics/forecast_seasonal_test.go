package metrics

import (
	"math"
	"testing"
)

// ones are the lengths of seasons that are all alike.
func ones(count int) []float64 {
	lengths := make([]float64, count)
	for i := range lengths {
		lengths[i] = 1
	}
	return lengths
}

// Two years of seasons, 1 2 3 4 and 2 3 4 5; expectations by hand.
func TestSeasonalMethodsByHand(t *testing.T) {
	values := []float64{1, 2, 3, 4, 2, 3, 4, 5}
	cases := []struct {
		method   string
		from, to int
		want     float64
	}{
		{ForecastSeasonalNoChange, 1, 4, 14},
		{ForecastSeasonalNoChange, 6, 6, 3},
		{ForecastSeasonalChange, 1, 4, 18}, // the last year brought 1 more a quarter
		{ForecastSeasonalChange, 5, 8, 22},
		{ForecastSeasonalGrowth, 1, 4, 19.6}, // 14 ÷ 10 = 1.4; 14 × 1.4
		{ForecastSeasonalGrowth, 5, 8, 27.44},
		{ForecastSeasonalGrowth, 2, 3, 9.8}, // (3 + 4) × 1.4
		{ForecastSeasonalTheilSen, 1, 4, 18},
		{ForecastSeasonalTheilSen, 7, 7, 6},
	}
	for _, c := range cases {
		for _, method := range seasonalMethods() {
			if method.name != c.method {
				continue
			}
			lines := make([]seasonalLine, len(values))
			method.project(values, ones(4), 0, lines)
			if got := lines[7].total(ones(4), c.from, c.to); math.Abs(got-c.want) > 1e-9 {
				t.Errorf("%s expects %v from %d to %d, want %v", c.method, got, c.from, c.to, c.want)
			}
		}
	}
}

// A wild value moves the median changes by nothing: of the three changes of the first
// quarter, 1, 1 and 1 a year without it, (101 − 1) and (3 − 101) are the outer ones.
func TestSeasonalTheilSenPassesOverAWildValue(t *testing.T) {
	values := []float64{1, 2, 3, 4, 101, 3, 4, 5, 3, 4, 5, 6}
	lines := make([]seasonalLine, len(values))
	projectSeasonalTheilSen(values, ones(4), 0, lines)
	if got := lines[11].total(ones(4), 1, 4); math.Abs(got-22) > 1e-9 {
		t.Errorf("expects %v, want 4 + 5 + 6 + 7", got)
	}
}

// A year that repeats itself is repeated, wherever in the year the series begins and
// ends, by every method.
func TestSeasonsAreRepeated(t *testing.T) {
	pattern := []float64{5, 1, 9, 3, 7, 2, 8, 4, 6, 11, 10, 12}
	for first := range 12 {
		values := make([]float64, 41)
		for i := range values {
			values[i] = pattern[(first+i)%12]
		}
		for _, method := range seasonalMethods() {
			lines := make([]seasonalLine, len(values))
			method.project(values, ones(12), first, lines)
			for step := 1; step <= 30; step++ {
				want := pattern[(first+40+step)%12]
				if got := lines[40].total(ones(12), step, step); math.Abs(got-want) > 1e-9 {
					t.Fatalf("%s from season %d, step %d: %v, want %v", method.name, first, step, got, want)
				}
			}
		}
	}
}

func TestTotalIsTheSumOfItsSteps(t *testing.T) {
	values := publishedMonthly(t)[0].values[:50]
	for _, method := range seasonalMethods() {
		lines := make([]seasonalLine, len(values))
		method.project(values, ones(12), 3, lines)
		var sum float64
		for step := 8; step <= 33; step++ {
			sum += lines[49].total(ones(12), step, step)
		}
		if got := lines[49].total(ones(12), 8, 33); !nearly(got, sum) {
			t.Errorf("%s: %v, the steps add up to %v", method.name, got, sum)
		}
	}
}

func TestSeasonalBacktestCounts(t *testing.T) {
	values := publishedMonthly(t)[0].values
	cases := []struct {
		known, want int
		ahead       stretch
	}{
		{36, 7, stretch{1, 6}},    // from the 24th to the 30th month
		{36, 1, stretch{7, 18}},   // no sum so far ahead is known: the next twelve months stand in
		{60, 19, stretch{7, 18}},  // from the 24th to the 42nd
		{60, 26, stretch{19, 30}}, // 7 at this distance, 19 a year nearer
	}
	for _, c := range cases {
		f := forecastSeasonal(values[:c.known], ones(12), 0, c.ahead)
		if f.backtests[0].Forecasts != c.want {
			t.Errorf("%d months, %v: %d forecasts, want %d", c.known, c.ahead, f.backtests[0].Forecasts, c.want)
		}
	}
}
