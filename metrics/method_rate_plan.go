package metrics

import "math/big"

const overFulfilled = "over_fulfilled"

func ratePlanStatuses() []string { return []string{overFulfilled, fulfilled, notFulfilled} }

// assessRatePlanCase checks a plan that is itself a rate of change, which is never
// divided by the actual rate: (1 ± actual) ÷ (1 ± plan), as the textbooks of Chinese
// statistics do. Current value and target are the signed rates, −6 and −5 for costs that
// fell by 6 % where 5 % were planned; the base is the whole that they are counted from,
// 100 for per cent and where it is not given. With Direction for the level behind the
// rate: lower is better for costs, and there a ratio below 1 is over-fulfilled.
func assessRatePlanCase(c MethodCase) MethodResult {
	if c.Target == nil {
		return notAvailable(NewProblem("methods.reason.target_needed"))
	}
	if c.Base == 0 {
		c.Base = 100
	}
	whole := exactly(c.Base)
	actual, planned := exactly(c.Current), exactly(*c.Target)
	reached, required := new(big.Rat).Add(whole, actual), new(big.Rat).Add(whole, planned)
	if whole.Sign() < 0 || reached.Sign() < 0 || required.Sign() <= 0 {
		return notAvailable(NewProblem("methods.reason.rate_below_whole", c.arguments()...))
	}
	ratio := new(big.Rat).Quo(reached, required)
	status := notFulfilled
	switch ratio.Cmp(big.NewRat(1, 1)) * int(c.sign()) {
	case 1:
		status = overFulfilled
	case 0:
		status = fulfilled
	}
	formula := "(" + withSign(whole, actual) + ") ÷ (" + withSign(whole, planned) + ")"
	return MethodResult{
		Ratio: pointer(ratio), Status: status,
		Reason: NewProblem("methods.explain.rate_plan", c.arguments("formula", formula, "percent", displayedPercent(ratio))...),
		Steps:  []ExplanationStep{{Name: "rate_fulfilment", Formula: formula, Result: toFloat(ratio)}},
	}
}

// withSign writes a whole and a signed rate as a sum or a difference.
func withSign(whole, rate *big.Rat) string {
	if rate.Sign() < 0 {
		return trimmed(whole) + " − " + trimmed(new(big.Rat).Neg(rate))
	}
	return trimmed(whole) + " + " + trimmed(rate)
}

// displayedPercent writes a ratio in per cent with two decimals.
func displayedPercent(ratio *big.Rat) string {
	return withMinus(new(big.Rat).Mul(ratio, big.NewRat(100, 1)).FloatString(2)) + "%"
}
