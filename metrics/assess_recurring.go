package metrics

import (
	"math/big"
	"strconv"
)

// judgeRecurring judges a target that applies to each year or month anew. It applies
// from RecursFrom to Period; without RecursFrom only to the year of Period; without
// both to every year.
func (j *judgement) judgeRecurring() {
	first, last := j.recurringYears()
	within := func(o *Observation) bool {
		year := o.Period.Last.Year()
		return year >= first && year <= last
	}
	kind := j.input.Indicator.Kind
	levels := j.selection.filter(func(o *Observation) bool { return within(o) && isLevel(o) })
	complete := j.selection.filter(func(o *Observation) bool { return within(o) && j.completes(o, kind) })
	if judged := latestWithin(complete, 0); judged != nil {
		j.judgeRecurrence(judged)
		if j.target.Recurrence == Yearly {
			j.addYearToDate(judged, NewDate(last, 12, 31))
		}
		return
	}
	if j.target.Recurrence == Yearly && kind == KindFlow && j.judgeYearToDate(NewDate(last, 12, 31)) {
		return
	}
	if latest := latestWithin(levels, 0); latest != nil && j.target.Recurrence == Yearly && kind != KindFlow {
		j.judgeUnfinishedYear(latest)
		return
	}
	if j.input.AsOf < NewDate(first, 12, 31) {
		j.conclude(Pending, MethodRecurring, "not_due_yet", "first_year", strconv.Itoa(first))
		return
	}
	if len(j.selection.usable) > 0 && len(j.selection.filter(within)) == 0 {
		j.cannot(NewProblem("assess.reason.no_value_in_years"))
		return
	}
	if j.target.Recurrence == Monthly && len(j.selection.usable) > 0 {
		j.cannot(NewProblem("assess.reason.no_single_month"))
		return
	}
	j.cannot(j.selection.emptyReason(kind))
}

// completes tells whether a value is that of a whole year (month): for a flow the
// amount of it, for a level the stand at its end or its own published value.
func (j *judgement) completes(o *Observation, kind Kind) bool {
	switch {
	case j.target.Recurrence == Monthly:
		return o.Period.Frequency == Month
	case kind == KindFlow:
		return isWholeYear(o)
	default:
		return isLevel(o) && isDecember31(o.Period.Last)
	}
}

func (j *judgement) judgeRecurrence(judged *Observation) {
	j.setLatest(judged)
	c := valueOf(judged)
	j.setLevelRates(c, judged.Period.Last, 0)
	j.setStandingGap(c)
	if j.goal.accepts(c) {
		j.conclude(Achieved, MethodRecurring, "recurrence_achieved")
		return
	}
	j.conclude(Missed, MethodRecurring, "recurrence_missed",
		"shortfall", j.shortfallText(c))
}

func (j *judgement) judgeUnfinishedYear(latest *Observation) {
	j.setLatest(latest)
	c := valueOf(latest)
	j.setLevelRates(c, latest.Period.Last, 0)
	j.setStandingGap(c)
	if j.goal.accepts(c) {
		j.conclude(Held, MethodRecurring, "unfinished_year_held")
		return
	}
	j.conclude(Pending, MethodRecurring, "unfinished_year_pending",
		"shortfall", j.shortfallText(c))
}

// setStandingGap fills what is required and the gap for a level that is the same at
// all times.
func (j *judgement) setStandingGap(c *big.Rat) {
	required := j.goal.aimFrom(c)
	j.result.RequiredValue = pointer(required)
	j.result.Gap = j.step("gap", j.gapFormula(c, required), j.gap(c, required))
}

// recurringYears returns the first and last year that a recurring target applies to.
func (j *judgement) recurringYears() (first, last int) {
	first, last = FirstYear, LastYear
	if deadline := j.target.Deadline(); !deadline.IsZero() {
		first, last = deadline.Year(), deadline.Year()
	}
	if from, err := ReadPeriod("", j.target.RecursFrom); err == nil {
		first = from.Start().Year()
	}
	return first, last
}
