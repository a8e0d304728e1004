package metrics

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// The limits of a number that is read: what a spreadsheet holds exactly, and what
// the store keeps behind the point.
const (
	MaxDigits   = 15
	MaxDecimals = 10
)

// Number is a number as a person or a spreadsheet wrote it.
type Number struct {
	// Value is the written number without its multiple: 1.2 for 1.2万. It is invalid
	// when, and only when, Missing is true.
	Value decimal.NullDecimal
	// Missing tells that the cell says “no value”. It never means zero.
	Missing bool
	// Status says why there is no value: StatusMissing, StatusNotReported (未公布, 缺报),
	// StatusNotExisting (不适用) or StatusSuppressed ((D), 涉密). Empty for a value.
	Status ObservationStatus
	// Comparator is set when the text has one, such as ≥ or 以上; else empty.
	Comparator Comparator
	// Approximate tells that the text says 约 or 左右.
	Approximate bool
	// Unit is the multiple or unit written behind the number: 万, 亿, %, ‰, 万吨; or
	// empty.
	Unit string
}

// ParseNumber reads a number from a cell: digits with or without thousands marks (a comma,
// or the space of GB/T 15835), full-width digits, a sign, scientific notation as spreadsheets write it, a
// multiple or unit behind it, 约/左右, comparators in signs or words; and the ways
// to say that there is no value (an empty cell, dashes, …, (D), 未公布, 不详, #N/A).
//
// The error is a Problem: number.form (it is no number), number.brackets ((1,234) is a
// negative number to accountants and a remark to others), number.digits (more than
// MaxDigits significant digits) or number.decimals (more than MaxDecimals places).
func ParseNumber(text string) (Number, error) {
	if value, plain := parsePlain(text); plain {
		return Number{Value: decimal.NewNullDecimal(value)}, nil
	}
	return parseWritten(text)
}

// parseWritten reads a number with all that may stand around it.
func parseWritten(text string) (Number, error) {
	plain := normalNumber(text)
	if spacedDashes.MatchString(plain) {
		return Number{Missing: true, Status: StatusMissing}, nil
	}
	if status, missing := missingWords[strings.ToLower(plain)]; missing {
		return Number{Missing: true, Status: status}, nil
	}
	var number Number
	plain = number.takePrefix(plain)
	if bracketedNumber.MatchString(plain) {
		return Number{}, NewProblem("number.brackets", "value", text)
	}
	digits, suffix := splitNumber(plain)
	if !number.takeSuffix(suffix) {
		return Number{}, NewProblem("number.form", "value", text)
	}
	value, err := parseDigits(digits, text)
	if err != nil {
		return Number{}, err
	}
	number.Value = decimal.NewNullDecimal(value)
	return number, nil
}

// parsePlain reads what most cells hold: digits, perhaps with a minus and a point, and no
// more of them than a number may have. It gives what the long way gives.
func parsePlain(text string) (decimal.Decimal, bool) {
	digits := strings.TrimPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || point && fraction == "" || len(whole)+len(fraction) > MaxDigits || len(fraction) > MaxDecimals {
		return decimal.Decimal{}, false
	}
	for len(fraction) > 0 && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	var coefficient int64
	for _, part := range [...]string{whole, fraction} {
		for i := range len(part) {
			if part[i] < '0' || part[i] > '9' {
				return decimal.Decimal{}, false
			}
			coefficient = coefficient*10 + int64(part[i]-'0')
		}
	}
	switch {
	case coefficient == 0:
		return decimal.Decimal{}, true
	case len(digits) != len(text):
		coefficient = -coefficient
	}
	return decimal.New(coefficient, -int32(len(fraction))), true
}

// In returns the value in the given unit, taking into account what was written
// behind the number. A bare multiple multiplies the unit: 1.2万 in 吨 is 12000, and
// 1.2万 in 万吨 is 1.2, because nobody writes it otherwise. Any other pair of two
// multiples could be read in two ways and is refused with number.multiple. The
// other errors are those of ConvertUnit. A missing number gives no value.
func (n Number) In(unitName string) (decimal.NullDecimal, error) {
	if n.Missing || !n.Value.Valid || n.Unit == "" {
		return n.Value, nil
	}
	from, column := n.Unit, normalUnit(unitName)
	if isMultiple(from) {
		base, multiple := withoutMultiple(column)
		if multiple != "" && multiple != from {
			return decimal.NullDecimal{}, NewProblem("number.multiple",
				"value", n.Value.Decimal.String()+n.Unit, "unit", unitName)
		}
		from += base
	}
	value, err := ConvertUnit(n.Value.Decimal, from, unitName)
	if err != nil {
		return decimal.NullDecimal{}, err
	}
	return decimal.NewNullDecimal(value), nil
}

// parseDigits reads [sign]digits[.digits][E[sign]digits] within the limits.
func parseDigits(digits, original string) (decimal.Decimal, error) {
	form := NewProblem("number.form", "value", original)
	mantissa, exponentText, scientific := strings.Cut(strings.ToLower(digits), "e")
	exponent := 0
	if scientific {
		parsed, err := strconv.Atoi(exponentText)
		if err != nil || parsed < -400 || parsed > 400 {
			return decimal.Decimal{}, form
		}
		exponent = parsed
	}
	negative := strings.HasPrefix(mantissa, "-")
	mantissa = strings.TrimLeft(mantissa, "+-")
	whole, fraction, point := strings.Cut(mantissa, ".")
	if !allDigits(whole) || !allDigits(fraction) || whole+fraction == "" || point && fraction == "" {
		return decimal.Decimal{}, form
	}
	fraction = strings.TrimRight(fraction, "0")
	significant := strings.TrimLeft(whole+fraction, "0")
	if significant == "" {
		return decimal.Decimal{}, nil // zero, without the sign of −0.0
	}
	places := len(fraction) - exponent // digits behind the point once the exponent is applied
	trailing := len(significant) - len(strings.TrimRight(significant, "0"))
	if count := max(len(significant), len(significant)-places); count > MaxDigits {
		return decimal.Decimal{}, NewProblem("number.digits", "value", original,
			"digits", strconv.Itoa(count), "limit", strconv.Itoa(MaxDigits))
	}
	if needed := places - trailing; needed > MaxDecimals {
		return decimal.Decimal{}, NewProblem("number.decimals", "value", original,
			"decimals", strconv.Itoa(needed), "limit", strconv.Itoa(MaxDecimals))
	}
	value, err := decimal.NewFromString(significant)
	if err != nil {
		return decimal.Decimal{}, form.Because(err)
	}
	if negative {
		value = value.Neg()
	}
	return value.Shift(int32(-places)), nil
}

func allDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}
