package metrics

// The words of ASTAT and ISTAT, from best to worst.
func astatStatuses() []string {
	return []string{"clear_improvement", "slight_improvement", "stable", "slight_worsening", "clear_worsening"}
}

// assessAstatCase classes the compound growth a year of an indicator without target, as
// the statistical institute of South Tyrol does after ISTAT's report of 2019
// (statistics-astat.provinz.bz.it/SDG, trend_info): above 5 %, above 1 %, above −1 %,
// above −5 %, the rest. An edge belongs to the lower class of growth; where lower is
// better the same classes are read in reverse, so that there it belongs to the better
// side. The ratio is the growth with its own sign. A target is not used.
func assessAstatCase(c MethodCase) MethodResult {
	switch {
	case c.years() <= 0:
		return notAvailable(NewProblem("methods.reason.equal_years", c.arguments()...))
	case c.Base <= 0 || c.Current <= 0:
		return notAvailable(NewProblem("methods.reason.positive_needed", c.arguments()...))
	}
	class := 0
	for _, cutOff := range []float64{0.05, 0.01, -0.01, -0.05} {
		if c.compareGrowth(cutOff) > 0 {
			break
		}
		class++
	}
	statuses := astatStatuses()
	if c.Direction == LowerIsBetter {
		class = len(statuses) - 1 - class
	}
	growth := growthStep("observed_growth", c.Base, c.Current, c.years())
	result := MethodResult{Ratio: &growth.Result, Status: statuses[class], Steps: []ExplanationStep{growth},
		Reason: NewProblem("methods.explain.astat", c.arguments("observed", resultNumber(growth.Result))...)}
	if c.Target != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.target_not_used", c.arguments()...))
	}
	if c.Limit != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	return result
}
