package metrics

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// shortfallText is what a value lacks: the way to the printed number, or to the nearer
// edge of a band. The tolerance of an approximate target is not taken off.
func (j *judgement) shortfallText(c *big.Rat) string {
	lacking := j.goal.shortfall(c)
	if !j.goal.band {
		lacking = new(big.Rat).Sub(j.goal.nominal, c)
		lacking.Abs(lacking)
	}
	return displayedRat(lacking, j.input.Indicator.Decimals)
}

func (j *judgement) recordInput(role, period string, value decimal.Decimal, source string) {
	j.result.Explanation.Inputs = append(j.result.Explanation.Inputs,
		ExplanationInput{Role: role, Period: period, Value: displayed(value), Source: source})
}

// step records a formula with its numbers and returns the result as a float64.
func (j *judgement) step(name, formula string, result *big.Rat) *float64 {
	value := pointer(result)
	if value != nil {
		j.result.Explanation.Steps = append(j.result.Explanation.Steps,
			ExplanationStep{Name: name, Formula: formula, Result: *value})
	}
	return value
}

// remark adds what else a reader must know.
func (j *judgement) remark(key string, pairs ...string) {
	remark := NewProblem("assess.remark."+key, pairs...)
	addChinesePeriods(remark.Arguments)
	j.result.Explanation.Remarks = append(j.result.Explanation.Remarks, *remark)
}

// conclude sets status, method and reason. The reason always carries the goal, the
// deadline, the latest value and the units, beside the pairs given.
func (j *judgement) conclude(status AssessmentStatus, method, key string, pairs ...string) {
	j.result.Status = status
	j.result.Method = method
	reason := NewProblem("assess.reason."+key, pairs...)
	common := func(name, value string) {
		if _, given := reason.Arguments[name]; !given {
			reason.Arguments[name] = value
		}
	}
	common("unit", j.input.Indicator.Unit)
	common("change_unit", differenceUnit(j.input.Indicator.Unit))
	common("goal", j.goal.text)
	common("deadline", j.target.Period)
	common("as_of", j.input.AsOf.String())
	if j.result.Latest.Valid {
		common("latest", displayed(j.result.Latest.Decimal))
		common("latest_period", j.result.LatestPeriod)
	}
	if j.result.TargetRate != nil {
		common("target_rate", displayedShare(rational(j.result.TargetRate))+"%")
	}
	if j.breakPeriod != "" {
		common("break", j.breakPeriod)
	}
	addChinesePeriods(reason.Arguments)
	if j.latestIn != "" {
		reason.Arguments["latest_period_zh"] = j.latestIn
	}
	j.result.Reason = reason.Key
	j.result.Explanation.Reason = *reason
}

// addChinesePeriods adds to each period among the arguments of a sentence its Chinese
// form, under the same name with the ending _zh, for a Chinese sentence to prefer.
func addChinesePeriods(arguments map[string]string) {
	for _, name := range []string{"latest_period", "since", "reached", "deadline", "period", "base_period", "from", "as_of", "issued"} {
		text, given := arguments[name]
		if _, worded := arguments[name+"_zh"]; !given || worded {
			continue
		}
		if period, err := ReadPeriod("", text); err == nil {
			text = period.Chinese()
		}
		arguments[name+"_zh"] = text
	}
}

// cannot concludes that no status can be given.
func (j *judgement) cannot(reason *Problem) {
	pairs := make([]string, 0, 2*len(reason.Arguments))
	for name, value := range reason.Arguments {
		pairs = append(pairs, name, value)
	}
	j.conclude(NotAssessable, "", strings.TrimPrefix(reason.Key, "assess.reason."), pairs...)
}

// explainTarget lists target and interim targets as inputs.
func (j *judgement) explainTarget() {
	source := targetSource(j.target)
	if j.target.Value.Valid {
		j.recordInput("target", j.target.Period, j.target.Value.Decimal, source)
	}
	if j.target.ValueHigh.Valid {
		j.recordInput("target_high", j.target.Period, j.target.ValueHigh.Decimal, source)
	}
	if j.target.Comparator == Approximately {
		j.cutOff("approximate_tolerance", j.settings.ApproximateTolerance)
		j.remark("tolerance", "tolerance", displayedShare(exactly(j.settings.ApproximateTolerance))+"%")
	}
	if j.goal.contradicts {
		j.remark("comparator_against_direction")
	}
}

func (j *judgement) cutOff(name string, value float64) {
	if j.result.Explanation.CutOffs == nil {
		j.result.Explanation.CutOffs = map[string]float64{}
	}
	j.result.Explanation.CutOffs[name] = value
}

func (j *judgement) paceCutOffs() {
	j.cutOff("ahead", j.settings.Ahead)
	j.cutOff("on_schedule", j.settings.OnSchedule)
	j.cutOff("far_behind", j.settings.FarBehind)
}

// targetSource names where a target is printed: plan, section, item.
func targetSource(target *Target) string {
	parts := make([]string, 0, 3)
	for _, part := range []string{target.Plan, target.Section, target.Item} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}
