package metrics

import (
	"regexp"
	"strings"
	"unicode"
)

// missingWords are the ways in which tables say that there is no value, each with the
// status that it gives. 无 and 0 are not among them: 无 may mean none at all.
var missingWords = map[string]ObservationStatus{
	"": StatusMissing, "-": StatusMissing, "--": StatusMissing, "---": StatusMissing, "—": StatusMissing, "——": StatusMissing,
	"–": StatusMissing, "−": StatusMissing, "…": StatusMissing, "……": StatusMissing, "⋯": StatusMissing, "⋯⋯": StatusMissing, "...": StatusMissing, "..": StatusMissing,
	"......": StatusMissing, "/": StatusMissing, "*": StatusMissing, "空": StatusMissing, "缺": StatusMissing, "缺失": StatusMissing,
	"不详": StatusMissing, "暂无": StatusMissing, "暂缺": StatusMissing, "无数据": StatusMissing, "未统计": StatusMissing,
	"n/a": StatusMissing, "na": StatusMissing, "#n/a": StatusMissing, "nan": StatusMissing, "null": StatusMissing,
	"nil": StatusMissing, "none": StatusMissing,
	"未公布": StatusNotReported, "待公布": StatusNotReported, "缺报": StatusNotReported, "未报": StatusNotReported,
	"未上报": StatusNotReported, "未报送": StatusNotReported,
	"不适用": StatusNotExisting,
	"(d)": StatusSuppressed, "(s)": StatusSuppressed, "保密": StatusSuppressed, "涉密": StatusSuppressed, "不予公布": StatusSuppressed,
}

// comparatorWords stand before a number; longer words come first.
var comparatorWords = []struct {
	word       string
	comparator Comparator
}{
	{"大于等于", AtLeast}, {"不低于", AtLeast}, {"不少于", AtLeast}, {"不小于", AtLeast}, {">=", AtLeast}, {"≥", AtLeast}, {"≧", AtLeast},
	{"小于等于", AtMost}, {"不超过", AtMost}, {"不高于", AtMost}, {"不大于", AtMost}, {"不多于", AtMost}, {"<=", AtMost}, {"≤", AtMost}, {"≦", AtMost},
	{"大于", MoreThan}, {"超过", MoreThan}, {"高于", MoreThan}, {"多于", MoreThan}, {">", MoreThan},
	{"小于", LessThan}, {"低于", LessThan}, {"少于", LessThan}, {"<", LessThan},
	{"等于", Equal}, {"=", Equal},
}

var approximateWords = []string{"大约", "约", "近似", "≈", "~"}

var (
	groupedNumber = regexp.MustCompile(`^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?`)
	// GB/T 15835 parts groups of three digits by a narrow space.
	spacedNumber    = regexp.MustCompile(`^([+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?)(?:$|[^\d.,])`)
	bracketedNumber = regexp.MustCompile(`^\([+-]?[\d,]+(?:\.\d+)?%?\)$`)
	spacedDashes    = regexp.MustCompile(`^[-—–](?: [-—–])+$`)
	typedMinus      = regexp.MustCompile(`^[–‐‑‒](\d)`)
	plainNumber     = regexp.MustCompile(`^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,4})?`)
)

// normalNumber removes differences of typing: spaces around and inside, full-width
// characters, the typographic minus.
func normalNumber(text string) string {
	var plain strings.Builder
	for _, r := range strings.TrimSpace(text) {
		switch {
		case r == '−' || r == '﹣':
			r = '-'
		case r == '～':
			r = '~'
		case r == '\uFEFF' || r == '\u200B':
			continue
		case r >= '！' && r < '～':
			r -= '！' - '!'
		case unicode.IsSpace(r):
			r = ' '
		}
		plain.WriteRune(r)
	}
	return typedMinus.ReplaceAllString(strings.TrimSpace(plain.String()), "-$1")
}

// takePrefix notes comparator and 约 before the number and returns the rest.
func (n *Number) takePrefix(text string) string {
	for _, known := range comparatorWords {
		if rest, cut := strings.CutPrefix(text, known.word); cut {
			n.Comparator = known.comparator
			text = strings.TrimSpace(rest)
			break
		}
	}
	for _, word := range approximateWords {
		if rest, cut := strings.CutPrefix(text, word); cut {
			n.Approximate = true
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// splitNumber parts the digits, without thousands marks, from what follows them.
func splitNumber(text string) (digits, suffix string) {
	if grouped := groupedNumber.FindString(text); grouped != "" {
		return strings.ReplaceAll(grouped, ",", ""), text[len(grouped):]
	}
	if spaced := spacedNumber.FindStringSubmatch(text); spaced != nil {
		return strings.ReplaceAll(spaced[1], " ", ""), text[len(spaced[1]):]
	}
	digits = plainNumber.FindString(text)
	return digits, text[len(digits):]
}

// takeSuffix notes what follows the digits and tells whether all of it was
// understood.
func (n *Number) takeSuffix(suffix string) bool {
	suffix = strings.TrimSpace(suffix)
	for _, known := range []struct {
		word        string
		comparator  Comparator
		approximate bool
	}{{"及以上", AtLeast, false}, {"以上", AtLeast, false}, {"及以下", AtMost, false}, {"以下", AtMost, false},
		{"以内", AtMost, false}, {"左右", "", true}, {"上下", "", true}} {
		rest, cut := strings.CutSuffix(suffix, known.word)
		if !cut {
			continue
		}
		if known.comparator != "" {
			if n.Comparator != "" {
				return false
			}
			n.Comparator = known.comparator
		}
		n.Approximate = n.Approximate || known.approximate
		suffix = strings.TrimSpace(rest)
		break
	}
	if suffix == "" {
		return true
	}
	n.Unit = normalUnit(suffix)
	return isMultiple(n.Unit) || KnownUnit(n.Unit)
}

func isMultiple(text string) bool {
	for _, multiple := range unitMultiples {
		if multiple.name == text {
			return true
		}
	}
	return false
}

// withoutMultiple parts a unit name such as 万吨 into 吨 and 万. A name that the table
// knows as a whole and that is no larger word (千瓦, 千克) has no multiple.
func withoutMultiple(name string) (base, multiple string) {
	top, below, compound := strings.Cut(name, "/")
	if _, whole := namedUnit(top); !whole {
		for _, known := range unitMultiples {
			if rest, cut := strings.CutPrefix(top, known.name); cut {
				if _, base := namedUnit(rest); base {
					top, multiple = rest, known.name
					break
				}
			}
		}
	}
	if compound {
		top += "/" + below
	}
	return top, multiple
}
