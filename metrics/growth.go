package metrics

import (
	"strings"

	"github.com/shopspring/decimal"
)

// growthWords stand before a growth; those that say a fall turn its sign.
var growthWords = []struct {
	word string
	fall bool
}{
	{"增长", false}, {"上升", false}, {"上涨", false}, {"提高", false}, {"增加", false}, {"↑", false},
	{"下降", true}, {"减少", true}, {"降低", true}, {"下跌", true}, {"回落", true}, {"↓", true},
}

// onYearBefore are the words that say on what a growth is; longer ones come first.
var onYearBefore = []string{"同比", "比上年同期", "较上年同期", "与上年同期", "比去年同期", "较去年同期", "与去年同期",
	"比上年", "较上年", "与上年", "比去年", "较去年", "与去年"}

// ParseGrowth reads a growth as reports print it: 4.2, −3.1%, 增长4.2%, 下降3.1%, 持平. A
// word that says a fall before a number with a sign could mean either and is refused.
// The error is a Problem like those of ParseNumber.
func ParseGrowth(text string) (Number, error) {
	plain, said := normalNumber(text), false
	for _, word := range onYearBefore {
		if plain, said = strings.CutPrefix(plain, word); said {
			break
		}
	}
	plain = strings.TrimSpace(plain)
	if plain == "持平" {
		return Number{Value: decimal.NewNullDecimal(decimal.Zero)}, nil
	}
	fall, worded := false, false
	for _, known := range growthWords {
		if rest, cut := strings.CutPrefix(plain, known.word); cut {
			plain, fall, worded = strings.TrimSpace(rest), known.fall, true
			break
		}
	}
	if (said || worded) && plain == "" || worded && strings.ContainsAny(plain[:1], "+-") {
		return Number{}, NewProblem("number.form", "value", text)
	}
	number, err := ParseNumber(plain)
	if problem := AsProblem(err); problem != nil {
		problem.Arguments["value"] = text
		return Number{}, problem
	}
	if worded && number.Missing {
		return Number{}, NewProblem("number.form", "value", text)
	}
	if fall {
		number.Value.Decimal = number.Value.Decimal.Neg()
	}
	return number, err
}
