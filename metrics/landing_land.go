package metrics

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
// The interval at horizon h is ŷ ± t · s · √(h + h²/m), for a series that reaches back m
// years: the error of a random walk whose drift is known from m years grows like that.
// s is the root mean square of the errors of the very procedure (at each origin the
// method that was best until then, so that the choice is paid for), brought to one year
// ahead; for a yearly series no less than the scatter of the yearly changes about their
// mean, because few forecasts may all hit by luck; plus the rounding of the published
// values (u²/12 for the last printed unit u), so that a series without any error has an
// interval all the same. t is the quantile of Student's distribution; its degrees of freedom
// are the origins and, for a yearly series, one more for the changes. Origins whose sums
// of months overlap count as far as they do not. The interval ends at the indicator's
// natural bounds. Nothing in this rule is fitted to data. The
// probability comes from the same distribution, a value counting as it would be printed:
// 99.96 meets 100 when no decimals are published.
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

func (l *lander) remark(name string, pairs ...string) {
	l.landing.Remarks = append(l.landing.Remarks, *NewProblem("landing.remark."+name, pairs...))
}
