package metrics

import "math"

// The words of Eurostat's monitoring. Insufficient progress and movement away are those
// of indicators with a target, the two degrees of movement away those without.
const (
	significantProgress     = "significant_progress"
	moderateTowards         = "moderate_progress"
	insufficientProgress    = "insufficient_progress"
	moderateMovementAway    = "moderate_movement_away"
	movementAway            = "movement_away"
	significantMovementAway = "significant_movement_away"
)

func eurostatStatuses() []string {
	return []string{significantProgress, moderateTowards, insufficientProgress, moderateMovementAway, movementAway, significantMovementAway}
}

// assessEurostatCase is the measure of Eurostat's monitoring of the EU's sustainable
// development goals. With a target it is the observed compound growth a year over the
// required one, d·((c ÷ b)^(1 ÷ y) − 1) ÷ |(T ÷ b)^(1 ÷ Y) − 1|, with the cut-offs 0.95,
// 0.60 and 0, each edge to the better side (Eurostat 2021, as cited in open-sdg/open-sdg,
// docs/progress-methodology.md). Without a target it is the growth in the wanted
// direction, with the cut-offs 1 %, 0 and −1 % a year; these three are general
// knowledge (MethodCutOffs.EurostatGrowth), and a remark says so. Both ask for positive
// values and have no score.
func assessEurostatCase(c MethodCase) MethodResult {
	switch {
	case c.years() <= 0:
		return notAvailable(NewProblem("methods.reason.equal_years", c.arguments()...))
	case c.Base <= 0 || c.Current <= 0 || c.Target != nil && *c.Target <= 0:
		return notAvailable(NewProblem("methods.reason.positive_needed", c.arguments()...))
	case c.Target != nil && c.Base == *c.Target:
		return notAvailable(NewProblem("methods.reason.base_equals_target", c.arguments()...))
	}
	ratio := c.growthSign() * yearlyGrowth(c.Base, c.Current, c.years())
	var result MethodResult
	if c.Target == nil {
		cutOff := c.cutOffs().EurostatGrowth
		result.Status = eurostatGrowthStatus(c, cutOff)
		result.Reason = NewProblem("methods.explain.eurostat_growth", c.arguments(
			"observed", resultNumber(yearlyGrowth(c.Base, c.Current, c.years())), "ratio", resultNumber(ratio), "cut_off", shortFloat(cutOff))...)
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.eurostat_growth_unconfirmed"))
	} else {
		ratio /= math.Abs(yearlyGrowth(c.Base, *c.Target, c.yearsToTarget()))
		cutOffs := compoundCutOffsOf(c)
		result.Status = eurostatStatus(cutOffs, ratio)
		result.Reason = c.explainCompound(cutOffs, ratio)
	}
	result.Ratio, result.Steps = &ratio, c.compoundSteps(ratio)
	if c.Limit != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	return result
}

func eurostatStatus(k compoundCutOffs, ratio float64) string {
	switch {
	case ratio >= k.high:
		return significantProgress
	case ratio >= k.medium:
		return moderateTowards
	case ratio >= 0:
		return insufficientProgress
	default:
		return movementAway
	}
}

func eurostatGrowthStatus(c MethodCase, cutOff float64) string {
	switch {
	case c.growsBy(cutOff):
		return significantProgress
	case c.growsBy(0):
		return moderateTowards
	case c.growsBy(-cutOff):
		return moderateMovementAway
	default:
		return significantMovementAway
	}
}
