package table

import (
	"strings"

	"zhibiao/metrics"
)

// digitsOfComma is how many digits a comma behind the digits of a format cuts off.
const digitsOfComma = 3

// formatCode is what a format code such as #,##0.0_);[Red](#,##0.0) shows of a positive
// number: the signs that count, and apart from them the text around the digits. Escaped
// characters, widths and bracketed sections are no part of it.
type formatCode struct {
	signs   string // lower case
	behind  string // text behind the last digit
	places  int    // digits behind a point that is only text, as in 0!.0
	isPoint bool   // such a point stands between the digits
}

// readFormat reads a format code such as yyyy"年"m"月", 0.0% or 0!.0,"万元".
func readFormat(code string) numberFormat {
	code, _, _ = strings.Cut(code, ";")
	parts := partFormat(code)
	has := func(letters string) bool { return strings.ContainsAny(parts.signs, letters) }
	switch {
	case has("%"):
		return numberFormat{kind: percentFormat}
	case strings.Contains(parts.signs, "general"):
		return numberFormat{unit: unitOf(parts.behind)}
	case has("d"):
		return numberFormat{kind: dateFormat}
	case has("y"):
		return numberFormat{kind: monthFormat}
	case !has("0#?") || has("hse/"):
		return numberFormat{}
	}
	format := numberFormat{digits: digitsOfComma * parts.scalingCommas(), unit: unitOf(parts.behind)}
	if parts.isPoint && !has(".") {
		format.digits += parts.places
	}
	return format
}

func partFormat(code string) formatCode {
	var parts formatCode
	var signs, behind strings.Builder
	text := func(r rune) {
		behind.WriteRune(r)
		if r == '.' && strings.ContainsAny(signs.String(), "0#?") {
			parts.isPoint, parts.places = true, 0
		}
	}
	quoted, bracketed, escape := false, false, rune(0)
	for _, r := range code {
		switch {
		case escape != 0:
			if escape == '\\' || escape == '!' {
				text(r)
			}
			escape = 0
		case quoted && r != '"':
			text(r)
		case r == '"':
			quoted = !quoted
		case r == '[':
			bracketed = true
		case r == ']':
			bracketed = false
		case bracketed:
		case r == '\\' || r == '!' || r == '_' || r == '*':
			escape = r
		default:
			signs.WriteString(strings.ToLower(string(r)))
			switch {
			case strings.ContainsRune("0#?", r):
				parts.places++
				behind.Reset()
			case r > 0x7f || r == '‰':
				behind.WriteRune(r) // Chinese characters need no quotation marks
			}
		}
	}
	parts.signs, parts.behind = signs.String(), strings.TrimSpace(behind.String())
	return parts
}

// scalingCommas counts the commas that do not stand between digits of the whole part:
// each shows a thousandth of the number.
func (f formatCode) scalingCommas() int {
	whole, _, _ := strings.Cut(f.signs, ".")
	last := strings.LastIndexAny(whole, "0#?")
	count := strings.Count(whole[last+1:], ",")
	if at := strings.Index(f.signs, "."); at >= 0 {
		count += strings.Count(f.signs[at:], ",")
	}
	return count
}

// unitOf returns the text behind a number when it is a unit or a multiple such as 万.
func unitOf(behind string) string {
	if behind == "" {
		return ""
	}
	if number, err := metrics.ParseNumber("1" + behind); err != nil || number.Unit == "" {
		return ""
	}
	return behind
}
