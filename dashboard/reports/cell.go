package reports

import (
	"math"
	"time"
	"unicode/utf16"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// maximumText is the number of UTF-16 units that a cell can hold; a longer text
// would be cut without a word.
const maximumText = 32767

// maximumDigits is the number of significant decimal digits that a number in a cell
// keeps; one with more is written as text.
const maximumDigits = 15

// cell is a value with its look. The value is nil, a string, a float64, an int or a
// time.Time; a formula carries the value that it has now.
type cell struct {
	value   any
	formula string
	style   style
}

func textCell(text string, look style) cell {
	if text == "" {
		return cell{style: look}
	}
	return cell{value: text, style: look}
}

// numberCell shows an exact value with the given number of decimals. A missing
// value is an empty cell, never a zero.
func numberCell(value decimal.NullDecimal, decimals int, look style) cell {
	look.horizontal = "right"
	if !value.Valid {
		return cell{style: look}
	}
	if isTooLong(value.Decimal) {
		return cell{value: value.Decimal.String(), style: look}
	}
	look.format = numberFormat(decimals)
	return cell{value: floatOf(value.Decimal), style: look}
}

// isTooLong tells whether a number in a cell would lose digits. The zeros that a sum may
// have at its end are none of them.
func isTooLong(value decimal.Decimal) bool {
	if value.NumDigits() <= maximumDigits {
		return false
	}
	written, err := decimal.NewFromString(value.String()) // String leaves those zeros out
	return err != nil || written.NumDigits() > maximumDigits
}

// rateCell shows a fraction as a percentage; the cell holds the fraction.
func rateCell(rate *float64, look style) cell {
	return floatCell(rate, "0.0%", look)
}

// floatCell shows a computed number, unrounded, in a number format.
func floatCell(value *float64, format string, look style) cell {
	look.horizontal = "right"
	if value == nil || math.IsNaN(*value) || math.IsInf(*value, 0) {
		return cell{style: look}
	}
	look.format = format
	return cell{value: *value, style: look}
}

func dateCell(date metrics.Date, look style) cell {
	look.horizontal = "left"
	if date.IsZero() {
		return cell{style: look}
	}
	look.format = "yyyy-mm-dd"
	return cell{value: date.Time(), style: look}
}

// momentCell shows a moment as the clocks of the zone show it.
func momentCell(moment time.Time, zone *time.Location, look style) cell {
	look.horizontal = "left"
	if moment.IsZero() {
		return cell{style: look}
	}
	look.format = "yyyy-mm-dd hh:mm"
	shown := moment.In(zone)
	return cell{value: time.Date(shown.Year(), shown.Month(), shown.Day(), shown.Hour(),
		shown.Minute(), shown.Second(), 0, time.UTC), style: look}
}

// floatOf converts an exact decimal to the nearest float64. Small coefficients take
// one correctly rounded division, which is what makes large sheets fast.
func floatOf(value decimal.Decimal) float64 {
	if exponent := int(value.Exponent()); value.NumDigits() <= maximumDigits && exponent <= 0 && exponent >= -maximumDigits {
		return float64(value.CoefficientInt64()) / math.Pow10(-exponent)
	}
	return value.InexactFloat64()
}

// textLength counts UTF-16 units, as Excel does.
func textLength(text string) int {
	if len(text) <= maximumText {
		return len(text)
	}
	return utf16Length(text)
}

// utf16Length counts the UTF-16 units of a text.
func utf16Length(text string) int {
	length := 0
	for _, character := range text {
		length += utf16.RuneLen(character)
	}
	return length
}
