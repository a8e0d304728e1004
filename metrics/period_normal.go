package metrics

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var (
	midnight      = regexp.MustCompile(`(\d日?)[\sTt]+0{1,2}:00(?::00(?:\.0+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?\s*$`)
	repeatedDash  = regexp.MustCompile(`-{2,}`)
	asOf          = regexp.MustCompile(`^截[至止](?:到|至)?`)
	inBrackets    = regexp.MustCompile(`\((累计|当月|单月|本月)\)$`)
	singleEnd     = regexp.MustCompile(`(?:单月|本月)$`)
	writtenYear   = regexp.MustCompile(`[〇○零一二三四五六七八九]{4}年`)
	writtenNumber = regexp.MustCompile(`[一二两三四五六七八九十]{1,3}(?:个月|月|日|号|至|到|-)`)
	writtenMonth  = regexp.MustCompile(`(?:一月?[-—–~～至到])?[一二三四五六七八九十]{1,3}月`)
	romanQuarter  = regexp.MustCompile(`(IV|III|II|I)季`)
	shortYear     = regexp.MustCompile(`^(\d{2})年(.*(?:月|季|半年).*)$`)
)

// normalPeriod removes differences of typing: spaces, full-width characters, the many
// kinds of dashes, quotation marks, lower-case letters, a time of midnight, brackets
// around 累计; and writes numbers in Chinese characters as digits where they are those of
// a year, a month or a day.
func normalPeriod(text string) string {
	text = midnight.ReplaceAllString(text, "$1")
	var typed strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B':
			continue
		case strings.ContainsRune("“”\"「」‘’『』", r):
			continue
		case strings.ContainsRune("—–−～~‐‑‒―─━〜﹣⸺", r):
			r = '-'
		case r >= 'Ⅰ' && r <= 'Ⅳ':
			r = '1' + r - 'Ⅰ'
		case r >= '！' && r < '～':
			r -= '！' - '!'
		}
		typed.WriteRune(unicode.ToUpper(r))
	}
	plain := repeatedDash.ReplaceAllString(typed.String(), "-")
	plain = asOf.ReplaceAllString(plain, "")
	plain = singleEnd.ReplaceAllString(inBrackets.ReplaceAllString(plain, "$1"), "当月")
	plain = ArabicYears(plain)
	if strings.Contains(plain, "季") {
		return romanQuarter.ReplaceAllStringFunc(plain, digitOfQuarter)
	}
	if strings.ContainsAny(plain, "月日号") {
		plain = writtenNumber.ReplaceAllStringFunc(plain, digitsOfNumber)
	}
	return plain
}

// withWholeYear writes a year of two digits with four where a part of the year follows:
// 23年8月 is 2023年8月. What stands alone (23年) may be a number of years and stays.
func withWholeYear(plain string) string {
	parts := shortYear.FindStringSubmatch(plain)
	if parts == nil {
		return plain
	}
	century := "20"
	if parts[1] >= strconv.Itoa(FirstYear%100) {
		century = "19"
	}
	return century + parts[1] + "年" + parts[2]
}

// ArabicYears writes the years that stand in Chinese characters in a text with digits:
// 二〇二三年 is 2023年.
func ArabicYears(text string) string { return writtenYear.ReplaceAllStringFunc(text, digitsOfYear) }

// ArabicMonths writes the numbers before 月 and 日 that stand in Chinese characters in a
// text with digits: 八月 is 8月.
func ArabicMonths(text string) string {
	return writtenMonth.ReplaceAllStringFunc(text, func(month string) string {
		parts := writtenMonth.FindStringSubmatch(month)
		return writtenNumber.ReplaceAllStringFunc(parts[0], digitsOfNumber)
	})
}

func digitsOfYear(year string) string {
	return strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5",
		"六", "6", "七", "7", "八", "8", "九", "9").Replace(year)
}

// digitsOfNumber writes 一 to 九十九, as they stand before 月 and 日, with digits.
func digitsOfNumber(text string) string {
	written := strings.TrimRight(text, "个月日号至到-")
	unit := text[len(written):]
	tens, ones, found := strings.Cut(written, "十")
	if !found {
		tens, ones = "", written
	}
	digit := func(text string) (int, bool) {
		runes := []rune(text)
		switch {
		case len(runes) == 0:
			return 0, true
		case len(runes) > 1:
			return 0, false
		case runes[0] == '两':
			return 2, true
		}
		at := strings.IndexRune("一二三四五六七八九", runes[0])
		return at/len("一") + 1, at >= 0
	}
	ten, tensRead := digit(tens)
	one, onesRead := digit(ones)
	if !tensRead || !onesRead {
		return text
	}
	if found && tens == "" {
		ten = 1
	}
	return strconv.Itoa(10*ten+one) + unit
}

func digitOfQuarter(text string) string {
	return map[string]string{"I": "1", "II": "2", "III": "3", "IV": "4"}[strings.TrimSuffix(text, "季")] + "季"
}
