package metrics

import "math/big"

// assessCumulativeCase is 累计法, the check of a plan that sets a total for all its years:
// total so far ÷ planned total. The plan was fulfilled early from the day on which the
// total had reached the plan. Where lower is better the total is a limit, which is kept
// only once the plan has ended.
func assessCumulativeCase(c MethodCase) MethodResult {
	if reason := c.planProblem(); reason != nil {
		return notAvailable(reason)
	}
	if reason := c.amountProblem(0); reason != nil {
		return notAvailable(reason)
	}
	ratio := new(big.Rat).Quo(exactly(c.Current), exactly(*c.Target))
	formula := caseNumber(c.Current) + " ÷ " + caseNumber(*c.Target)
	result := MethodResult{Ratio: pointer(ratio), Status: notFulfilled,
		Steps: []ExplanationStep{{Name: "cumulative_fulfilment", Formula: formula, Result: toFloat(ratio)}}}
	met := c.meets(*c.Target)
	switch {
	case met && c.Direction == HigherIsBetter:
		result.Status = fulfilled
		c.setEarly(&result, 0)
	case met && c.due():
		result.Status = fulfilled
	case met || !c.due() && c.Direction == HigherIsBetter:
		result.Status = notDue
	}
	result.Reason = NewProblem("methods.explain.cumulative", c.arguments("formula", formula, "percent", displayedPercent(ratio))...)
	return result
}
