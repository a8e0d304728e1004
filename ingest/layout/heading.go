package layout

import (
	"regexp"
	"strings"

	"zhibiao/metrics"
)

// kind is what a heading says about the numbers below it.
type kind int

const (
	plain    kind = iota
	growth        // on the year before
	previous      // the value of the year before
	other         // anything that is neither: 环比, 位次, 比重
)

// heading is what is understood of the text above a column, or of one row of it.
type heading struct {
	period     string // as written, or empty
	cumulative bool   // 累计
	single     bool   // 本月
	kind       kind
	area, unit string
	status     string // SDMX code that the heading gives: 2025年（预计）
	name       string // what is left: an indicator, or a part of its name
}

var (
	growthWord = regexp.MustCompile(`^(?:累计|本月|当月)?(?:同比|比上年同期|比去年同期|较上年同期|与上年同期相比|比上年|较上年|比去年)?` +
		`(?:增长速度|增长率|增长|增速|增减|增幅|升降幅度|升降|±|\+-)?%?$`)
	growthEnd      = regexp.MustCompile(`(?:同比|比上年同期|比去年同期|较上年同期|比上年|较上年|比去年)?(?:增长速度|增长率|增长|增速|增减|增幅)?%?$`)
	growthCore     = regexp.MustCompile(`同比|比上年|比去年|较上年|增长|增速|增减|增幅|升降|±|\+-`)
	previousWord   = regexp.MustCompile(`^同期$|上年同期|去年同期|上年同月|去年同月|上年累计|去年累计|^上年$|^去年$|上年实际|上期`)
	otherWord      = regexp.MustCompile(`^(?:(?:同比|比上年(?:同期)?|较上年(?:同期)?)?(?:增减|增加|减少)(?:绝对)?(?:量|额|数)|增量|净增|差额|月?环比|比上月|较上月|(?:(?:在|居)?全(?:市|区|国|旗|盟))?(?:位次|排名|排位|名次)|(?:总量|增速|增幅)(?:位次|排名|排位|名次)|比重|占比|构成|占全市比重|计划|年度计划|全年计划|目标|年度目标|全年目标|任务|完成率|完成计划|完成进度|完成目标|目标完成|占(?:年度|全年)?(?:预算|计划|目标|任务)|(?:年初|年度|调整|全年)?预算|进度|贡献率|拉动|拉动点数|权重|两年平均)`)
	cumulativeWord = regexp.MustCompile(`(?:截?[至止]本月[止末]?|本月止)(?:累计)?|本年累计|自年初累计|年初累计|累计|年初至今|自年初至本月|1[-—至]本月`)
	thisYear       = regexp.MustCompile(`^(今年|本年|上年|去年)(.+)$`)
	singleWord     = regexp.MustCompile(`本月|当月`)
	plainWord      = regexp.MustCompile(`^(?:绝对量|绝对值|绝对数|绝对额|总量|数值|数量|实际|实际数|实际值|实绩|本期|本期数|本年|完成|执行|执行数|完成数|完成值|完成额|指标值|数额|数据|值|止|数|(?i:values?|actuals?|amount))$`)
	periodStart    = regexp.MustCompile(`^(?:\d{4}年度?)?(?:0?1月?[-—–―─~～至到]+\d{1,2}月份?|前\d{1,2}个月|\d{1,2}月份?|[上下]半年|(?:前|一至)[二三四2-4]个?季度|第?[一二三四1-4]季度[末底]?|全年|年底|年末)?`)
	yearOnly       = regexp.MustCompile(`^\d{4}年?$`)
)

// parseHeading reads one row of a heading.
func parseHeading(text string, names Names) heading {
	var read heading
	text, read.status = withoutStatus(metrics.ArabicYears(cleaned(text)))
	text, read.unit = withoutUnit(text)
	if otherWord.MatchString(text) && !names.IsIndicator(text, read.unit) {
		read.kind = other
		return read
	}
	if whole, unit := withoutUnit("x" + bracketed(text)); whole == "x" && unit != "" {
		read.unit = unit
		return read
	}
	if relative := thisYear.FindStringSubmatch(text); relative != nil && metrics.NeedsYear(relative[2]) {
		text = relative[2]
		if relative[1] == "上年" || relative[1] == "去年" {
			read.period, read.kind = text, previous
			return read
		}
	}
	switch {
	case text == "":
		return read
	case isPeriod(text, true):
		read.period = text
		read.cumulative = strings.Contains(text, "累计")
		return read
	case names.IsArea(text), totalName.MatchString(text):
		read.area = text
		return read
	case names.IsIndicator(text, read.unit):
		read.name = text
		return read
	}
	if start := periodStart.FindString(text); start != "" && isPeriod(start, false) {
		read.period, text = start, strings.TrimSpace(text[len(start):])
	}
	read.takeWords(text, names)
	return read
}

// bracketed returns a text that stands in brackets as a whole with plain brackets.
func bracketed(text string) string {
	text = strings.NewReplacer("（", "(", "）", ")", "％", "%").Replace(text)
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		return text
	}
	return "(" + text + ")" // a bare unit in a row of its own, such as 万吨
}

// takeWords takes the words for measures off a text; what is left is a name.
func (h *heading) takeWords(text string, names Names) {
	switch {
	case otherWord.MatchString(text):
		h.kind = other
		return
	case growthCore.MatchString(text) && growthWord.MatchString(text):
		h.kind = growth
		h.cumulative = strings.Contains(text, "累计")
		h.single = singleWord.MatchString(text)
		return
	case previousWord.MatchString(text):
		h.kind = previous
		text = previousWord.ReplaceAllString(text, "")
	case growthCore.MatchString(text) && !names.IsIndicator(text, h.unit):
		if end := growthEnd.FindStringIndex(text); end != nil && end[0] < end[1] {
			h.kind, text = growth, text[:end[0]]
		}
	}
	if cumulativeWord.MatchString(text) && !names.IsIndicator(text, h.unit) {
		h.cumulative, text = true, cumulativeWord.ReplaceAllString(text, "")
	}
	if singleWord.MatchString(text) && !names.IsIndicator(text, h.unit) {
		h.single, text = true, singleWord.ReplaceAllString(text, "")
	}
	text = strings.Trim(text, " -—、:：")
	if plainWord.MatchString(text) {
		text = ""
	}
	if names.IsArea(text) {
		h.area = text
		return
	}
	h.name = text
}

// join adds what a lower row of a heading says. A period without a year takes the year
// of the row above.
func (h heading) join(below heading, names Names) heading {
	if below.period != "" {
		h.period = joinPeriods(h.period, below.period)
	}
	h.cumulative = h.cumulative || below.cumulative
	h.single = h.single || below.single
	if below.kind != plain {
		h.kind = below.kind
	}
	if below.area != "" {
		h.area = below.area
	}
	if below.unit != "" {
		h.unit = below.unit
	}
	if below.status != "" {
		h.status = below.status
	}
	if below.name != "" {
		h.name = joinNames(h.name, below.name, h.unit, names)
	}
	return h
}

func joinPeriods(above, below string) string {
	if yearOnly.MatchString(above) && metrics.NeedsYear(below) {
		return strings.TrimSuffix(above, "年") + "年" + below
	}
	if yearOnly.MatchString(below) && metrics.NeedsYear(above) {
		return joinPeriods(below, above) // a column of months before one of years
	}
	return below
}

// joinNames takes the name that means something: both together, the lower, the upper.
func joinNames(above, below, unit string, names Names) string {
	switch {
	case above == "":
		return below
	case strings.HasSuffix(above, below):
		return above // 产量 below 煤炭产量
	case names.IsIndicator(above+below, unit):
		return above + below
	case names.IsIndicator(below, unit):
		return below
	case names.IsIndicator(above, unit):
		return above + "/" + below // the lower row says something that is not understood
	}
	return above + below
}

var statusEnd = regexp.MustCompile(`[（(]?(预计|估计|预测|快报|初步核算|初步统计|初步|修订|最终核实|年报)数?[）)]?$`)

// withoutStatus parts a period from what is said behind it about all of its values.
// Revised and final values are normal ones.
func withoutStatus(text string) (period, status string) {
	found := statusEnd.FindStringSubmatchIndex(text)
	if found == nil || found[0] == 0 || !isPeriod(text[:found[0]], true) {
		return text, ""
	}
	switch word := text[found[2]:found[3]]; word {
	case "预计", "估计":
		status = string(metrics.StatusEstimated)
	case "预测":
		status = string(metrics.StatusForecast)
	case "快报", "初步核算", "初步统计", "初步":
		status = string(metrics.StatusProvisional)
	}
	return text[:found[0]], status
}
