package metrics

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// base is the value a path starts from, or the reason why there is none.
type base struct {
	known   bool
	interim bool // taken from an interim target, so a value of the same day can be judged
	value   *big.Rat
	exact   decimal.Decimal
	end     Date
	missing *Problem
}

// findBase takes the base that the plan prints; failing that, the observation of the
// base period; failing that, nothing at the plan's start for a cumulative amount;
// failing that, an interim target that was due by the latest value. A base that is
// marked as not comparable is no base.
func (j *judgement) findBase() {
	target, kind := j.target, j.input.Indicator.Kind
	value, source, end := target.BaseValue, targetSource(target), Date(0)
	if value.Valid && !target.BaseComparable {
		j.base.missing = NewProblem("assess.reason.base_not_comparable")
		if target.BaseNote != "" {
			j.base.missing = NewProblem("assess.reason.base_not_comparable_because", "note", target.BaseNote)
		}
		return
	}
	if target.BasePeriod != "" {
		period, err := ReadPeriod("", target.BasePeriod)
		if err != nil {
			j.base.missing = NewProblem("assess.reason.base_period_unreadable", "base_period", target.BasePeriod)
			return
		}
		end = period.End()
		if kind == KindFlow && !isYearEnd(period) {
			j.base.missing = NewProblem("assess.reason.base_not_a_whole_year", "base_period", target.BasePeriod)
			return
		}
	}
	if !value.Valid && target.BaseComparable && !end.IsZero() {
		if o := j.observedBase(end); o != nil {
			value, source = o.Value, o.SourceTitle
			j.remark("base_from_observation", "period", o.Period.String())
		}
	}
	if !value.Valid && kind == KindCumulative {
		if end.IsZero() && !j.input.PlanStart.IsZero() {
			end = j.input.PlanStart.AddDays(-1)
		}
		if !end.IsZero() {
			value = decimal.NewNullDecimal(decimal.Zero)
			j.remark("base_is_nothing", "from", end.AddDays(1).String())
		}
	}
	interim := j.reachedInterim()
	if value.Valid {
		interim = nil
	}
	if interim != nil {
		// The plan's own earlier target is where its later one sets out from.
		value, source, end = interim.Value, targetSource(interim), interim.Deadline()
		j.remark("base_is_interim", "period", interim.Period)
	}
	switch {
	case !value.Valid:
		j.base.missing = NewProblem("assess.reason.no_base")
	case end.IsZero():
		j.base.missing = NewProblem("assess.reason.base_period_missing")
	case !withinArithmetic(value.Decimal):
		j.base.missing = NewProblem("assess.reason.value_out_of_range")
	default:
		j.base = base{known: true, interim: interim != nil, value: value.Decimal.Rat(), exact: value.Decimal, end: end}
		j.recordInput("base", j.basePeriodText(), value.Decimal, source)
	}
}

// reachedInterim returns the latest interim target whose deadline lies before that of
// the target and not after the latest value, or nil. A target that is due needs no
// path any more.
func (j *judgement) reachedInterim() *Target {
	latest := latestWithin(j.selection.series(j.input.Indicator.Kind), j.input.AsOf)
	if latest == nil || latest.Period.Last >= j.target.Deadline() {
		return nil
	}
	var reached *Target
	for i := range j.input.Interim {
		interim := &j.input.Interim[i]
		date := interim.Deadline()
		if !interim.Value.Valid || interim.ValueHigh.Valid || interim.Stretch || interim.Recurrence != Once ||
			date.IsZero() || date > latest.Period.Last || date >= j.target.Deadline() {
			continue
		}
		if reached == nil || date > reached.Deadline() {
			reached = interim
		}
	}
	return reached
}

// basePeriodText is the printed period of the base, or the day it ended on.
func (j *judgement) basePeriodText() string {
	if j.target.BasePeriod != "" {
		return j.target.BasePeriod
	}
	return j.base.end.String()
}

func (j *judgement) observedBase(end Date) *Observation {
	o := latestWithin(j.selection.series(j.input.Indicator.Kind), end)
	if o == nil || o.Period.Last != end {
		return nil
	}
	return o
}

func isYearEnd(period Period) bool {
	return period.Frequency == Annual || period.Frequency == Day && period.Last.Month() == 12 && period.Last.Day() == 31
}
