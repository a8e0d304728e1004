package metrics

import (
	"math"
	"strconv"
)

// leastLandingValues is how many values a forecast needs at least: three to draw a
// trend from and one to test it on.
const leastLandingValues = 4

// Land says where a series is heading at its target's deadline. It is nil when the
// target has no deadline after AsOf. It rests on the same values as Assess and is a
// pure function of its input.
//
// A flow with three years of months (or quarters) is continued month by month, its
// months already known counted in; everything else is continued year by year, a level
// by the last value of each year, a flow by whole years. Every method forecasts the
// known values from every earlier origin without looking ahead; the one with the least
// mean absolute error is chosen (see Backtest), the simplest of equals.
//
// The interval at horizon h is ŷ ± t · s · √(h + h²/m): the errors of that very
// procedure (at each origin the method that was best until then), brought to one year
// ahead by √(h + h²/m), the growth of a random walk whose drift is estimated from m
// years; s their root mean square with the rounding of the published values added
// (u²/12 for the last printed unit u, so that a series without any error has an
// interval all the same); t the quantile of Student's distribution with as many degrees
// of freedom as there were origins. It ends at the indicator's natural bounds. Nothing
// in this rule is fitted. The probability comes from the same distribution, a value
// counting as it would be printed: 99.96 meets 100 when no decimals are published.
//
// There is no forecast, and Reason says why, for an event, for a rank without a trend,
// for fewer than four values, for a target of months or terms, for a deadline more than
// twice as far ahead as the values reach back, and for a target without a number.
func Land(input AssessmentInput) *Landing {
	deadline := input.Target.Deadline()
	if input.AsOf.IsZero() || deadline <= input.AsOf {
		return nil
	}
	l := lander{input: &input, deadline: deadline, landing: &Landing{Deadline: deadline}}
	if reason := l.forecast(); reason != nil {
		return &Landing{Deadline: deadline, Points: l.landing.Points, Reason: reason}
	}
	return l.landing
}

// lander is one landing in the making.
type lander struct {
	input      *AssessmentInput
	deadline   Date
	goal       goal
	selection  selection
	bounds     bounds
	resolution float64
	clipped    bool
	landing    *Landing
}

// forecast fills the landing or returns the reason why there is none.
func (l *lander) forecast() *Problem {
	indicator, target := &l.input.Indicator, &l.input.Target
	switch {
	case indicator.Kind == KindEvent:
		return NewProblem("landing.reason.event")
	case target.Recurrence == Monthly || target.Recurrence == EachTerm:
		return NewProblem("landing.reason.not_yearly")
	}
	settings := l.input.Settings
	if settings == (Settings{}) {
		settings = DefaultSettings()
	}
	var problem *Problem
	if l.goal, problem = goalOf(*indicator, *target, settings); problem != nil {
		return problem
	}
	scenario := l.input.Scenario
	if scenario == "" {
		scenario = Actual
	}
	l.selection = selectObservations(l.input, scenario)
	l.dropBeforeBreak()
	if indicator.Kind == KindFlow {
		if months := monthsOf(l.selection.usable); months != nil {
			return l.landMonths(months)
		}
	}
	return l.landYears()
}

// dropBeforeBreak keeps the values from the last break in the series on: what lies
// before it measures something else.
func (l *lander) dropBeforeBreak() {
	var last *Observation
	for _, o := range l.selection.usable {
		if o.Status == StatusBreak && (last == nil || o.Period.Last > last.Period.Last) {
			last = o
		}
	}
	if last == nil {
		return
	}
	l.selection.usable = l.selection.filter(func(o *Observation) bool { return o.Period.Last >= last.Period.Last })
	l.remark("break", "period", last.Period.String())
}

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
	f := forecastYearly(times, values, ahead)
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
	return l.conclude(f.spread, line.at(ahead), deviation*f.growth(ahead, last))
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

func (l *lander) remark(name string, pairs ...string) {
	l.landing.Remarks = append(l.landing.Remarks, *NewProblem("landing.remark."+name, pairs...))
}

// remarkOn says what a reader must know about the values.
func (l *lander) remarkOn(points []*Observation) {
	for i, o := range points {
		if i > 0 && o.Period.Last.Year()-points[i-1].Period.Last.Year() > 1 {
			l.remark("gap", "from", points[i-1].Period.String(), "to", o.Period.String())
		}
	}
	last := points[len(points)-1]
	switch last.Status {
	case StatusProvisional:
		l.remark("provisional", "period", last.Period.String())
	case StatusEstimated:
		l.remark("estimated", "period", last.Period.String())
	}
}
