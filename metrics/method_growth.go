package metrics

import (
	"math"
	"math/big"
)

// Yearly growth is computed from the exact quotient of the decimals that were written,
// so that a change of the unit cannot move a value across a cut-off.

// quotient is to ÷ from of two written decimals. From must not be zero.
func quotient(from, to float64) *big.Rat { return new(big.Rat).Quo(exactly(to), exactly(from)) }

// yearlyGrowth is the compound growth a year, (to ÷ from)^(1 ÷ years) − 1.
func yearlyGrowth(from, to, years float64) float64 {
	if years == 1 {
		growth := quotient(from, to)
		return toFloat(growth.Sub(growth, big.NewRat(1, 1)))
	}
	return math.Pow(toFloat(quotient(from, to)), 1/years) - 1
}

// mostExactYears bounds the powers that are taken exactly.
const mostExactYears = 200

// compareGrowth compares the yearly growth of the case with a rate: negative when it is
// less. Over whole years it compares c ÷ b with (1 + rate)^years exactly.
func (c MethodCase) compareGrowth(rate float64) int {
	years := c.exactYears()
	factor := new(big.Rat).Add(big.NewRat(1, 1), exactly(rate))
	if !years.IsInt() || years.Cmp(big.NewRat(mostExactYears, 1)) > 0 || factor.Sign() <= 0 {
		growth := yearlyGrowth(c.Base, c.Current, c.years())
		switch {
		case growth < rate:
			return -1
		case growth > rate:
			return 1
		}
		return 0
	}
	exponent := years.Num()
	power := new(big.Rat).SetFrac(
		new(big.Int).Exp(factor.Num(), exponent, nil), new(big.Int).Exp(factor.Denom(), exponent, nil))
	return quotient(c.Base, c.Current).Cmp(power)
}

// growsBy tells whether the yearly growth in the wanted direction reaches a rate.
func (c MethodCase) growsBy(rate float64) bool {
	if c.growthSign() < 0 {
		return c.compareGrowth(-rate) <= 0
	}
	return c.compareGrowth(rate) >= 0
}

// growthSign is +1 when growth is wanted and −1 when it is not. A negative value that
// grows in size falls.
func (c MethodCase) growthSign() float64 {
	if c.Base < 0 {
		return -c.sign()
	}
	return c.sign()
}

// growthProblem says why there is no yearly growth from base to current value.
func (c MethodCase) growthProblem() *Problem {
	switch {
	case c.years() <= 0:
		return NewProblem("methods.reason.equal_years", c.arguments()...)
	case c.Base > 0 && c.Current < 0 || c.Base < 0 && c.Current > 0:
		return NewProblem("methods.reason.sign_change", c.arguments()...)
	}
	return nil
}

// growthStep is the yearly growth to a value as a step of the explanation.
func growthStep(name string, from, to, years float64) ExplanationStep {
	return ExplanationStep{Name: name, Result: yearlyGrowth(from, to, years) + 0,
		Formula: "(" + caseNumber(to) + " ÷ " + caseNumber(from) + ")^(1 ÷ " + resultNumber(years) + ") − 1"}
}
