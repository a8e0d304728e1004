package metrics

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// judgeYearToDate judges a flow by its latest year to date, held against its share of
// the year's plan. It returns false when there is nothing to judge by.
func (j *judgement) judgeYearToDate(deadline Date) bool {
	o := j.selection.latestYearToDate(0)
	if o == nil || o.Period.Last > deadline || !j.appliesIn(o.year) {
		return false
	}
	required := j.requiredForYear(o.year, deadline)
	c := valueOf(o.Observation)
	j.setLatest(o.Observation)
	j.remarkMonths(o)
	if required == nil {
		j.cannot(j.base.missing)
		return true
	}
	if j.goal.band || required.Sign() <= 0 || c.Sign() < 0 {
		j.cannot(NewProblem("assess.reason.year_to_date_not_proportional"))
		return true
	}
	plan := j.yearToDatePlan(o, required)
	j.result.RequiredValue = pointer(plan.planned)
	j.result.Gap = j.step("gap", j.gapFormula(c, plan.planned), j.gap(c, plan.planned))
	j.result.Pace = pointer(plan.pace)
	j.paceCutOffs()
	finalYear := j.target.Recurrence == Yearly || o.year == deadline.Year()
	status, key := plan.status(j), ""
	switch {
	case !j.goal.lower && j.goal.accepts(c):
		status, key = AchievedEarly, "year_to_date_achieved"
	case j.goal.lower && finalYear && !j.goal.accepts(c):
		status, key = Missed, "year_to_date_exceeded"
	default:
		key = plan.key + "_" + string(status)
		if j.goal.lower {
			key += ".limit"
		}
	}
	j.conclude(status, plan.method, key, j.yearToDateArguments(o, plan, required)...)
	return true
}

// yearToDatePlan is what the months so far should have brought.
type yearToDatePlan struct {
	planned, pace *big.Rat // pace is nil when nothing was asked for, or lower is better and nothing was used
	method, key   string
	years         []int // the earlier years of a seasonal share
}

// status gives the light by the pace. Where there is none, what is no worse than the
// plan is in time.
func (p yearToDatePlan) status(j *judgement) AssessmentStatus {
	switch {
	case p.pace != nil:
		return j.settings.paceStatus(p.pace)
	case p.planned.Sign() > 0:
		return AheadOfSchedule
	case j.result.Gap != nil && *j.result.Gap >= 0:
		return OnSchedule
	default:
		return Behind
	}
}

// yearToDatePlan computes the share of the year's plan for the months so far, by the
// seasons of earlier years where they are known, and what each remaining month has to
// bring.
func (j *judgement) yearToDatePlan(o *yearToDate, required *big.Rat) yearToDatePlan {
	c := valueOf(o.Observation)
	plan := yearToDatePlan{method: MethodSeasonal, key: "seasonal"}
	share, formula, years := j.selection.seasonalShare(o.year, o.months)
	if share != nil {
		plan.years = years
		j.step("seasonal_share", formula, share)
		plan.planned = new(big.Rat).Mul(share, required)
		formula = operand(required) + " × " + trimmed(share)
		j.remark("year_to_date_seasonal", "period", o.Period.String(), "period_zh", o.Period.Chinese(), "years", yearList(years, ", "), "years_zh", yearList(years, "、"))
	} else {
		plan.method, plan.key = MethodYearToDate, "year_to_date"
		plan.planned = new(big.Rat).Mul(big.NewRat(int64(o.months), 12), required)
		formula = operand(required) + " × " + strconv.Itoa(o.months) + " ÷ 12"
		j.remark("year_to_date_proportional", "period", o.Period.String(), "period_zh", o.Period.Chinese())
	}
	j.step("year_to_date_plan", formula, plan.planned)
	switch {
	case !j.goal.lower && plan.planned.Sign() > 0:
		plan.pace = new(big.Rat).Quo(c, plan.planned)
		j.step("year_to_date_pace", operand(c)+" ÷ "+operand(plan.planned), plan.pace)
	case j.goal.lower && c.Sign() > 0 && plan.planned.Sign() > 0:
		plan.pace = new(big.Rat).Quo(plan.planned, c)
		j.step("year_to_date_pace", operand(plan.planned)+" ÷ "+operand(c), plan.pace)
	}
	if rest := new(big.Rat).Sub(required, c); rest.Sign() > 0 {
		left := big.NewRat(int64(12-o.months), 1)
		j.result.RequiredPerMonth = j.step("required_per_month",
			"("+operand(required)+" − "+operand(c)+") ÷ "+trimmed(left), rest.Quo(rest, left))
	}
	return plan
}

// yearList lists years, which come latest first, in order of time.
func yearList(years []int, separator string) string {
	texts := make([]string, 0, len(years))
	for _, year := range slices.Backward(years) {
		texts = append(texts, strconv.Itoa(year))
	}
	return strings.Join(texts, separator)
}

// remarkMonths says when the amount was added up, and when later months cannot be.
func (j *judgement) remarkMonths(o *yearToDate) {
	if o.summed {
		j.remark("year_to_date_summed", "period", o.Period.String(), "period_zh", o.Period.Chinese())
	}
	if o.gap > 0 {
		j.remark("month_missing", "period", MonthOf(o.year, o.gap).String())
	}
}

func (j *judgement) yearToDateArguments(o *yearToDate, plan yearToDatePlan, required *big.Rat) []string {
	decimals := j.input.Indicator.Decimals
	arguments := []string{
		"year", strconv.Itoa(o.year), "months", strconv.Itoa(o.months), "months_left", strconv.Itoa(12 - o.months),
		"planned", displayedRat(plan.planned, decimals), "year_plan", displayedRat(required, decimals),
		"profile_years", yearList(plan.years, ", "), "profile_years_zh", yearList(plan.years, "、"), "required_per_month", "0",
	}
	if j.result.RequiredPerMonth != nil {
		arguments = append(arguments, "required_per_month", displayedRat(rational(j.result.RequiredPerMonth), decimals))
	}
	if plan.pace != nil {
		arguments = append(arguments, "pace", displayedShare(plan.pace)+"%")
	}
	return arguments
}

// addYearToDate shows a year to date that is newer than the judged year beside it.
// It does not change the status.
func (j *judgement) addYearToDate(judged *Observation, deadline Date) {
	if j.input.Indicator.Kind != KindFlow || j.goal.band {
		return
	}
	o := j.selection.latestYearToDate(deadline)
	if o == nil || o.Period.Last <= judged.Period.Last {
		return
	}
	required := j.requiredForYear(o.year, deadline)
	if required == nil || required.Sign() <= 0 || o.Value.Decimal.Sign() < 0 {
		return
	}
	j.recordInput("year_to_date", o.Period.String(), o.Value.Decimal, o.SourceTitle)
	j.remarkMonths(o)
	j.yearToDatePlan(o, required)
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
