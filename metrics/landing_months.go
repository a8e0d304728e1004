package metrics

import "strconv"

// landMonths continues a flow by its months (or quarters): what the months of a year
// that are known have brought, with what the others are expected to bring.
func (l *lander) landMonths(months *monthSeries) *Problem {
	l.landing.Points = len(months.values)
	seasons, last := months.seasons(), months.lastYear
	remaining := seasons - 1 - months.lastSeason
	target := l.deadline.Year()
	ahead := stretch{1, remaining}
	if target > last {
		from := remaining + (target-last-1)*seasons + 1
		ahead = stretch{from, from + seasons - 1}
	}
	years := float64(ahead.to) / float64(seasons)
	if problem := tooFar(years, float64(len(months.values))/float64(seasons)); problem != nil {
		return problem
	}
	l.prepareMonths(months)
	f := forecastSeasonal(months.values, months.lengths(), months.firstSeason, ahead)
	origin := len(months.values) - 1
	line := &f.lines[f.chosen][origin]
	l.landing.Method, l.landing.Backtests = f.backtests[0].Method, f.backtests
	quantiles := f.spread.quantiles()
	deviation := f.spread.deviation(l.resolution)
	var scale float64
	lowest := l.bounds.low
	for year := last; year <= target; year++ {
		part, known := stretch{1, remaining}, months.knownOfLastYear
		if year > last {
			from := remaining + (year-last-1)*seasons + 1
			part, known = stretch{from, from + seasons - 1}, 0
		}
		if part.to < part.from {
			continue
		}
		share := float64(part.to-part.from+1) / float64(ahead.to-ahead.from+1)
		scale = deviation * f.growth(part.to, origin) * share
		l.bounds.low = lowest
		if lowest == 0 {
			l.bounds.low = known // what has come about is not taken back
		}
		l.addPoint(NewDate(year, 12, 31), known+line.total(f.lengths, part.from, part.to), scale, quantiles)
	}
	return l.conclude(f.spread, scale)
}

// prepareMonths finds bounds and rounding, and says what the forecast rests on.
func (l *lander) prepareMonths(months *monthSeries) {
	l.prepare(months.values)
	l.remark(months.remark, "first", months.first, "last", months.last, "points", strconv.Itoa(len(months.values)))
	l.remarkOnStatus(l.selection.usable[len(l.selection.usable)-1])
}
