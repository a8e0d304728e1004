package metrics

// judgeWithoutDeadline judges a standing rule by the latest value, and an aim whose
// text gives no year only once it is met.
func (j *judgement) judgeWithoutDeadline() {
	series := j.selection.series(j.input.Indicator.Kind)
	latest := latestWithin(series, 0)
	if latest == nil {
		j.cannot(j.selection.emptyReason(j.input.Indicator.Kind))
		return
	}
	j.setLatest(latest)
	c := valueOf(latest)
	j.setLevelRates(c, latest.Period.Last, 0)
	met := j.goal.accepts(c)
	shortfall := j.shortfallText(c)
	switch {
	case j.isStanding() && met:
		j.setStandingGap(c)
		j.conclude(Held, MethodStanding, "standing_held")
	case j.isStanding():
		j.setStandingGap(c)
		j.conclude(NotHeld, MethodStanding, "standing_not_held", "shortfall", shortfall)
	case met:
		j.conclude(Achieved, MethodComparison, "met_without_deadline")
	default:
		j.cannot(NewProblem("assess.reason.no_deadline", "shortfall", shortfall))
	}
}

func (j *judgement) isStanding() bool {
	return j.target.Recurrence == Standing || j.target.Recurrence == EachTerm ||
		j.input.Indicator.Kind == KindLimit || j.target.Path == PathFlat
}
