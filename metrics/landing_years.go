package metrics

import (
	"math"
	"slices"
	"strconv"
)

// landYears continues a yearly series.
func (l *lander) landYears() *Problem {
	points := l.yearlyPoints()
	l.landing.Points = len(points)
	if len(points) < leastLandingValues {
		return NewProblem("landing.reason.too_few", "points", strconv.Itoa(len(points)),
			"needed", strconv.Itoa(leastLandingValues))
	}
	times, values := timesAndValues(points)
	if l.input.Indicator.Kind == KindRank && !hasTrend(values) {
		return NewProblem("landing.reason.rank_without_trend")
	}
	last := len(values) - 1
	end := l.deadline
	if l.input.Indicator.Kind == KindFlow {
		end = NewDate(l.deadline.Year(), 12, 31)
	}
	ahead := yearPosition(end) - times[last]
	if problem := tooFar(ahead, times[last]-times[0]); problem != nil {
		return problem
	}
	l.remarkOn(points)
	l.prepare(values)
	f := forecastYearly(times, values, ahead, l.bounds)
	if l.input.Indicator.Kind == KindCumulative && slices.IsSorted(values) {
		l.bounds.low = values[last] // what has been added is not taken back
	}
	line := f.lines[f.chosen][last]
	l.landing.Method, l.landing.Backtests = f.backtests[0].Method, f.backtests
	quantiles := f.spread.quantiles()
	deviation := f.spread.deviation(l.resolution)
	for year := points[last].Period.Last.Year(); year <= end.Year(); year++ {
		day := min(NewDate(year, 12, 31), end)
		if day <= points[last].Period.Last {
			continue
		}
		distance := yearPosition(day) - times[last]
		l.addPoint(day, line.at(distance), deviation*f.growth(distance, last), quantiles)
	}
	return l.conclude(f.spread, deviation*f.growth(ahead, last))
}

// tooFar refuses a deadline more than twice as far ahead as the values reach back.
func tooFar(ahead, seen float64) *Problem {
	if ahead <= 2*seen+halfDay {
		return nil
	}
	return NewProblem("landing.reason.too_far", "ahead", oneDecimal(ahead), "seen", oneDecimal(seen))
}

func oneDecimal(years float64) string {
	return strconv.FormatFloat(math.Round(years*10)/10, 'f', -1, 64)
}

// remarkOn says what a reader must know about the values.
func (l *lander) remarkOn(points []*Observation) {
	last := points[len(points)-1]
	missing := last.Period.Last.Year() - points[0].Period.Last.Year() + 1 - len(points)
	if missing > 0 {
		l.remark("gap", "from", points[0].Period.String(), "to", last.Period.String(), "missing", strconv.Itoa(missing))
	}
	l.remarkOnStatus(last)
}

// remarkOnStatus says when the newest value is not final.
func (l *lander) remarkOnStatus(last *Observation) {
	switch last.Status {
	case StatusProvisional:
		l.remark("provisional", "period", last.Period.String())
	case StatusEstimated:
		l.remark("estimated", "period", last.Period.String())
	}
}
