package metrics

import "math"

// The words of Open SDG, as its progress measure publishes them.
const (
	targetAchieved      = "target_achieved"
	substantialProgress = "substantial_progress"
	moderateProgress    = "moderate_progress"
	limitedProgress     = "limited_progress"
	deterioration       = "deterioration"
)

// insteadOfZero stands for a base or a target of zero, which has no growth. Open SDG
// publishes the replacement and warns that it distorts.
const insteadOfZero = 0.001

func compoundStatuses() []string {
	return []string{targetAchieved, substantialProgress, moderateProgress, limitedProgress, deterioration}
}

// assessCompoundCase is the progress measure of Open SDG, which Statistics Canada
// applies and which goes back to Eurostat's (open-sdg/open-sdg, docs/
// progress-methodology.md; its definition in open-sdg/sdg-build, ProgressMeasure). With
// s = −1 for a negative base, d = −1 when lower is better, growth g(x) = (x ÷ b)^(1 ÷
// years) − 1:
//
//	with target     ratio = s·d·g(c) ÷ |g(T)|
//	without target  ratio = s·d·g(c)
//
// A value that meets its target is target_achieved whatever its trend, also where the
// ratio is not defined. The score lies between −5 and 5, see compoundScore.
func assessCompoundCase(c MethodCase) MethodResult {
	cutOffs := compoundCutOffsOf(c)
	var remarks []*Problem
	if c.Target != nil && *c.Target == 0 {
		replaced := insteadOfZero
		c.Target = &replaced
		remarks = append(remarks, NewProblem("methods.remark.zero_target", "value", shortFloat(insteadOfZero)))
	}
	if c.Target != nil && c.Limit != nil {
		remarks = append(remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	if c.Target == nil && c.Limit != nil && c.sign()*c.Base > c.sign()**c.Limit {
		remarks = append(remarks, NewProblem("methods.remark.base_beyond_limit", c.arguments()...))
	}
	achieved := c.Target != nil && c.meets(*c.Target)
	ratio, reason, zeroBase := compoundRatioOf(&c)
	if zeroBase {
		remarks = append(remarks, NewProblem("methods.remark.zero_base", "value", shortFloat(insteadOfZero)))
	}
	result := MethodResult{Status: NotAvailable, Reason: reason, Remarks: remarks}
	best := 5.0
	switch {
	case achieved && ratio == nil:
		result.Status, result.Score = targetAchieved, &best
		result.Reason = NewProblem("methods.explain.achieved_without_ratio", c.arguments()...)
	case achieved:
		result.Status, result.Score, result.Ratio = targetAchieved, &best, ratio
		result.Reason = NewProblem("methods.explain.achieved", c.arguments("ratio", resultNumber(*ratio))...)
	case ratio != nil:
		score := cutOffs.score(*ratio)
		result.Status, result.Score, result.Ratio = cutOffs.status(c, *ratio), &score, ratio
		result.Reason = c.explainCompound(cutOffs, *ratio)
	}
	if ratio != nil {
		result.Steps = c.compoundSteps(*ratio)
	}
	return result
}

// compoundRatioOf returns the ratio, or why there is none. It replaces a base of
// zero in the case, so that the sentences show what was computed with.
func compoundRatioOf(c *MethodCase) (ratio *float64, reason *Problem, zeroBase bool) {
	if c.Base == 0 {
		c.Base, zeroBase = insteadOfZero, true
	}
	if reason := c.growthProblem(); reason != nil {
		return nil, reason, zeroBase
	}
	value := c.growthSign() * yearlyGrowth(c.Base, c.Current, c.years())
	if c.Target != nil {
		switch {
		case (*c.Target < 0) != (c.Base < 0):
			return nil, NewProblem("methods.reason.target_sign", c.arguments()...), zeroBase
		case *c.Target == c.Base:
			return nil, NewProblem("methods.reason.base_equals_target", c.arguments()...), zeroBase
		}
		value /= math.Abs(yearlyGrowth(c.Base, *c.Target, c.yearsToTarget()))
	}
	return &value, nil, zeroBase
}

// compoundSteps are the observed growth, the required one and their ratio.
func (c MethodCase) compoundSteps(ratio float64) []ExplanationStep {
	steps := []ExplanationStep{growthStep("observed_growth", c.Base, c.Current, c.years())}
	if c.Target == nil {
		return steps
	}
	required := growthStep("required_growth", c.Base, *c.Target, c.yearsToTarget())
	formula := bracketed(resultNumber(steps[0].Result)) + " ÷ " + resultNumber(math.Abs(required.Result))
	if c.growthSign() < 0 {
		formula = "−(" + formula + ")"
	}
	return append(steps, required, ExplanationStep{Name: "growth_ratio", Formula: formula, Result: ratio + 0})
}

func (c MethodCase) explainCompound(cutOffs compoundCutOffs, ratio float64) *Problem {
	further := []string{
		"observed", resultNumber(yearlyGrowth(c.Base, c.Current, c.years())), "ratio", resultNumber(ratio),
		"high", resultNumber(cutOffs.high), "medium", resultNumber(cutOffs.medium),
	}
	switch {
	case c.Target != nil:
		further = append(further, "required", resultNumber(yearlyGrowth(c.Base, *c.Target, c.yearsToTarget())))
		return NewProblem("methods.explain.compound_target", c.arguments(further...)...)
	case c.Limit != nil:
		further = append(further, "coefficient", resultNumber(cutOffs.coefficient))
		return NewProblem("methods.explain.compound_limit", c.arguments(further...)...)
	default:
		return NewProblem("methods.explain.compound_growth", c.arguments(further...)...)
	}
}
