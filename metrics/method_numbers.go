package metrics

import (
	"math"
	"strconv"
)

// arguments are the inputs of a case for its sentences, each with further pairs.
func (c MethodCase) arguments(further ...string) []string {
	pairs := []string{
		"base", caseNumber(c.Base), "current", caseNumber(c.Current),
		"base_year", yearText(c.BaseYear), "current_year", yearText(c.CurrentYear), "target_year", yearText(c.TargetYear),
		"years", span(c.baseDay(), c.currentDay()), "target_years", span(c.baseDay(), c.targetDay()),
	}
	if c.Target != nil {
		pairs = append(pairs, "target", caseNumber(*c.Target))
	}
	if c.Limit != nil {
		pairs = append(pairs, "limit", caseNumber(*c.Limit))
	}
	return append(pairs, further...)
}

// caseNumber writes an input as it was given, a negative one in brackets because it
// stands inside a formula.
func caseNumber(value float64) string {
	form := byte('f')
	if size := math.Abs(value); size != 0 && (size < 1e-9 || size >= 1e15) {
		form = 'g'
	}
	return bracketed(strconv.FormatFloat(value+0, form, -1, 64))
}

// resultNumber writes a computed number with six significant digits.
func resultNumber(value float64) string {
	return withMinus(strconv.FormatFloat(value+0, 'g', 6, 64))
}

func bracketed(text string) string {
	if written := withMinus(text); written != text && text[0] == '-' {
		return "(" + written + ")"
	}
	return text
}

// span writes a length of time in years, exactly when it has few decimals.
func span(from, to Date) string { return trimmed(yearsBetween(from, to)) }
