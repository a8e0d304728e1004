package metrics

import "math/big"

// setPathRates fills what depends on the base and the path and returns the exact
// pace, or nil when it is not defined.
func (j *judgement) setPathRates(c *big.Rat, end, deadline Date) *big.Rat {
	path := j.requiredPath(deadline)
	required := path.at(end)
	if required != nil {
		j.result.RequiredValue = pointer(required)
		j.result.Gap = j.step("gap", j.gapFormula(c, required), j.gap(c, required))
	}
	if !j.base.known || end == j.base.end {
		return nil // no time has passed since the base, so there is no rate
	}
	b := j.base.value
	tau := timeRate(j.base.end, end, deadline)
	j.result.TimeRate = j.step("time_rate", timeFormula(j.base.end, end, deadline), tau)
	if j.isHold() {
		return nil
	}
	increment, formula := j.progress(c)
	j.result.IncrementRate = j.step("increment_rate", formula, increment)
	j.setCompoundRatio(end, deadline)
	if j.target.Path == PathMilestones && len(path.corners) > 2 {
		j.explainMilestones(path)
	} else {
		if j.target.Path == PathMilestones {
			j.remark("no_milestones")
		}
		j.result.Lag = j.step("lag", operand(tau)+" − "+operand(increment), new(big.Rat).Sub(tau, increment))
	}
	planned, _ := j.progress(required)
	if planned.Sign() <= 0 {
		return nil
	}
	formula = operand(increment) + " ÷ " + operand(planned)
	if j.result.Lag == nil && !j.goal.band {
		formula = "(" + operand(c) + " − " + operand(b) + ") ÷ (" + operand(required) + " − " + operand(b) + ")"
	}
	pace := new(big.Rat).Quo(increment, planned)
	j.result.Pace = j.step("pace", formula, pace)
	return pace
}

// progress is the share of the way from base to target that a value has gone, with
// its formula. For a band it is the share of the distance to the band that is closed.
func (j *judgement) progress(value *big.Rat) (share *big.Rat, formula string) {
	b := j.base.value
	if !j.goal.band {
		aim := j.goal.nominal
		return incrementRate(b, value, aim),
			"(" + operand(value) + " − " + operand(b) + ") ÷ (" + operand(aim) + " − " + operand(b) + ")"
	}
	before, now := j.goal.shortfall(b), j.goal.shortfall(value)
	open := new(big.Rat).Quo(now, before)
	return open.Sub(big.NewRat(1, 1), open), "1 − " + operand(now) + " ÷ " + operand(before)
}

// gap is how much better a value is than the path requires.
func (j *judgement) gap(c, required *big.Rat) *big.Rat {
	switch {
	case j.goal.band:
		return new(big.Rat).Sub(j.goal.shortfall(required), j.goal.shortfall(c))
	case j.goal.lower:
		return new(big.Rat).Sub(required, c)
	default:
		return new(big.Rat).Sub(c, required)
	}
}

func (j *judgement) gapFormula(c, required *big.Rat) string {
	switch {
	case j.goal.band:
		return operand(j.goal.shortfall(required)) + " − " + operand(j.goal.shortfall(c))
	case j.goal.lower:
		return operand(required) + " − " + operand(c)
	default:
		return operand(c) + " − " + operand(required)
	}
}

func (j *judgement) setCompoundRatio(end, deadline Date) {
	kind := j.input.Indicator.Kind
	if kind == KindRank || kind == KindEvent {
		return
	}
	aim := j.goal.aimFrom(j.base.value)
	years, all := yearsBetween(j.base.end, end), yearsBetween(j.base.end, deadline)
	aimDecimal, exact := decimalOf(aim)
	if !exact {
		return
	}
	ratio, defined := CompoundRatio(j.base.exact, j.result.Latest.Decimal, aimDecimal,
		toFloat(years), toFloat(all), aim.Cmp(j.base.value) < 0)
	if !defined {
		return
	}
	j.result.CompoundRatio = &ratio
	b, c := operand(j.base.value), operand(j.result.Latest.Decimal.Rat())
	j.result.Explanation.Steps = append(j.result.Explanation.Steps, ExplanationStep{
		Name: "compound_ratio",
		Formula: "((" + c + " ÷ " + b + ")^(1 ÷ " + trimmed(years) + ") − 1) ÷ ((" +
			operand(aim) + " ÷ " + b + ")^(1 ÷ " + trimmed(all) + ") − 1)",
		Result: ratio,
	})
}

func (j *judgement) explainMilestones(path RequiredPath) {
	points := path.Points()
	for i := 1; i < len(points)-1; i++ {
		interim := path.corners[i].interim
		j.recordInput("interim", interim.Period, points[i].Value, targetSource(interim))
	}
}

// timeFormula shows years as a plan counts them when all three days end years, else
// the lengths of time.
func timeFormula(base, end, deadline Date) string {
	if isDecember31(base) && isDecember31(end) && isDecember31(deadline) {
		b := base.Year()
		return "(" + yearText(end.Year()) + " − " + yearText(b) + ") ÷ (" + yearText(deadline.Year()) + " − " + yearText(b) + ")"
	}
	return trimmed(yearsBetween(base, min(end, deadline))) + " ÷ " + trimmed(yearsBetween(base, deadline))
}

// concludeByPace gives the light of an open target that has a base.
func (j *judgement) concludeByPace(c, pace *big.Rat) {
	j.paceCutOffs()
	method := MethodLinear
	onMilestones := (j.target.Path == PathMilestones || j.base.interim) && j.result.Lag == nil
	if onMilestones {
		method = MethodMilestones
	}
	var status AssessmentStatus
	switch {
	case pace != nil:
		status = j.settings.paceStatus(pace)
	case j.result.Gap != nil && *j.result.Gap >= 0:
		status = OnSchedule
	default:
		status = Behind
	}
	key := string(status)
	overshot := j.goal.band && c.Cmp(j.goal.high) > 0 != (j.base.value.Cmp(j.goal.high) > 0)
	switch {
	case overshot:
		pairs := append(j.paceArguments(), "shortfall", j.shortfallText(c))
		j.conclude(status, method, "overshoot", pairs...)
		return
	case onMilestones:
		key = "path_" + key
	}
	j.conclude(status, method, key+j.wayToGo(), j.paceArguments()...)
}

// wayToGo is the ending of the reason's key: which way the value has still to move.
func (j *judgement) wayToGo() string {
	if j.result.RemainingToGo != nil && *j.result.RemainingToGo < 0 {
		return ".decrease"
	}
	return ".increase"
}

func (j *judgement) paceArguments() []string {
	decimals := j.input.Indicator.Decimals
	share := func(value *float64) string { return displayedShare(rational(value)) + "%" }
	pairs := []string{"time_rate", share(j.result.TimeRate), "increment_rate", share(j.result.IncrementRate)}
	if j.result.Lag != nil {
		lag := rational(j.result.Lag)
		pairs = append(pairs, "lag", displayedShare(lag), "lead", displayedShare(lag.Neg(lag)))
	}
	if j.result.RequiredPerYear != nil {
		perYear := rational(j.result.RequiredPerYear)
		pairs = append(pairs, "required_per_year", displayedRat(perYear.Abs(perYear), decimals))
	}
	if j.result.RequiredValue != nil {
		gap := rational(j.result.Gap)
		pairs = append(pairs, "required_value", displayedRat(rational(j.result.RequiredValue), decimals),
			"gap", displayedRat(gap.Abs(gap), decimals))
	}
	return pairs
}
