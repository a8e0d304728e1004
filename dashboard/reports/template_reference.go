package reports

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

var (
	rowReference   = regexp.MustCompile(`(\$?[A-Z]{1,3})(\$?)(\d{1,7})\b`)
	rangeReference = regexp.MustCompile(`((?:'(?:[^']|'')+'|[\pL\pN_.]+)!)?(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?`)
)

// outsideTexts applies a change to the parts of a formula that are no texts and no quoted
// sheet names.
func outsideTexts(formula string, change func(string) string) string {
	var changed strings.Builder
	for i, part := range strings.Split(formula, `"`) {
		if i > 0 {
			changed.WriteByte('"')
		}
		if i%2 == 1 {
			changed.WriteString(part)
			continue
		}
		changed.WriteString(change(part))
	}
	return changed.String()
}

// shiftedFormula is a formula as it reads when it is copied some rows down.
func shiftedFormula(formula string, down int) string {
	if down == 0 {
		return formula
	}
	return outsideTexts(formula, func(part string) string {
		return replaceMatches(rowReference, part, func(match []int) (string, bool) {
			if isPartOfName(part, match[0], match[1]) || strings.Count(part[:match[0]], "'")%2 == 1 {
				return "", false
			}
			row, _ := strconv.Atoi(part[match[6]:match[7]])
			if match[4] == match[5] { // without a dollar sign
				row += down
			}
			return part[match[2]:match[3]] + part[match[4]:match[5]] + strconv.Itoa(row), true
		})
	})
}

// replaceMatches is a text with its matches replaced, but for those that change leaves as
// they are.
func replaceMatches(pattern *regexp.Regexp, text string, change func(match []int) (with string, changed bool)) string {
	var replaced strings.Builder
	at := 0
	for _, match := range pattern.FindAllStringSubmatchIndex(text, -1) {
		if with, changed := change(match); changed {
			replaced.WriteString(text[at:match[0]] + with)
			at = match[1]
		}
	}
	return replaced.String() + text[at:]
}

// isPartOfName tells whether what looks like a cell belongs to a longer word, such as the
// function LOG10( or a defined name.
func isPartOfName(text string, from, to int) bool {
	if from > 0 {
		before := text[from-1]
		if before == '_' || before == '.' || before >= '0' && before <= '9' || before >= 'A' && before <= 'Z' || before >= 'a' && before <= 'z' || before >= 0x80 {
			return true
		}
	}
	return to < len(text) && (text[to] == '(' || text[to] == '_' || text[to] == '!' || text[to] >= 0x80)
}

// widened lets a range of a formula that lies in one row reach over all rows that the
// row has become. Single cells stay: what they mean when there are many, nobody knows.
func widened(formula string, ownSheet bool, sheet string, row, count int) string {
	return outsideTexts(formula, func(part string) string {
		return changeRanges(part, func(r cellRange) cellRange {
			if r.to == 0 || r.from != row || r.to != row || !r.isOn(sheet, ownSheet) {
				return r
			}
			r.to = row + count - 1
			return r
		})
	})
}

// cellRange is a reference as it is written: a cell when to is 0.
type cellRange struct {
	sheet, first, last string
	from, to           int
}

// isOn tells whether the range lies on a sheet.
func (r cellRange) isOn(sheet string, own bool) bool {
	if r.sheet == "" {
		return own
	}
	name := strings.TrimSuffix(r.sheet, "!")
	return name == sheet || name == quoteSheet(sheet)
}

func changeRanges(text string, change func(cellRange) cellRange) string {
	return replaceMatches(rangeReference, text, func(match []int) (string, bool) {
		part := func(i int) string {
			if match[2*i] < 0 {
				return ""
			}
			return text[match[2*i]:match[2*i+1]]
		}
		if isPartOfName(text, match[0], match[1]) {
			return "", false
		}
		r := cellRange{sheet: part(1), first: part(2), last: part(4)}
		r.from, _ = strconv.Atoi(part(3))
		r.to, _ = strconv.Atoi(part(5))
		r = change(r)
		changed := r.sheet + r.first + strconv.Itoa(r.from)
		if r.to > 0 {
			changed += ":" + r.last + strconv.Itoa(r.to)
		}
		return changed, true
	})
}

// areaColumns are the first and last column of an area such as A1:F20.
func areaColumns(area string) (first, last int) {
	from, to, has := strings.Cut(area, ":")
	first, _, _ = excelize.CellNameToCoordinates(from)
	last = first
	if has {
		last, _, _ = excelize.CellNameToCoordinates(to)
	}
	return first, last
}

func areaLastRow(area string) int {
	from, to, has := strings.Cut(area, ":")
	if !has {
		to = from
	}
	_, row, _ := excelize.CellNameToCoordinates(to)
	return row
}
