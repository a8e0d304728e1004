package dashboard

import (
	"strconv"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// longestAxis bounds the years of a chart, against a misprinted year.
const longestAxis = 60

// yearlyChart draws one value a year against the path of the target.
func yearlyChart(page *IndicatorPage, words wording) *charts.TargetChart {
	plan := planPoints(page.Item)
	actual := map[metrics.Scenario]map[int]metrics.Observation{}
	first, last := 9999, 0
	extend := func(year int) { first, last = min(first, year), max(last, year) }
	for _, observation := range page.Values {
		if !standsForYear(page.Indicator, observation) {
			continue
		}
		byYear := actual[observation.Scenario]
		if byYear == nil {
			byYear = map[int]metrics.Observation{}
			actual[observation.Scenario] = byYear
		}
		year := observation.Period.Last.Year()
		if current, found := byYear[year]; !found || betterForYear(observation, current) {
			byYear[year] = observation
		}
		extend(year)
	}
	for year := range plan.points {
		extend(year)
	}
	forecast := landingByYear(page)
	for year := range forecast {
		extend(year)
	}
	if last == 0 || last-first > longestAxis {
		return nil
	}
	asOf := page.Filters.AsOf.Year()
	if plan.level != nil && len(plan.points) == 0 {
		extend(asOf)
	}
	chart := &charts.TargetChart{AsOf: asOf - first, AsOfLabel: words.text("chart.as_of")}
	for year := first; year <= last; year++ {
		chart.Categories = append(chart.Categories, strconv.Itoa(year))
	}
	if asOf < first || asOf > last {
		chart.AsOf = -1
	}
	if page.Target != nil && page.Target.Value.Valid {
		chart.Series = append(chart.Series, plan.series(page, words, first, last)...)
	}
	for _, kind := range scenarioSeriesList() {
		if byYear := actual[kind.scenario]; len(byYear) > 0 {
			series := charts.Series{Name: words.text(kind.key), Style: kind.style}
			for year := first; year <= last; year++ {
				observation, found := byYear[year]
				if !found {
					series.Values, series.Uncertain, series.Origins = append(series.Values, nil), append(series.Uncertain, false), append(series.Origins, "")
					continue
				}
				series.Origins = append(series.Origins, traced(*page, observation.ObservationKey, "").Link)
				partial := observation.Period.Frequency != metrics.Annual && observation.Period.Last.Month() < 12
				series.Values = append(series.Values, float(observation.Value))
				series.Uncertain = append(series.Uncertain, partial || uncertain(observation.Status))
			}
			chart.Series = append(chart.Series, series)
		}
	}
	start, known := lastKnown(actual[page.Filters.Scenario()])
	addLanding(chart, words, forecast, first, start, known)
	for _, benchmark := range page.Benchmarks {
		value := benchmark.Value.InexactFloat64()
		chart.Series = append(chart.Series, level(words.field(benchmark, "Label"), charts.StyleBenchmark, value, first, last))
	}
	return chart
}

// standsForYear tells whether a value can stand for its year: a whole year always,
// a shorter period only where the indicator is a level that has a value at any time.
func standsForYear(indicator *metrics.Indicator, observation metrics.Observation) bool {
	if !observation.Value.Valid {
		return false
	}
	if observation.Period.Frequency == metrics.Annual {
		return true
	}
	switch indicator.Kind {
	case metrics.KindStock, metrics.KindRank, metrics.KindCumulative, metrics.KindLimit:
		return observation.Period.Frequency != metrics.YearToDate || indicator.Kind == metrics.KindCumulative
	case metrics.KindRatio:
		return observation.Period.Frequency == metrics.Day
	}
	return false
}

// betterForYear tells whether a value stands for its year rather than another: the
// yearly one first, then the later.
func betterForYear(observation, current metrics.Observation) bool {
	yearly := observation.Period.Frequency == metrics.Annual
	if yearly != (current.Period.Frequency == metrics.Annual) {
		return yearly
	}
	return observation.Period.Last > current.Period.Last
}

func level(name string, style charts.Style, value float64, first, last int) charts.Series {
	series := charts.Series{Name: name, Style: style}
	for year := first; year <= last; year++ {
		series.Values = append(series.Values, &value)
	}
	return series
}
