package metrics

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// goal is what a target accepts, reduced to an interval with a side from which it
// is approached. A nil bound is no bound.
type goal struct {
	low, high         *big.Rat
	lowOpen, highOpen bool     // the bound itself is not accepted (> and <)
	lower             bool     // a smaller value is better
	band              bool     // both sides count: too much is as wrong as too little
	nominal           *big.Rat // the printed number, at which a path that is no band aims
	text              string   // such as ≥4.5 or 3–6
	contradicts       bool     // the comparator goes against the direction of the indicator
}

// goalOf reads a target. ≥ > ≤ < decide by themselves which side is accepted, even
// against the direction of the indicator. =, ≈ and a range follow the direction:
// where higher (lower) is better, going beyond the number or the range is no
// failure; without a direction, or with a band, the value must lie within. A rank
// is always “this or better”: its comparator never turns 第3位 into 第4位.
func goalOf(indicator Indicator, target Target, settings Settings) (goal, *Problem) {
	value := target.Value
	if !value.Valid && indicator.Kind == KindEvent {
		value = decimal.NewNullDecimal(decimal.NewFromInt(1))
	}
	if !value.Valid {
		return goal{}, NewProblem("assess.reason.qualitative")
	}
	if !withinArithmetic(value.Decimal) || target.ValueHigh.Valid && !withinArithmetic(target.ValueHigh.Decimal) {
		return goal{}, NewProblem("assess.reason.value_out_of_range")
	}
	number := value.Decimal.Rat()
	printed := displayed(value.Decimal)
	g := goal{nominal: number}
	comparator := target.Comparator
	if indicator.Kind == KindRank && indicator.Direction == LowerIsBetter {
		switch comparator {
		case AtLeast:
			comparator = AtMost
		case MoreThan:
			comparator = LessThan
		}
	}
	switch comparator {
	case AtLeast, MoreThan:
		g.low, g.lowOpen = number, comparator == MoreThan
		g.contradicts = indicator.Direction == LowerIsBetter
	case AtMost, LessThan:
		g.high, g.highOpen, g.lower = number, comparator == LessThan, true
		g.contradicts = indicator.Direction == HigherIsBetter
	case Approximately:
		tolerance := new(big.Rat).Mul(exactly(settings.ApproximateTolerance), new(big.Rat).Abs(number))
		g.follow(indicator.Direction, new(big.Rat).Sub(number, tolerance), new(big.Rat).Add(number, tolerance))
	case Between:
		if !target.ValueHigh.Valid || target.ValueHigh.Decimal.LessThan(value.Decimal) {
			return goal{}, NewProblem("assess.reason.range_incomplete")
		}
		g.follow(indicator.Direction, number, target.ValueHigh.Decimal.Rat())
		if g.lower {
			g.nominal = g.high
		}
		g.text = printed + "–" + displayed(target.ValueHigh.Decimal)
		return g, nil
	default: // Equal, and a bare number
		g.follow(indicator.Direction, number, number)
	}
	g.text = goalSign(comparator, g) + printed
	return g, nil
}

// follow keeps the bounds that count in a direction.
func (g *goal) follow(direction Direction, low, high *big.Rat) {
	switch direction {
	case HigherIsBetter:
		g.low = low
	case LowerIsBetter:
		g.high, g.lower = high, true
	default:
		g.low, g.high, g.band = low, high, true
	}
}

func goalSign(comparator Comparator, g goal) string {
	switch {
	case comparator == Approximately:
		return "≈"
	case g.band:
		return "="
	case g.lower && g.highOpen:
		return "<"
	case g.lower:
		return "≤"
	case g.lowOpen:
		return ">"
	default:
		return "≥"
	}
}

// accepts tells whether a value meets the target.
func (g goal) accepts(value *big.Rat) bool {
	if g.low != nil {
		if order := value.Cmp(g.low); order < 0 || order == 0 && g.lowOpen {
			return false
		}
	}
	if g.high != nil {
		if order := value.Cmp(g.high); order > 0 || order == 0 && g.highOpen {
			return false
		}
	}
	return true
}

// aimFrom returns the value at which the path from a base aims: the printed number,
// or the nearer edge of a band.
func (g goal) aimFrom(base *big.Rat) *big.Rat {
	if !g.band {
		return g.nominal
	}
	if base != nil && base.Cmp(g.high) > 0 {
		return g.high
	}
	return g.low
}

// shortfall returns how far a value lies from what is accepted, 0 when it is met (or
// when it lies on an open bound).
func (g goal) shortfall(value *big.Rat) *big.Rat {
	if g.low != nil && value.Cmp(g.low) < 0 {
		return new(big.Rat).Sub(g.low, value)
	}
	if g.high != nil && value.Cmp(g.high) > 0 {
		return new(big.Rat).Sub(value, g.high)
	}
	return new(big.Rat)
}
