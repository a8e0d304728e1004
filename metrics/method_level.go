package metrics

import "math/big"

// The words of a plan that is checked by what it was to bring in the end.
const (
	fulfilledEarly = "fulfilled_early"
	fulfilled      = "fulfilled"
	notDue         = "not_due"
	notFulfilled   = "not_fulfilled"
)

func fulfilmentStatuses() []string { return []string{fulfilledEarly, fulfilled, notDue, notFulfilled} }

// assessLevelCase is 水平法, the check of a plan that sets the level of its last year:
// level reached ÷ level planned. The plan was fulfilled early from the day on which any
// twelve months in a row had brought the planned amount; within a month the amount is
// taken to come evenly. Without months the first year that reaches the level counts.
func assessLevelCase(c MethodCase) MethodResult {
	for _, problem := range []func() *Problem{c.planProblem, c.seriesProblem, func() *Problem { return c.amountProblem(12) }} {
		if reason := problem(); reason != nil {
			return notAvailable(reason)
		}
	}
	ratio := new(big.Rat).Quo(exactly(c.Current), exactly(*c.Target))
	formula := caseNumber(c.Current) + " ÷ " + caseNumber(*c.Target)
	result := MethodResult{Ratio: pointer(ratio), Status: notFulfilled,
		Steps: []ExplanationStep{{Name: "level_fulfilment", Formula: formula, Result: toFloat(ratio)}}}
	switch {
	case c.meets(*c.Target):
		result.Status = fulfilled
		c.setEarly(&result, 12)
	case !c.due():
		result.Status = notDue
	}
	result.Reason = NewProblem("methods.explain.level", c.arguments("formula", formula, "percent", displayedPercent(ratio))...)
	return result
}

// planProblem says why a plan cannot be checked by its amount.
func (c MethodCase) planProblem() *Problem {
	switch {
	case c.Target == nil:
		return NewProblem("methods.reason.target_needed")
	case *c.Target <= 0 || c.Current < 0:
		return NewProblem("methods.reason.positive_needed", c.arguments()...)
	case c.TargetYear != 0 && c.CurrentYear != 0 && c.afterTarget():
		return NewProblem("methods.reason.current_after_target", c.arguments()...)
	}
	return nil
}
