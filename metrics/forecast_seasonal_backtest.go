package metrics

import "math"

// stretch is a run of values ahead whose sum is wanted: steps from … to after an
// origin, both included.
type stretch struct{ from, to int }

// seasonalForecast is a series with seasons and what every method expects after each
// of its values from two years on.
type seasonalForecast struct {
	values    []float64
	lengths   []float64 // the months of each season
	methods   []seasonalMethod
	lines     [][]seasonalLine // by method, by origin
	wanted    stretch
	chosen    int
	backtests []Backtest
	spread    spread
}

// forecastSeasonal runs every method from every origin and chooses the one with the
// least mean absolute error of the sum of a stretch of values as long as the wanted
// one, at the wanted distance and whole years nearer. Where no such sum is known yet,
// the stretch that begins with the next value stands in. It needs three years of
// values; lengths are the months of each season, first is the season of the first value.
func forecastSeasonal(values, lengths []float64, first int, wanted stretch) *seasonalForecast {
	f := &seasonalForecast{values: values, lengths: lengths, methods: seasonalMethods(), wanted: wanted}
	count := len(values)
	rates := make([]float64, count)
	for i, value := range values {
		rates[i] = value / lengths[(first+i)%len(lengths)]
	}
	storage := make([]seasonalLine, len(f.methods)*count)
	f.lines = make([][]seasonalLine, len(f.methods))
	for m, method := range f.methods {
		f.lines[m] = storage[m*count : (m+1)*count]
		method.project(rates, lengths, first, f.lines[m])
	}
	f.backtest(f.stretches())
	return f
}

func (f *seasonalForecast) seasons() int { return len(f.lengths) }

// stretches lists those whose sums the backtest forecasts.
func (f *seasonalForecast) stretches() []stretch {
	length := f.wanted.to - f.wanted.from
	var list []stretch
	for from := f.wanted.from; from >= 1; from -= f.seasons() {
		if 2*f.seasons()+from+length <= len(f.values) {
			list = append(list, stretch{from, from + length})
		}
	}
	if len(list) == 0 {
		return []stretch{{1, 1 + length}}
	}
	return list
}

// backtest works as that of yearly series does: the methods' errors decide the choice,
// the errors of the procedure as a whole the width of the intervals.
func (f *seasonalForecast) backtest(stretches []stretch) {
	cumulated := make([]float64, len(f.values)+1)
	for i, value := range f.values {
		cumulated[i+1] = cumulated[i] + value
	}
	sums := make([]float64, len(f.methods))
	misses := make([]float64, len(f.methods)*len(stretches)*len(f.values))
	at := func(m, s, origin int) *float64 { return &misses[(origin*len(stretches)+s)*len(f.methods)+m] }
	size := largest(f.values) * float64(stretches[0].to-stretches[0].from+1)
	forecasts, origins := 0, 0
	for origin := 2*f.seasons() - 1; origin < len(f.values); origin++ {
		for s, ahead := range stretches {
			if earlier := origin - ahead.to; earlier >= 2*f.seasons()-1 {
				forecasts++
				for m := range f.methods {
					sums[m] += math.Abs(*at(m, s, earlier))
				}
			}
		}
		f.chosen = least(sums, forecasts, size)
		known := false
		for s, ahead := range stretches {
			if origin+ahead.to >= len(f.values) {
				continue
			}
			known = true
			actual := cumulated[origin+ahead.to+1] - cumulated[origin+ahead.from]
			for m := range f.methods {
				*at(m, s, origin) = actual - f.lines[m][origin].total(f.lengths, ahead.from, ahead.to)
			}
			f.spread.add(*at(f.chosen, s, origin) / f.growth(ahead.to, origin))
		}
		if known {
			origins++
		}
	}
	// Sums of overlapping stretches say the same thing twice.
	f.spread.freedom = 1 + float64(origins-1)/float64(f.wanted.to-f.wanted.from+1)
	f.backtests = ranked(len(f.methods), func(m int) string { return f.methods[m].name }, sums, forecasts, f.chosen)
}

// growth is how the error of a sum grows with the distance of its last value.
func (f *seasonalForecast) growth(ahead, origin int) float64 {
	return errorGrowth(float64(ahead)/float64(f.seasons()), float64(origin)/float64(f.seasons()))
}
