package dashboard

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// missing stands for a value that is not there.
const missing = "—"

// exact writes a published value with the decimals of its indicator.
func (w wording) exact(value decimal.NullDecimal, decimals int) string {
	if !value.Valid {
		return missing
	}
	return charts.GroupDigits(value.Decimal.StringFixed(int32(decimals)))
}

// plainly writes a value with all its digits and no others.
func plainly(value decimal.NullDecimal) string {
	if !value.Valid {
		return missing
	}
	return charts.GroupDigits(value.Decimal.String())
}

// written sets commas into a number that was already written for a reader, such as
// −12345.6. What is no number stays as it is.
func (w wording) written(number string) string {
	plainForm := strings.Replace(number, charts.Minus, "-", 1)
	if _, err := decimal.NewFromString(plainForm); err != nil {
		return number
	}
	return charts.GroupDigits(plainForm)
}

// number writes a computed value, rounded once, here. A rounded zero has no sign.
func (w wording) number(value *float64, decimals int) string {
	if value == nil || math.IsNaN(*value) || math.IsInf(*value, 0) {
		return missing
	}
	return charts.GroupDigits(plain(*value, decimals))
}

// signed is number with a plus sign where it is positive.
func (w wording) signed(value *float64, decimals int) string {
	text := w.number(value, decimals)
	if value != nil && *value > 0 && text != missing && text != charts.GroupDigits(plain(0, decimals)) {
		return "+" + text
	}
	return text
}

// percent writes a fraction with one decimal: 0.285 is 28.5%.
func (w wording) percent(fraction *float64) string {
	if fraction == nil || math.IsNaN(*fraction) || math.IsInf(*fraction, 0) {
		return missing
	}
	return charts.GroupDigits(plain(*fraction*100, 1)) + "%"
}

// points writes the difference of two fractions in percentage points, with its sign.
func (w wording) points(minuend, subtrahend *float64) string {
	if minuend == nil || subtrahend == nil {
		return missing
	}
	difference := (*minuend - *subtrahend) * 100
	return w.signed(&difference, 1)
}

func plain(value float64, decimals int) string {
	text := strconv.FormatFloat(value, 'f', decimals, 64)
	if zero := strconv.FormatFloat(0, 'f', decimals, 64); text == "-"+zero {
		return zero
	}
	return text
}

// unit writes a unit in the language; units that the texts do not know stay as they
// are printed.
func (w wording) unit(unit string) string { return w.code("unit", unit) }

// comparator writes how a value must relate to the target.
func (w wording) comparator(comparator metrics.Comparator) string {
	switch comparator {
	case metrics.AtLeast:
		return "≥"
	case metrics.MoreThan:
		return ">"
	case metrics.AtMost:
		return "≤"
	case metrics.LessThan:
		return "<"
	case metrics.Approximately:
		return "≈"
	default:
		return ""
	}
}

// value writes a value of an indicator: the words done or not done for an event.
func (w wording) value(indicator *metrics.Indicator, value decimal.NullDecimal) string {
	if indicator == nil {
		return missing
	}
	if indicator.Kind == metrics.KindEvent && value.Valid {
		if value.Decimal.IsZero() {
			return w.text("value.not_done")
		}
		return w.text("value.done")
	}
	return w.exact(value, indicator.Decimals)
}

// targetValue writes what a target asks for: ≥ 4.5, 1–2, done, or that the text
// gives no number.
func (w wording) targetValue(indicator *metrics.Indicator, target *metrics.Target) string {
	if target == nil || indicator == nil {
		return missing
	}
	if !target.Value.Valid {
		return w.text("value.qualitative")
	}
	text := w.value(indicator, target.Value)
	if target.Comparator == metrics.Between && target.ValueHigh.Valid {
		return text + "–" + w.value(indicator, target.ValueHigh)
	}
	if sign := w.comparator(target.Comparator); sign != "" && indicator.Kind != metrics.KindEvent {
		return sign + " " + text
	}
	return text
}

// gapUnit writes the unit of a difference: shares differ by percentage points, ranks
// by places.
func (w wording) gapUnit(indicator *metrics.Indicator) string {
	switch {
	case indicator.Unit == "%":
		return w.text("unit.个百分点")
	case indicator.Kind == metrics.KindRank:
		return w.text("unit.位")
	}
	return w.unit(indicator.Unit)
}

// step writes the result of one formula: rates in per cent, the difference of two in
// percentage points, all else as a number.
func (w wording) step(step metrics.ExplanationStep) string {
	switch step.Name {
	case "target_rate", "increment_rate", "time_rate", "time_rate_as_of", "seasonal_share":
		return w.percent(&step.Result)
	case "lag":
		return charts.GroupDigits(plain(step.Result*100, 1)) + " " + w.text("unit.个百分点")
	}
	text := strconv.FormatFloat(step.Result, 'f', 3, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		text = "0"
	}
	return charts.GroupDigits(text)
}
