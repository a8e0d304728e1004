package charts

import "strings"

// Minus is the sign of negative numbers, as wide as a digit.
const Minus = "−"

// GroupDigits sets a comma between groups of three digits of a plain decimal number
// such as -1234567.50.
func GroupDigits(number string) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = Minus, number[1:]
	}
	whole, fraction, hasFraction := strings.Cut(number, ".")
	var grouped strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			grouped.WriteByte(',')
		}
		grouped.WriteRune(digit)
	}
	if hasFraction {
		return sign + grouped.String() + "." + fraction
	}
	return sign + grouped.String()
}
