package metrics

import "math"

// longestBacktest bounds how many years ahead the backtest forecasts.
const longestBacktest = 10

// yearlyForecast is a yearly series with what every method expects after each of its
// values.
type yearlyForecast struct {
	times, values []float64
	methods       []yearlyMethod
	lines         [][]trendLine // by method, by origin
	horizon       float64       // the longest time ahead that the backtest looks at, in years
	bounds        bounds        // what no forecast goes beyond
	chosen        int
	backtests     []Backtest
	spread        spread
}

// forecastYearly runs every method from every origin and chooses the one with the
// least mean absolute error over all values that lie at most the needed horizon after
// an origin with leastTraining values. It needs at least leastTraining + 1 values.
func forecastYearly(times, values []float64, horizon float64, limits bounds) *yearlyForecast {
	f := &yearlyForecast{
		times: times, values: values, methods: yearlyMethods(), bounds: limits,
		horizon: min(math.Ceil(horizon), longestBacktest),
	}
	for i := 1; i < len(times); i++ { // every value is to be forecast at least from the one before it
		f.horizon = max(f.horizon, times[i]-times[i-1])
	}
	count := len(values)
	storage := make([]trendLine, len(f.methods)*count)
	f.lines = make([][]trendLine, len(f.methods))
	for m, method := range f.methods {
		f.lines[m] = storage[m*count : (m+1)*count]
		method.project(times, values, f.lines[m])
	}
	f.backtest()
	f.spread.least = scatterOfChanges(times, values)
	f.spread.freedom++
	return f
}

// expect is what a method expects a time after an origin.
func (f *yearlyForecast) expect(method, origin int, ahead float64) float64 {
	return f.bounds.clip(f.lines[method][origin].at(ahead))
}

// backtest forecasts every known value from every earlier origin. A method's errors
// decide the choice. The errors of the procedure as a whole — at each origin the
// method that had done best until then — decide how wide the intervals are, so that
// the choice itself is paid for (prequential errors, Dawid 1984).
func (f *yearlyForecast) backtest() {
	sums := make([]float64, len(f.methods))
	forecasts := 0
	size := largest(f.values)
	for origin := leastTraining - 1; origin < len(f.values); origin++ {
		// What the value at this origin says about the forecasts made before it.
		for earlier := leastTraining - 1; earlier < origin; earlier++ {
			ahead := f.times[origin] - f.times[earlier]
			if ahead > f.horizon+halfDay {
				continue
			}
			forecasts++
			for m := range f.methods {
				sums[m] += math.Abs(f.values[origin] - f.expect(m, earlier, ahead))
			}
		}
		f.chosen = least(sums, forecasts, size)
		f.addErrors(origin)
	}
	f.backtests = ranked(len(f.methods), func(m int) string { return f.methods[m].name }, sums, forecasts, f.chosen)
}

// addErrors takes up the errors of the method that an origin would have chosen.
func (f *yearlyForecast) addErrors(origin int) {
	added := false
	for later := origin + 1; later < len(f.values); later++ {
		ahead := f.times[later] - f.times[origin]
		if ahead > f.horizon+halfDay {
			break
		}
		miss := f.values[later] - f.expect(f.chosen, origin, ahead)
		f.spread.add(miss / f.growth(ahead, origin))
		added = true
	}
	if added {
		f.spread.freedom++
	}
}

// growth is how the error of a forecast grows with the time ahead: as for a random
// walk whose drift is estimated from the changes seen, √(h + h²/m).
func (f *yearlyForecast) growth(ahead float64, origin int) float64 {
	return errorGrowth(ahead, f.times[origin]-f.times[0])
}

func errorGrowth(ahead, seen float64) float64 { return math.Sqrt(ahead + ahead*ahead/seen) }

// scatterOfChanges is the mean square by which the changes differ from their mean, for
// changes of one year: the error that a random walk with drift expects one year ahead.
func scatterOfChanges(times, values []float64) float64 {
	last := len(values) - 1
	mean := (values[last] - values[0]) / (times[last] - times[0])
	var squares float64
	for i := 1; i <= last; i++ {
		step := times[i] - times[i-1]
		miss := values[i] - values[i-1] - mean*step
		squares += miss * miss / step
	}
	return squares / float64(last-1)
}

// halfDay keeps times that were computed from days from missing each other.
const halfDay = 0.5 / 365

// untried is the method taken before any error is known: the mean of the changes seen,
// the second of the methods with and of those without seasons.
const untried = 1

// least returns the first method whose error is least. Errors that differ by less than
// a billionth of the values' size are equal.
func least(sums []float64, forecasts int, size float64) int {
	if forecasts == 0 {
		return untried
	}
	best := 0
	for m := range sums {
		if sums[m] < sums[best]-1e-9*size*float64(forecasts) {
			best = m
		}
	}
	return best
}

func largest(values []float64) float64 {
	var size float64
	for _, value := range values {
		size = max(size, math.Abs(value))
	}
	return size
}
