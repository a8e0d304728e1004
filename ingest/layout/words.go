package layout

import (
	"regexp"
	"strings"

	"zhibiao/metrics"
)

var (
	footnoteMark  = regexp.MustCompile(`(?:[①-⑳]|\[\d{1,2}\]|〔\d{1,2}〕|［\d{1,2}］|\*+|※)+$`)
	noteLine      = regexp.MustCompile(`^(?:[（(]?(?:注|说明|备注|资料来源|数据来源|来源|附注)\s*\d*\s*[:：]|[①-⑳※]|\[\d{1,2}\]|\*\s*\S|注\d?[、.．])`)
	captionCell   = regexp.MustCompile(`^(?:[（(]?(?:计量|金额|货币|数量)?单位\s*[:：]|(?:制表|填报|编制|报送|填表)\S*\s*[:：]|日期\s*[:：]|表\s*号\s*[:：]|续表|表\s*\d)`)
	numbering     = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|\d{1,2}\.\s*[^\d\s])`)
	ofWhich       = regexp.MustCompile(`^(?:其\s*中\s*[:：]?|#)\s*`)
	ordinalHead   = regexp.MustCompile(`^(?:序号|编号|行次|代码|no\.?|№)$`)
	codeHead      = regexp.MustCompile(`.(?:代码|编码|编号| ?code)$`)
	unitHead      = regexp.MustCompile(`^(?:(?:计量)?单位|units?(?: of measure)?)$`)
	noteHead      = regexp.MustCompile(`^(?:备注|说明|注|附注|notes?|remarks?)$`)
	areaHead      = regexp.MustCompile(`地区|旗区|旗县|县区|区域|行政区划|盟市|市区|^(?:area|region|district|banner)s?$`)
	periodHead    = regexp.MustCompile(`^(?:年份|年度|时间|月份|时期|日期|期间|季度|year|quarter|month|period|date)$`)
	indicatorHead = regexp.MustCompile(`指标|项目|产品|名称|品名|类别|^(?:indicator|item|product)s?$`)
	totalName     = regexp.MustCompile(`^(?:合计|总计|共计|全市合计|全市总计|总合计)$`)
	subtotalName  = regexp.MustCompile(`^(?:小计|平均)$`)
)

// cleaned removes what stands in a text for the eye only: line breaks, spaces between
// Chinese characters, footnote marks at its end.
func cleaned(text string) string {
	text = strings.TrimSpace(footnoteMark.ReplaceAllString(strings.TrimSpace(text), ""))
	var plain strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		if r == '\n' || r == '\r' || r == '\t' || r == '\u3000' || r == '\u00a0' || r == ' ' {
			if i > 0 && i+1 < len(runes) && runes[i-1] < 0x2e80 && runes[i+1] < 0x2e80 && plain.Len() > 0 {
				plain.WriteRune(' ')
			}
			continue
		}
		plain.WriteRune(r)
	}
	return plain.String()
}

// SplitMark parts a text from the footnote mark at its end, such as ①, [1] or *; a text
// that is nothing but a mark has none.
func SplitMark(text string) (unmarked, found string) {
	if unmarked = cleanedValue(text); unmarked == strings.TrimSpace(text) {
		return unmarked, ""
	}
	return unmarked, mark(text)
}

// mark returns the footnote mark at the end of a text.
func mark(text string) string { return footnoteMark.FindString(strings.TrimSpace(text)) }

// longestPeriod is how many bytes the text of a period may have.
const longestPeriod = 80

// isPeriod tells texts that are periods, with or without their year; bare digits, which
// may be an amount such as 2023.08, count only where bareDigits says so.
func isPeriod(text string, bareDigits bool) bool {
	text = cleaned(text)
	if text == "" || len(text) > longestPeriod || !bareDigits && strings.Trim(text, "0123456789.") == "" {
		return false
	}
	if metrics.NeedsYear(text) {
		return true
	}
	_, err := metrics.ReadPeriod("", text)
	return err == nil
}

// isValue tells texts that can stand in a column of values: numbers, and signs that
// there is none. Periods are no values, though 8月 could be a number of months.
func isValue(text string) bool {
	text = cleanedValue(text)
	if text == "" || isPeriod(text, false) {
		return false
	}
	if strings.HasPrefix(text, "=") {
		return true // a formula without a result: the row is rejected with that reason
	}
	_, err := metrics.ParseNumber(text)
	if problem := metrics.AsProblem(err); problem != nil && problem.Key == "number.brackets" {
		return true // it is refused at its cell
	}
	if err != nil {
		_, err = metrics.ParseGrowth(text)
	}
	return err == nil || strings.HasPrefix(text, "#") // the error of a formula
}

// cleanedValue removes a footnote mark behind a number, not the marks that stand for a
// missing value themselves.
func cleanedValue(text string) string {
	text = strings.TrimSpace(text)
	if without := strings.TrimSpace(footnoteMark.ReplaceAllString(text, "")); without != "" {
		return without
	}
	return text
}

// isStub tells a heading that names what the rows are.
func isStub(text string) bool {
	text = strings.ToLower(cleaned(text))
	return ordinalHead.MatchString(text) || unitHead.MatchString(text) || areaHead.MatchString(text) ||
		periodHead.MatchString(text) || indicatorHead.MatchString(text)
}

// withoutUnit parts a name from the unit in brackets at its end: 原煤产量（万吨）.
func withoutUnit(text string) (name, unit string) {
	text = strings.NewReplacer("（", "(", "）", ")", "％", "%").Replace(text)
	open := strings.LastIndex(text, "(")
	if open < 0 || !strings.HasSuffix(text, ")") {
		return text, ""
	}
	inner := strings.TrimSpace(text[open+1 : len(text)-1])
	inner = strings.TrimPrefix(strings.TrimPrefix(inner, "单位:"), "单位：")
	if inner == "±%" || inner == "+-%" {
		inner = "%"
	}
	if !metrics.KnownUnit(inner) {
		return text, ""
	}
	return strings.TrimSpace(text[:open]), inner
}
