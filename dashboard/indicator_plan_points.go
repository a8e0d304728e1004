package dashboard

import (
	"slices"
	"strconv"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// planned is what a plan states about a series, by year: base, interim targets and
// target, or one level for a rule that holds every year.
type planned struct {
	points map[int]*float64
	high   map[int]*float64        // upper ends of a range
	stated map[int]*metrics.Target // whose number a point is
	level  *float64
}

// planPoints reads the target of an item and those on the way to it.
func planPoints(item Item) planned {
	plan := planned{points: map[int]*float64{}, high: map[int]*float64{}, stated: map[int]*metrics.Target{}}
	target := item.Target
	if target == nil || !target.Value.Valid {
		return plan
	}
	if target.Deadline().IsZero() || target.Path == metrics.PathFlat || target.Recurrence == metrics.Yearly {
		plan.level = float(target.Value)
	}
	if year := leadingYear(target.BasePeriod); year > 0 && target.BaseValue.Valid {
		plan.points[year], plan.stated[year] = float(target.BaseValue), target
	}
	for _, milestone := range slices.Concat(item.Interim, item.Later) {
		year := milestone.Deadline().Year()
		plan.points[year], plan.stated[year] = float(milestone.Value), milestone
	}
	if deadline := target.Deadline(); !deadline.IsZero() {
		plan.points[deadline.Year()], plan.stated[deadline.Year()] = float(target.Value), target
		if target.Comparator == metrics.Between && target.ValueHigh.Valid {
			plan.high[deadline.Year()] = float(target.ValueHigh)
		}
	}
	return plan
}

// series returns the lines of the plan from the first to the last year, its points with the
// pages of their targets. A level is drawn over all years; its base, if any, stays a point
// of the path.
func (p planned) series(page *IndicatorPage, words wording, first, last int) []charts.Series {
	if p.level != nil {
		return []charts.Series{level(words.text("series.plan"), charts.StyleLevel, *p.level, first, last)}
	}
	path := charts.Series{Name: words.text("series.plan"), Style: charts.StylePlan}
	high := charts.Series{Name: words.text("series.plan_high"), Style: charts.StylePlan}
	for year := first; year <= last; year++ {
		origin := ""
		if target := p.stated[year]; target != nil {
			origin = tracedTarget(*page, target, "").Link
		}
		path.Values, path.Origins = append(path.Values, p.points[year]), append(path.Origins, origin)
		high.Values = append(high.Values, p.high[year])
	}
	if len(p.high) > 0 {
		return []charts.Series{path, high}
	}
	return []charts.Series{path}
}

// leadingYear returns the year with which a period begins, or 0.
func leadingYear(period string) int {
	if len(period) < 4 {
		return 0
	}
	year, err := strconv.Atoi(period[:4])
	if err != nil || year < metrics.FirstYear || year > metrics.LastYear {
		return 0
	}
	return year
}
