package reports

import (
	"fmt"
	"strconv"
	"strings"
)

// shownText is about what a cell shows, for fitting column widths.
func shownText(content cell) string {
	switch value := content.value.(type) {
	case string:
		return value
	case int:
		return strconv.Itoa(value)
	case float64:
		return shownNumber(value, content.style.format)
	case nil:
		return ""
	default:
		return fmt.Sprintf("%.10s", fmt.Sprint(value))
	}
}

// shownNumber applies the few format codes of this package: decimals, thousands
// marks, a literal sign before the number, per cent.
func shownNumber(value float64, format string) string {
	code, _, _ := strings.Cut(format, ";")
	percent := strings.HasSuffix(code, "%")
	plain := withoutLiterals(code)
	if percent {
		value *= 100
	}
	decimals := 0
	if _, after, has := strings.Cut(strings.TrimSuffix(plain, "%"), "."); has {
		decimals = len(after)
	}
	var text strings.Builder
	text.WriteString(strconv.FormatFloat(value, 'f', decimals, 64))
	digits := text.Len()
	if strings.Contains(code, ",") {
		text.WriteString(strings.Repeat(",", max((digits-decimals-1)/3, 0)))
	}
	for i, part := range strings.Split(code, `"`) {
		if i%2 == 1 { // between quotation marks: shown as it stands
			text.WriteString(part)
		}
	}
	if strings.HasPrefix(code, "+") {
		text.WriteString("+")
	}
	if percent {
		text.WriteString("%")
	}
	return text.String()
}

// withoutLiterals takes the quoted texts out of a format code.
func withoutLiterals(code string) string {
	var plain strings.Builder
	for i, part := range strings.Split(code, `"`) {
		if i%2 == 0 {
			plain.WriteString(part)
		}
	}
	return plain.String()
}
