package layout

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhibiao/metrics"
)

var (
	unitLine = regexp.MustCompile(`[（(]?(?:计量)?单位\s*[:：]\s*([^）)]+)[）)]?`)
	// without a colon: 单位 万元, 计量单位（万元）
	unitWord    = regexp.MustCompile(`单位\s*[（(]?\s*([^（）()\s]+)[）)]?$`)
	endBrackets = regexp.MustCompile(`[（(]([^（）()]+)[）)]$`)
	// 统计报表（月） says how often, not in what
	notInTitles = regexp.MustCompile(`^[年月日天期次类种份列位项度]$`)
)

// unitsOf reads the units of a line such as 单位：万吨、%; of a title, those in brackets at
// its end; and a unit that stands alone.
func unitsOf(text string) []string {
	text = strings.TrimSpace(norm.NFC.String(text))
	if found := unitLine.FindStringSubmatch(text); found != nil {
		return partUnits(found[1], " \t")
	}
	for _, form := range []*regexp.Regexp{unitWord, endBrackets} {
		if found := form.FindStringSubmatch(cleaned(text)); found != nil {
			if units := knownUnits(found[1]); units != nil {
				return units
			}
		}
	}
	return knownUnits(cleaned(text))
}

// isUnit tells a text that is nothing but a unit, in brackets or behind the word 单位.
func isUnit(text string) bool {
	text = strings.Trim(cleaned(text), "（）()")
	for _, word := range []string{"计量单位", "金额单位", "单位"} {
		text = strings.TrimPrefix(text, word)
	}
	return knownUnits(strings.TrimLeft(text, "（(")) != nil
}

func knownUnits(text string) []string {
	units := partUnits(text, "")
	for _, unit := range units {
		if !metrics.KnownUnit(unit) || notInTitles.MatchString(unit) {
			return nil
		}
	}
	return units
}

func partUnits(text, spaces string) []string {
	var units []string
	for _, unit := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；　"+spaces, r) }) {
		if !slices.Contains(units, unit) {
			units = append(units, strings.ReplaceAll(unit, "％", "%"))
		}
	}
	return units
}
