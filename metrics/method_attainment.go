package metrics

import "math/big"

const (
	targetReached = "target_reached"
	nearTarget    = "near_target"
	belowTarget   = "below_target"
)

func attainmentStatuses() []string { return []string{targetReached, nearTarget, belowTarget} }

// assessAttainmentCase is the plain 目标完成率: actual ÷ target, or target ÷ actual where
// lower is better (Imihigo guide of Ngoma district). It looks neither at the base nor at
// the time. The target is near from nine tenths on (ClearPoint, support article
// 12885814) or, where the case gives a tolerance, when the value lies within it (Socrata,
// support article 202950938); both edges belong to the near side.
func assessAttainmentCase(c MethodCase) MethodResult {
	switch {
	case c.Target == nil:
		return notAvailable(NewProblem("methods.reason.target_needed"))
	case *c.Target <= 0 || c.Current < 0:
		return notAvailable(NewProblem("methods.reason.positive_needed", c.arguments()...))
	}
	value, target := exactly(c.Current), exactly(*c.Target)
	var ratio *big.Rat
	formula := operand(value) + " ÷ " + operand(target)
	switch {
	case c.Direction == HigherIsBetter:
		ratio = new(big.Rat).Quo(value, target)
	case value.Sign() > 0:
		ratio = new(big.Rat).Quo(target, value)
		formula = operand(target) + " ÷ " + operand(value)
	}
	near := exactly(c.cutOffs().AttainmentNear)
	result := MethodResult{Ratio: pointer(ratio), Status: belowTarget}
	key, edge := "methods.explain.attainment", trimmed(near)
	isNear := ratio != nil && ratio.Cmp(near) >= 0
	if c.Tolerance != nil {
		gap := new(big.Rat).Sub(target, value)
		if c.Direction == LowerIsBetter {
			gap.Neg(gap)
		}
		isNear = gap.Cmp(exactly(*c.Tolerance)) <= 0
		key, edge = "methods.explain.attainment_tolerance", caseNumber(*c.Tolerance)
	}
	switch {
	case c.meets(*c.Target):
		result.Status = targetReached
	case isNear:
		result.Status = nearTarget
	}
	if ratio == nil {
		result.Reason = NewProblem("methods.explain.attainment_nothing", c.arguments()...)
		return result
	}
	result.Reason = NewProblem(key, c.arguments("formula", formula, "percent", displayedPercent(ratio), "edge", edge)...)
	result.Steps = []ExplanationStep{{Name: "attainment", Formula: formula, Result: toFloat(ratio)}}
	return result
}
