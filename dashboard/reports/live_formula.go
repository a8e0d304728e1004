package reports

import (
	"fmt"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// liveRow puts formulas into the cells of one row. A formula is written only where it
// comes to exactly the number or the status of the assessment; anything else keeps its
// value. Every formula gives an empty text when the actual value is missing: a missing
// value is never zero.
type liveRow struct {
	report Report
	row    Row
	live   Live
	values numbersOf
	cells  []cell
	at     map[string]int // place of a column in cells
	number int            // of the row in the sheet
	target string         // key of the column of the target
}

// enliven writes the formulas of a row, whose cells lie in the numbered row of a sheet.
func (r Report) enliven(columns []column, cells []cell, row Row, number int) {
	if row.Live == nil {
		return
	}
	l := liveRow{report: r, row: row, live: *row.Live, cells: cells, at: map[string]int{}, number: number}
	for i, column := range columns {
		l.at[column.key] = i
	}
	l.target = targetColumn(row.Live.Goal)
	goal := targetOf(row, row.Live.Goal)
	if _, single := l.at[columnTarget]; single && len(row.Targets) > 0 {
		l.target, goal = columnTarget, &row.Targets[0]
	}
	l.values = numbersOf{base: l.value(columnBase), target: l.value(l.target), latest: l.value(columnLatest)}
	if l.values.target == nil || l.values.latest == nil || goal == nil {
		return
	}
	l.values.comparator = goal.Comparator
	l.targetRate()
	l.pathRates()
	l.requiredPerYear()
	l.status()
}

// value is the number in a cell of the row, or nil.
func (l liveRow) value(key string) *float64 {
	place, has := l.at[key]
	if !has {
		return nil
	}
	number, isNumber := l.cells[place].value.(float64)
	if !isNumber {
		return nil
	}
	return &number
}

// cell is the reference of a cell of the row.
func (l liveRow) cell(key string) string { return cellName(l.at[key]+1, l.number) }

// set gives a cell a formula that is empty when there is no actual value.
func (l liveRow) set(key, formula string) {
	if place, has := l.at[key]; has && l.cells[place].value != nil {
		l.cells[place].formula = "IF(ISNUMBER(" + l.cell(columnLatest) + ")," + formula + `,"")`
	}
}

func (l liveRow) targetRate() {
	latest, target := l.cell(columnLatest), l.cell(l.target)
	c, t := *l.values.latest, *l.values.target
	switch {
	case t != 0 && sameAs(c/t, l.row.TargetRate):
		l.set(columnTargetRate, latest+"/"+target)
	case c != 0 && sameAs(t/c, l.row.TargetRate):
		l.set(columnTargetRate, "IF("+latest+"=0,\"\","+target+"/"+latest+")")
	}
}

// required is the formula of what the path requires: on a straight line it follows from
// base, target and time, elsewhere it is the number of the assessment.
func (l liveRow) required() string {
	if l.live.Required == nil {
		return ""
	}
	if share := l.value(columnTimeRate); share != nil && l.values.base != nil {
		b, t := *l.values.base, *l.values.target
		if sameAs(b+(t-b)**share, l.live.Required) {
			base := l.cell(columnBase)
			return fmt.Sprintf("(%s+(%s-%s)*%s)", base, l.cell(l.target), base, l.cell(columnTimeRate))
		}
	}
	return literal(*l.live.Required)
}

func (l liveRow) pathRates() {
	latest, target := l.cell(columnLatest), l.cell(l.target)
	if l.values.base != nil && *l.values.base != *l.values.target {
		b, c, t := *l.values.base, *l.values.latest, *l.values.target
		if sameAs((c-b)/(t-b), l.row.IncrementRate) {
			base := l.cell(columnBase)
			l.set(columnIncrementRate, fmt.Sprintf("(%s-%s)/(%s-%s)", latest, base, target, base))
		}
	}
	required := l.required()
	switch {
	case required == "":
	case l.live.Lower && sameAs(*l.live.Required-*l.values.latest, l.row.Gap):
		l.set(columnGap, required+"-"+latest)
	case !l.live.Lower && sameAs(*l.values.latest-*l.live.Required, l.row.Gap):
		l.set(columnGap, latest+"-"+required)
	}
}

// requiredPerYear divides what is left by the years that are left.
func (l liveRow) requiredPerYear() {
	left := *l.values.target - *l.values.latest
	each := l.row.RequiredPerYear
	if each == nil || *each == 0 || left == 0 {
		return
	}
	years := left / *each
	if rounded := float64(int(years*1e6+0.5)) / 1e6; rounded > 0 && sameAs(left/rounded, each) {
		years = rounded
	}
	reached, known := l.reached()
	if years <= 0 || !known {
		return
	}
	l.set(columnRequired, fmt.Sprintf(`IF(%s,"",(%s-%s)/%s)`, reached, l.cell(l.target), l.cell(columnLatest), literal(years)))
}

// reached is the condition that the value meets the target.
func (l liveRow) reached() (string, bool) {
	if _, known := l.values.meets(l.live.Lower); !known {
		return "", false
	}
	sign := ">="
	switch {
	case l.values.comparator == metrics.MoreThan:
		sign = ">"
	case l.values.comparator == metrics.LessThan:
		sign = "<"
	case l.live.Lower:
		sign = "<="
	}
	return l.cell(columnLatest) + sign + l.cell(l.target), true
}

// status lets the light follow the numbers.
func (l liveRow) status() {
	place, has := l.at[columnStatus]
	status, known := l.live.status(l.values, l.row)
	if !has || !known || status != l.row.Status || l.row.StatusWord != l.report.StatusWords[status] {
		return
	}
	reached, known := l.reached()
	if !known {
		return
	}
	word := func(status metrics.AssessmentStatus) string {
		return quoted(statusText(status, l.report.StatusWords[status]))
	}
	unmet := word(l.live.unmetStatus())
	if !l.live.Hold && !l.live.Final {
		base := l.cell(columnBase)
		pace := fmt.Sprintf("ROUND((%s-%s)/(%s-%s),9)", l.cell(columnLatest), base, l.required(), base)
		unmet = fmt.Sprintf("IF(%s>=%s,%s,IF(%s>=%s,%s,IF(%s>=%s,%s,%s)))",
			pace, literal(l.live.Ahead), word(metrics.AheadOfSchedule), pace, literal(l.live.OnTime), word(metrics.OnSchedule),
			pace, literal(l.live.Behind), word(metrics.Behind), word(metrics.FarBehind))
		if !l.live.hasPace(l.values) { // reached, and a value below would have no pace
			unmet = word(metrics.NotAssessable)
		}
	}
	l.cells[place].formula = fmt.Sprintf("IF(NOT(ISNUMBER(%s)),%s,IF(%s,%s,%s))",
		l.cell(columnLatest), word(metrics.NotAssessable), reached, word(l.live.metStatus(l.row)), unmet)
}

// literal is a number as formulas write it.
func literal(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }

// quoted is a text as formulas write it.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
