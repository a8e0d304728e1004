package metrics

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// displayed writes an exact value as a reader expects it, with the minus sign −.
func displayed(value decimal.Decimal) string {
	return withMinus(value.String())
}

func withMinus(text string) string { return strings.Replace(text, "-", "−", 1) }

// displayedRat writes a computed number with the given decimals, and with two
// significant digits where it would otherwise read as zero.
func displayedRat(number *big.Rat, decimals int) string {
	decimals = max(decimals, 0)
	text := number.FloatString(decimals)
	if number.Sign() != 0 && !strings.ContainsAny(text, "123456789") {
		for decimals < maxExponent && !strings.ContainsAny(text, "123456789") {
			decimals++
			text = number.FloatString(decimals)
		}
		text = strings.TrimRight(number.FloatString(decimals+1), "0")
	}
	if !strings.ContainsAny(text, "123456789") {
		text = strings.TrimPrefix(text, "-")
	}
	return withMinus(text)
}

// displayedShare writes a fraction in per cent with at most one decimal, without the
// sign %: 40 and 28.5.
func displayedShare(fraction *big.Rat) string {
	percent := new(big.Rat).Mul(fraction, big.NewRat(100, 1))
	text := strings.TrimSuffix(percent.FloatString(1), ".0")
	if text == "-0" {
		text = "0"
	}
	return withMinus(text)
}

// operand writes a number as it stands inside a formula: negative ones in brackets.
func operand(number *big.Rat) string {
	text := trimmed(number)
	if strings.HasPrefix(text, "−") {
		return "(" + text + ")"
	}
	return text
}

// trimmed writes a number exactly when it has few decimals, else with six.
func trimmed(number *big.Rat) string {
	if number.IsInt() {
		return withMinus(number.Num().String())
	}
	places, exact := number.FloatPrec()
	if !exact || places > 6 {
		places = 6
	}
	text := number.FloatString(places)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		text = "0"
	}
	return withMinus(text)
}

// differenceUnit is the unit of a difference: two shares differ by 个百分点, two ranks
// by 位.
func differenceUnit(unitName string) string {
	switch normalUnit(unitName) {
	case "%":
		return "个百分点"
	case "位次", "名次":
		return "位"
	}
	return unitName
}

// rational takes a computed rate back for display. A nil rate reads as zero; callers
// ask only for rates they have set.
func rational(value *float64) *big.Rat {
	number := new(big.Rat)
	if value != nil {
		number.SetFloat64(*value)
	}
	return number
}

func yearText(year int) string { return strconv.Itoa(year) }
