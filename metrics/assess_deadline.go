package metrics

import "math/big"

// judgeByDeadline judges a target that is to be met once, by a date.
func (j *judgement) judgeByDeadline() {
	deadline := j.target.Deadline()
	j.findBase()
	if j.base.known && deadline <= j.base.end {
		j.cannot(NewProblem("assess.reason.deadline_not_after_base", "base_period", j.basePeriodText()))
		return
	}
	series := j.selection.series(j.input.Indicator.Kind)
	judged := j.valueForDeadline(series, deadline)
	if judged == nil || j.base.known && !j.base.interim && judged.Period.Last <= j.base.end {
		j.withoutValue(series, judged, deadline)
		return
	}
	j.setLatest(judged)
	c := valueOf(judged)
	j.setLevelRates(c, judged.Period.Last, deadline)
	pace := j.setPathRates(c, judged.Period.Last, deadline)
	switch {
	case j.goal.accepts(c):
		j.concludeMet(series, judged, deadline)
	case judged.Period.Last >= deadline:
		j.concludeMissed(series, c, deadline)
	case j.input.AsOf > deadline:
		j.cannot(NewProblem("assess.reason.no_value_for_deadline"))
	case j.isHold():
		j.concludeNotHeld(c)
	case !j.base.known:
		j.cannot(j.base.missing)
	default:
		j.concludeByPace(c, pace)
	}
	j.addYearToDate(judged, deadline)
}

// valueForDeadline returns the last value up to the deadline, or the value of the
// day or month that contains the deadline.
func (j *judgement) valueForDeadline(series []*Observation, deadline Date) *Observation {
	judged := latestWithin(series, deadline)
	if judged != nil && judged.Period.Last == deadline {
		return judged
	}
	for _, o := range series {
		if o.Period.Frequency == Month && o.Period.First <= deadline && deadline < o.Period.Last {
			j.remark("month_of_deadline", "period", o.Period.String())
			return o
		}
	}
	return judged
}

// withoutValue concludes when there is no value between base and deadline.
func (j *judgement) withoutValue(series []*Observation, judged *Observation, deadline Date) {
	if j.input.Indicator.Kind == KindFlow && j.input.AsOf <= deadline && j.judgeYearToDate(deadline) {
		return
	}
	j.setLatest(judged)
	switch {
	case len(series) > 0 && latestWithin(series, 0).Period.Last > deadline:
		for _, o := range series {
			if o.Period.First <= deadline && deadline < o.Period.Last {
				j.cannot(NewProblem("assess.reason.period_too_long", "period", o.Period.String()))
				return
			}
		}
		j.cannot(NewProblem("assess.reason.no_value_for_deadline"))
	case judged != nil:
		j.cannot(NewProblem("assess.reason.no_value_after_base", "base_period", j.basePeriodText()))
	default:
		j.cannot(j.selection.emptyReason(j.input.Indicator.Kind))
	}
}

func (j *judgement) concludeMet(series []*Observation, judged *Observation, deadline Date) {
	if judged.Period.Last < deadline && j.input.AsOf > deadline {
		j.remark("deadline_value_missing")
	}
	if j.isHold() {
		key := "held"
		if j.baseHadReachedIt() && j.target.Path != PathFlat && j.input.Indicator.Kind != KindLimit {
			key = "held_since_base"
		}
		j.conclude(Held, MethodHold, key)
		return
	}
	since := metSince(series, judged, j.goal, j.base.end)
	if since != nil && since.Period.Last < deadline {
		j.conclude(AchievedEarly, MethodComparison, "achieved_early", "since", since.Period.String())
		return
	}
	j.conclude(Achieved, MethodComparison, "achieved")
}

func (j *judgement) concludeMissed(series []*Observation, c *big.Rat, deadline Date) {
	shortfall := j.shortfallText(c)
	for _, o := range series {
		if o.Period.Last > deadline && o.Period.String() != j.result.LatestPeriod && j.goal.accepts(valueOf(o)) {
			j.conclude(Missed, MethodComparison, "missed_reached_later", "shortfall", shortfall,
				"reached", o.Period.String(), "reached_value", displayed(o.Value.Decimal))
			return
		}
	}
	j.conclude(Missed, MethodComparison, "missed", "shortfall", shortfall)
}

func (j *judgement) concludeNotHeld(c *big.Rat) {
	j.conclude(NotHeld, MethodHold, "not_held",
		"shortfall", j.shortfallText(c))
}
