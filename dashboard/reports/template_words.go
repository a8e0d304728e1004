package reports

import (
	"strconv"
	"strings"
	"time"
)

// writtenNumber writes a number as its format code shows it, thousands marks and all, for
// numbers that stand inside a sentence.
func writtenNumber(value float64, format string) string {
	codes := strings.Split(format, ";")
	code := codes[0]
	if value < 0 && len(codes) > 1 && codes[1] != "" {
		code, value = codes[1], -value
	}
	plain := withoutLiterals(code)
	number := value
	if strings.HasSuffix(plain, "%") {
		number *= 100
	}
	decimals := 0
	if _, after, has := strings.Cut(strings.TrimSuffix(plain, "%"), "."); has {
		decimals = len(after)
	}
	digits := strconv.FormatFloat(number, 'f', decimals, 64)
	if strings.Contains(plain, ",") {
		digits = withThousands(digits)
	}
	before, after := literals(code)
	if strings.HasPrefix(plain, "+") || strings.HasPrefix(plain, "-") {
		before += plain[:1]
	}
	if strings.HasSuffix(plain, "%") {
		after = "%" + after
	}
	return before + digits + after
}

// literals are the quoted texts before and after the digits of a format code.
func literals(code string) (before, after string) {
	passed := false
	for i, part := range strings.Split(code, `"`) {
		switch {
		case i%2 == 0:
			passed = passed || strings.ContainsAny(part, "0#")
		case passed:
			after += part
		default:
			before += part
		}
	}
	return before, after
}

func withThousands(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, has := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if has {
		whole += "." + fraction
	}
	return sign + whole
}

func momentOf(content cell) (string, bool) {
	moment, isMoment := content.value.(time.Time)
	if !isMoment {
		return "", false
	}
	if strings.Contains(content.style.format, "hh") {
		return moment.Format("2006-01-02 15:04"), true
	}
	return moment.Format(time.DateOnly), true
}
