package metrics

import (
	"math/big"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// unit is what a unit name means: a quantity (two units of one quantity may be
// converted into each other) and how many of the quantity's reference unit it is.
type unit struct {
	quantity string
	factor   *big.Rat
}

// KnownUnit tells whether the meaning of a unit name is known.
func KnownUnit(name string) bool {
	_, known := readUnit(normalUnit(name))
	return known
}

// ConvertUnit turns a value in one unit into the same amount in another, exactly:
// 1.2 万吨 is 12000 吨, 5 吉瓦 is 500 万千瓦. Multiples (十 … 万亿), metric multiples,
// compound units such as 克/千瓦时, and aliases are read; a yearly capacity (吨/年)
// counts as the amount itself (吨). Names of things that are counted one by one
// (个, 家, 所, 座, 处, 条, 项, 种, 类, 户) are one group; 人 and 人次 are not of that
// group and not of each other.
//
// The error is a Problem with the key unit.unknown, unit.incompatible (different
// quantities, such as % and 个百分点) or unit.inexact (the result has no finite
// decimal form, such as 1 亩 in 公顷). Equal names convert even when unknown.
func ConvertUnit(value decimal.Decimal, from, to string) (decimal.Decimal, error) {
	if from == to {
		return value, nil
	}
	source, target := normalUnit(from), normalUnit(to)
	if source == target {
		return value, nil
	}
	sourceUnit, known := readUnit(source)
	if !known {
		return decimal.Decimal{}, NewProblem("unit.unknown", "unit", from)
	}
	targetUnit, known := readUnit(target)
	if !known {
		return decimal.Decimal{}, NewProblem("unit.unknown", "unit", to)
	}
	if sourceUnit.quantity != targetUnit.quantity {
		return decimal.Decimal{}, NewProblem("unit.incompatible", "from", from, "to", to)
	}
	factor := new(big.Rat).Quo(sourceUnit.factor, targetUnit.factor)
	if factor.IsInt() {
		return value.Mul(decimal.NewFromBigInt(factor.Num(), 0)), nil
	}
	if !withinArithmetic(value) {
		return decimal.Decimal{}, NewProblem("unit.inexact", "value", "", "from", from, "to", to)
	}
	converted, exact := decimalOf(factor.Mul(factor, value.Rat()))
	if !exact {
		return decimal.Decimal{}, NewProblem("unit.inexact", "value", value.String(), "from", from, "to", to)
	}
	return converted, nil
}

// decimalOf returns a rational number as a decimal, and whether that is possible
// without rounding: only when the denominator has no prime factor but 2 and 5.
func decimalOf(number *big.Rat) (decimal.Decimal, bool) {
	places, exact := number.FloatPrec()
	if !exact {
		return decimal.Decimal{}, false
	}
	converted, err := decimal.NewFromString(number.FloatString(places))
	return converted, err == nil
}

// normalUnit removes differences of typing: spaces, full-width letters, the case of
// metric symbols' superscripts.
func normalUnit(name string) string {
	var text strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			continue
		case r == '／' || r == '∕':
			r = '/'
		case r == '㎡':
			text.WriteString("m2")
			continue
		case r == 'µ': // the micro sign; the table has the Greek letter
			r = 'μ'
		case r == '㎞':
			text.WriteString("km")
			continue
		case r == '²' || r == '₂':
			r = '2'
		case r == '³':
			r = '3'
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		text.WriteRune(r)
	}
	return text.String()
}

// readUnit reads a normalised name, simple or compound.
func readUnit(name string) (unit, bool) {
	top, below, compound := strings.Cut(name, "/")
	numerator, known := readSimpleUnit(top)
	if !known || !compound {
		return numerator, known
	}
	if strings.Contains(below, "/") {
		return unit{}, false
	}
	if below == "年" || below == "a" {
		return numerator, true // a yearly capacity is compared with the amount of a year
	}
	denominator, known := readSimpleUnit(below)
	if !known {
		return unit{}, false
	}
	return unit{
		quantity: numerator.quantity + "/" + denominator.quantity,
		factor:   new(big.Rat).Quo(numerator.factor, denominator.factor),
	}, true
}

// readSimpleUnit reads a name of the table, alone or after a multiple such as 万.
func readSimpleUnit(name string) (unit, bool) {
	if found, known := namedUnit(name); known {
		return found, true
	}
	for _, multiple := range unitMultiples {
		rest, cut := strings.CutPrefix(name, multiple.name)
		if !cut {
			continue
		}
		if found, known := namedUnit(rest); known && !unscalable[found.quantity] {
			return unit{
				quantity: found.quantity,
				factor:   new(big.Rat).Mul(multiple.factor(), found.factor),
			}, true
		}
	}
	return unit{}, false
}
