package metrics

import "math"

func eurostatStatuses() []string {
	return []string{"significant_progress", "moderate_progress", "insufficient_progress", "movement_away"}
}

// assessEurostatCase is the measure of Eurostat's monitoring of the EU's sustainable
// development goals for indicators with a target: the observed compound growth a year
// over the required one, d·((c ÷ b)^(1 ÷ y) − 1) ÷ |(T ÷ b)^(1 ÷ Y) − 1|, with the
// cut-offs 0.95, 0.60 and 0, each edge to the better side (Eurostat 2021, as cited in
// open-sdg/open-sdg, docs/progress-methodology.md). It asks for positive values and
// has no score.
func assessEurostatCase(c MethodCase) MethodResult {
	switch {
	case c.Target == nil:
		return notAvailable(NewProblem("methods.reason.target_needed"))
	case c.CurrentYear == c.BaseYear:
		return notAvailable(NewProblem("methods.reason.equal_years", c.arguments()...))
	case c.Base <= 0 || c.Current <= 0 || *c.Target <= 0:
		return notAvailable(NewProblem("methods.reason.positive_needed", c.arguments()...))
	case c.Base == *c.Target:
		return notAvailable(NewProblem("methods.reason.base_equals_target", c.arguments()...))
	}
	ratio := c.sign() * yearlyGrowth(c.Base, c.Current, c.years()) /
		math.Abs(yearlyGrowth(c.Base, *c.Target, c.yearsToTarget()))
	cutOffs := compoundCutOffsOf(c)
	result := MethodResult{Ratio: &ratio, Status: eurostatStatus(ratio), Reason: c.explainCompound(cutOffs, ratio)}
	if c.Limit != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	return result
}

func eurostatStatus(ratio float64) string {
	switch {
	case ratio >= 0.95:
		return "significant_progress"
	case ratio >= 0.60:
		return "moderate_progress"
	case ratio >= 0:
		return "insufficient_progress"
	default:
		return "movement_away"
	}
}
