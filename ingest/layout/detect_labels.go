package layout

import (
	"regexp"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// periodPart are the headings under which bare numbers are periods: 2023, 8, 3.
var periodPart = regexp.MustCompile(`^(?:年份?|年度|月份?|季度?|年月|时间|时期|日期|期间|报告期|统计时间|数据时间|(?i:year|quarter|month|period|date))$`)

// holdsPeriods tells a column whose heading says that periods stand below it, and where
// nothing else does.
func (d *detection) holdsPeriods(column int, levels []string) bool {
	if len(levels) == 0 || !periodPart.MatchString(levels[len(levels)-1]) {
		return false
	}
	found := false
	for _, i := range d.block.body {
		text := cleaned(d.sheet.lines[i].cells[column-1].text)
		if text == "" || totalName.MatchString(text) || subtotalName.MatchString(text) {
			continue
		}
		if !isPeriod(labelPeriod(levels[len(levels)-1], text), true) {
			return false
		}
		found = true
	}
	return found
}

// labelPeriod reads the bare number of a month or a quarter as its heading says: 8 below
// 月份 is 8月. Every other text stays as it is. Of a heading of several rows the last counts.
func labelPeriod(heading, text string) string {
	text = metrics.ArabicYears(cleaned(text))
	if text == "" || isPeriod(text, true) {
		return text
	}
	switch strings.ToLower(heading[strings.LastIndex(heading, "/")+1:]) {
	case "月", "月份", "month":
		if metrics.NeedsYear(text + "月") {
			return text + "月"
		}
	case "季", "季度", "quarter":
		if metrics.NeedsYear(text + "季度") {
			return text + "季度"
		}
	}
	return text
}

// namesRows tells what the texts of a column behind the numbers say, when they say which
// area, indicator or period a row is; empty for every other column of texts.
func (d *detection) namesRows(column int, heading string) Carries {
	known := 0
	all := 0
	for _, i := range d.block.body {
		name, _ := labelName(d.sheet.lines[i].cells[column-1].text)
		if name == "" {
			continue
		}
		all++
		if d.names.IsArea(name) || isPeriod(name, true) || d.names.IsIndicator(name, "") {
			known++
		}
	}
	if 2*known <= all {
		return ""
	}
	return d.carries(column, heading)
}

// takeLabel keeps a label that stands before the numbers or behind all of them. Where
// numbers stand on both sides, a second table begins beside the first.
func (d *detection) takeLabel(label Label, labelsOver bool) {
	number := table.ColumnNumber(label.Column)
	if labelsOver && d.numbersBehind(number) {
		d.next = number
		d.say("layout.said.side_by_side", "column", label.Column)
		return
	}
	if labelsOver && d.rows(label.Carries) {
		d.say("layout.said.text_column", "column", label.Column, "heading", label.Heading)
		return
	}
	d.table.Labels = append(d.table.Labels, label)
}

// numbersBehind tells whether numbers stand on the right of a column that are neither
// periods nor a count of the rows.
func (d *detection) numbersBehind(column int) bool {
	for right := column + 1; right <= d.sheet.width; right++ {
		levels := d.levels(right)
		values, texts, _ := d.count(right)
		if values > texts && !ordinalHead.MatchString(strings.ToLower(strings.Join(levels, ""))) && !d.holdsPeriods(right, levels) {
			return true
		}
	}
	return false
}
