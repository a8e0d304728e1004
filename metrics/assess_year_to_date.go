package metrics

import (
	"math/big"
	"strconv"
)

// judgeYearToDate judges a flow by its latest year to date, held against its share of
// the year's plan by months. It returns false when there is nothing to judge by.
func (j *judgement) judgeYearToDate(deadline Date) bool {
	o := latestWithin(j.selection.filter(isPartialYear), 0)
	if o == nil || o.Period.Last > deadline || !j.appliesIn(o.Period.Last.Year()) {
		return false
	}
	required := j.requiredForYear(o.Period.Last.Year(), deadline)
	c := valueOf(o)
	j.setLatest(o)
	if required == nil {
		j.cannot(j.base.missing)
		return true
	}
	if j.goal.band || required.Sign() <= 0 || c.Sign() < 0 {
		j.cannot(NewProblem("assess.reason.year_to_date_not_proportional"))
		return true
	}
	planned, pace := j.yearToDatePace(o, required)
	j.result.RequiredValue = pointer(planned)
	j.result.Gap = j.step("gap", j.gapFormula(c, planned), j.gap(c, planned))
	j.result.Pace = pointer(pace)
	j.remark("year_to_date_proportional", "period", o.Period.String())
	j.paceCutOffs()
	arguments := []string{
		"year", strconv.Itoa(o.Period.Last.Year()), "months", strconv.Itoa(o.Period.Last.Month()),
		"planned", displayedRat(planned, j.input.Indicator.Decimals), "year_plan", displayedRat(required, j.input.Indicator.Decimals),
	}
	finalYear := j.target.Recurrence == Yearly || o.Period.Last.Year() == deadline.Year()
	status, key := AheadOfSchedule, "year_to_date"
	switch {
	case !j.goal.lower && j.goal.accepts(c):
		status, key = AchievedEarly, "year_to_date_achieved"
	case j.goal.lower && finalYear && !j.goal.accepts(c):
		status, key = Missed, "year_to_date_exceeded"
	case pace != nil:
		status = j.settings.paceStatus(pace)
	}
	if pace != nil {
		arguments = append(arguments, "pace", displayedShare(pace)+"%")
	}
	if key == "year_to_date" {
		key += "_" + string(status)
	}
	j.conclude(status, MethodYearToDate, key, arguments...)
	return true
}

// yearToDatePace returns the proportional plan of the months so far and the pace
// against it, nil when lower is better and nothing has been used.
func (j *judgement) yearToDatePace(o *Observation, required *big.Rat) (planned, pace *big.Rat) {
	c := valueOf(o)
	share := big.NewRat(int64(o.Period.Last.Month()), 12)
	planned = share.Mul(share, required)
	formula := operand(required) + " × " + strconv.Itoa(o.Period.Last.Month()) + " ÷ 12"
	j.step("year_to_date_plan", formula, planned)
	switch {
	case !j.goal.lower:
		pace = new(big.Rat).Quo(c, planned)
		j.step("year_to_date_pace", operand(c)+" ÷ "+operand(planned), pace)
	case c.Sign() > 0:
		pace = new(big.Rat).Quo(planned, c)
		j.step("year_to_date_pace", operand(planned)+" ÷ "+operand(c), pace)
	}
	return planned, pace
}

// addYearToDate shows a year to date that is newer than the judged year beside it.
// It does not change the status.
func (j *judgement) addYearToDate(judged *Observation, deadline Date) {
	if j.input.Indicator.Kind != KindFlow || j.goal.band {
		return
	}
	o := latestWithin(j.selection.filter(isPartialYear), deadline)
	if o == nil || o.Period.Last <= judged.Period.Last {
		return
	}
	required := j.requiredForYear(o.Period.Last.Year(), deadline)
	if required == nil || required.Sign() <= 0 || o.Value.Decimal.Sign() < 0 {
		return
	}
	j.recordInput("year_to_date", o.Period.String(), o.Value.Decimal, o.SourceTitle)
	j.yearToDatePace(o, required)
	j.remark("year_to_date_proportional", "period", o.Period.String())
}

// requiredForYear is what the target asks of a whole year: the same each year when
// it recurs, else the value of the path at the year's end; nil when the path has no
// base and the year is not that of the deadline.
func (j *judgement) requiredForYear(year int, deadline Date) *big.Rat {
	if j.target.Recurrence == Yearly || year == deadline.Year() {
		return j.goal.nominal
	}
	return j.requiredPath(deadline).at(NewDate(year, 12, 31))
}

// appliesIn tells whether a target asks anything of a year: a recurring one of the
// years it names, another one of every year after its base.
func (j *judgement) appliesIn(year int) bool {
	if j.target.Recurrence == Yearly {
		first, last := j.recurringYears()
		return year >= first && year <= last
	}
	return !j.base.known || year > j.base.end.Year()
}
