package metrics

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// addDerived adds the derived values of the periods that have no usable printed one.
// Those of the other periods are kept beside the printed values, to be compared.
func (s *selection) addDerived(input *AssessmentInput) {
	s.underivable = input.Underivable
	if len(input.Derived) == 0 {
		return
	}
	printed := make(map[Period]bool, len(s.usable))
	for _, observation := range s.usable {
		printed[observation.Period] = true
	}
	s.derived = map[Period]*DerivedObservation{}
	for i := range input.Derived {
		derived := &input.Derived[i]
		if derived.Period.Last > input.AsOf || derived.Released > input.AsOf {
			s.unknownYet++
			continue
		}
		s.derived[derived.Period] = derived
		if !printed[derived.Period] {
			s.usable = append(s.usable, &derived.Observation)
		}
	}
}

// explainDerived says of the judged value that it was derived, with its formula and its
// inputs; or that a printed value differs from the derived one by more than rounding.
func (j *judgement) explainDerived(o *Observation) {
	derived := j.selection.derived[o.Period]
	if derived == nil {
		return
	}
	isDerived := o == &derived.Observation
	if !isDerived && !differsBeyondRounding(o.Value.Decimal, derived.Value.Decimal, j.input.Indicator.Decimals) {
		return
	}
	for _, input := range derived.Inputs {
		j.recordInput("derivation", input.Period.String(), input.Value.Decimal, input.Indicator+" "+input.SourceTitle)
	}
	j.step("derivation", derived.Formula, derived.Value.Decimal.Rat())
	key := "derived"
	if !isDerived {
		key = "derived_differs"
	}
	j.remark(key, "period", o.Period.String(), "formula", derived.Formula, "words", derived.NameEn, "words_zh", derived.NameZh,
		"value", displayed(derived.Value.Decimal.Round(int32(max(j.input.Indicator.Decimals, 2)))),
		"printed", displayed(o.Value.Decimal), "unit", j.input.Indicator.Unit)
}

// differsBeyondRounding tells whether a derived value cannot have been rounded to the
// printed one: it lies further away than half a unit of the last printed digit.
func differsBeyondRounding(printed, derived decimal.Decimal, decimals int) bool {
	places := min(max(-printed.Exponent(), 0), int32(max(decimals, 0)))
	half := new(big.Rat).Mul(big.NewRat(1, 2), decimal.New(1, -places).Rat())
	distance := new(big.Rat).Sub(printed.Rat(), derived.Rat())
	return distance.Abs(distance).Cmp(half) > 0
}
