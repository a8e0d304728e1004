package dashboard

import (
	"slices"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// row turns an item into a row of a report, but for its section, number and targets.
func (m *reportMaterial) row(item Item) reports.Row {
	words := m.words
	row := reports.Row{
		IndicatorCode: item.Indicator.Code, IndicatorName: words.name(item.Indicator), Area: words.name(item.Area),
		Dimension: item.Dimension, Unit: words.unit(item.Indicator.Unit), Decimals: item.Indicator.Decimals,
		Organisation: m.organisations(item), Source: m.source(item.Target), Theme: words.name(item.Theme),
	}
	if item.Lead != nil {
		row.Lead = words.name(item.Lead)
	}
	if item.Indicator.Kind == metrics.KindEvent {
		row.Format = `[=1]"` + words.text("value.done") + `";[=0]"` + words.text("value.not_done") + `";0.##`
	}
	if target := item.Target; target != nil {
		row.BasePeriod, row.BaseValue = target.BasePeriod, target.BaseValue
		row.Status, row.StatusWord = item.Status(), words.text("status."+string(item.Status()))
		row.Reason, row.Binding = words.reason(item.Assessment), item.Binding()
		if item.NotScored() {
			row.Status, row.StatusWord, row.Reason = "", words.text("target.not_scored"), target.NotScoredReason
		}
		row.Explain = m.explanation(item)
		if target.Attribute != "" {
			row.AttributeWord = words.text("attribute." + string(target.Attribute))
		}
	}
	if word := item.OutlookWord(); word != "" {
		row.Outlook = words.text(word)
	}
	series := m.series[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}]
	m.fillResult(&row, item, series)
	row.Actual = m.points(series)
	row.Path = m.path(item, series)
	return row
}

// points are the values that a row holds.
func (m *reportMaterial) points(series []metrics.Observation) []reports.Point {
	if m.held += len(series); m.held <= valuesHeld || m.filters.whole {
		return pointsOfSeries(series)
	}
	m.thinned = true
	wholeYears := slices.IndexFunc(series, func(observation metrics.Observation) bool { return observation.Period.Frequency != metrics.Annual })
	if wholeYears < 0 {
		wholeYears = len(series)
	}
	return pointsOfSeries(series[:wholeYears]) // they come first
}

func pointsOfSeries(series []metrics.Observation) []reports.Point {
	points := make([]reports.Point, 0, len(series))
	for _, observation := range series {
		points = append(points, reports.Point{Period: observation.Period, Value: observation.Value, Status: observation.Status,
			Scenario: observation.Scenario, Source: observation.SourceTitle, Run: observation.Lineage.Run})
	}
	return points
}

// fillResult shows the value that was judged, or for an item without a judgement the
// latest there is.
func (m *reportMaterial) fillResult(row *reports.Row, item Item, series []metrics.Observation) {
	words := m.words
	status := metrics.ObservationStatus("")
	if judged := item.judged(); judged != nil {
		row.Latest, row.LatestPeriod, status = judged.Value, words.period(judged.Period), judged.Status
	} else if latest := latestValue(series); latest != nil {
		row.Latest, row.LatestPeriod, status = latest.Value, words.period(latest.Period), latest.Status
	}
	row.ObservationStatusWord = words.exceptionalStatus(status)
	row.ObservationStatus = status
	if assessment := item.Assessment; assessment != nil {
		row.TargetRate, row.IncrementRate, row.TimeRate = assessment.TargetRate, assessment.IncrementRate, assessment.TimeRate
		row.Gap, row.RequiredPerYear = assessment.Gap, assessment.RequiredPerYear
	}
}

// exceptionalStatus is the word for the status of a value, empty for a normal one.
func (w wording) exceptionalStatus(status metrics.ObservationStatus) string {
	if status == "" || status == metrics.StatusNormal {
		return ""
	}
	return w.code("observation_status", status)
}

func latestValue(series []metrics.Observation) *metrics.Observation {
	var latest *metrics.Observation
	for i := range series {
		if series[i].Value.Valid && (latest == nil || series[i].Period.Last > latest.Period.Last) {
			latest = &series[i]
		}
	}
	return latest
}

// organisations names the lead unit first.
func (m *reportMaterial) organisations(item Item) string {
	var names []string
	if item.Lead != nil {
		names = append(names, m.words.name(item.Lead))
	}
	for _, organisation := range item.Responsible {
		names = append(names, m.words.name(organisation))
	}
	return m.words.join(names)
}

// source is the document number and the line of the bulletin where the target stands.
func (m *reportMaterial) source(target *metrics.Target) string {
	if target == nil {
		return ""
	}
	number := target.Plan
	if plan := m.catalogue.Plan(target.Plan); plan != nil && plan.Number != "" {
		number = plan.Number
	}
	for _, id := range target.Statements {
		if statement := m.catalogue.Statement(id); statement != nil && statement.SourceLine != "" {
			if m.filters.Plan == target.Plan {
				return m.words.text("export.line", "line", statement.SourceLine) // the heading names the plan
			}
			return m.words.text("export.source", "number", number, "line", statement.SourceLine)
		}
	}
	return number
}

// path is the value that the required path asks for at the end of each year from the
// base to the deadline.
func (m *reportMaterial) path(item Item, series []metrics.Observation) []reports.PathPoint {
	if item.Target == nil {
		return nil
	}
	input := metrics.AssessmentInput{Indicator: *item.Indicator, Target: *item.Target, Observations: series,
		Scenario: m.filters.Scenario(), AsOf: m.filters.AsOf}
	for _, milestone := range item.Interim {
		input.Interim = append(input.Interim, *milestone)
	}
	required := metrics.RequiredPathOf(input)
	corners := required.Points()
	if len(corners) == 0 {
		return nil
	}
	var points []reports.PathPoint
	last := corners[len(corners)-1].Date.Year()
	for year := corners[0].Date.Year(); year <= last && len(points) < longestAxis; year++ {
		if value, has := required.At(metrics.NewDate(year, 12, 31)); has {
			points = append(points, reports.PathPoint{Year: year, Value: value})
		}
	}
	return points
}

// targetColumn is a target as a cell of the table, under the heading of its period.
func (w wording) targetColumn(indicator *metrics.Indicator, target *metrics.Target, period string) reports.TargetValue {
	value := reports.TargetValue{Period: period, Comparator: target.Comparator, Value: target.Value,
		ValueHigh: target.ValueHigh, Stretch: target.Stretch}
	if !target.Value.Valid {
		value.Text = w.targetValue(indicator, target)
	}
	if indicator.Kind == metrics.KindEvent {
		value.Comparator = metrics.Equal
	}
	return value
}
