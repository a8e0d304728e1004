package dashboard

import (
	"fmt"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// burnUp shows the values from January on, in one line a year.
func burnUp(page *IndicatorPage, words wording, scenario metrics.Scenario) *charts.TargetChart {
	sums := map[int][13]*float64{} // by year and month
	latest := 0
	for _, observation := range page.Values {
		if observation.Scenario != scenario || observation.Period.Frequency != metrics.YearToDate || !observation.Value.Valid {
			continue
		}
		year := observation.Period.Last.Year()
		months := sums[year]
		months[observation.Period.Last.Month()] = float(observation.Value)
		sums[year] = months
		latest = max(latest, year)
	}
	if latest == 0 {
		addUpMonths(page, scenario, sums)
		for year := range sums {
			latest = max(latest, year)
		}
	}
	if latest == 0 {
		return nil
	}
	chart := &charts.TargetChart{AsOf: -1}
	plan := charts.Series{Name: words.text("series.share", "year", latest), Style: charts.StyleLevel}
	actual := charts.Series{Name: words.text("series.to_date", "year", latest), Style: styleOf(scenario)}
	before := charts.Series{Name: words.text("series.to_date", "year", latest-1), Style: charts.StylePrevious}
	goal := goalOfYear(page.Item, latest)
	for month := 1; month <= 12; month++ {
		chart.Categories = append(chart.Categories, words.text("chart.month", "month", words.month(month)))
		if goal != nil {
			share := *goal * float64(month) / 12
			plan.Values = append(plan.Values, &share)
		}
		actual.Values = append(actual.Values, sums[latest][month])
		before.Values = append(before.Values, sums[latest-1][month])
		actual.Origins = append(actual.Origins, page.sumOrigin(scenario, sums[latest][month], latest, month))
		before.Origins = append(before.Origins, page.sumOrigin(scenario, sums[latest-1][month], latest-1, month))
	}
	if goal != nil {
		chart.Series = append(chart.Series, plan)
	}
	if _, found := sums[latest-1]; found {
		chart.Series = append(chart.Series, before)
	}
	chart.Series = append(chart.Series, actual)
	return chart
}

// addUpMonths forms running sums of single months for as long as none is missing.
func addUpMonths(page *IndicatorPage, scenario metrics.Scenario, sums map[int][13]*float64) {
	single := map[int][13]*float64{}
	for _, observation := range page.Values {
		if observation.Scenario == scenario && observation.Period.Frequency == metrics.Month && observation.Value.Valid {
			months := single[observation.Period.Last.Year()]
			months[observation.Period.Last.Month()] = float(observation.Value)
			single[observation.Period.Last.Year()] = months
		}
	}
	for year, months := range single {
		var running [13]*float64
		sum := 0.0
		for month := 1; month <= 12 && months[month] != nil; month++ {
			sum += *months[month]
			value := sum
			running[month] = &value
		}
		if running[1] != nil {
			sums[year] = running
		}
	}
}

// goalOfYear returns what the plan asks for in a whole year: the stated value, or
// the point of the straight path between the years stated before and after.
func goalOfYear(item Item, year int) *float64 {
	plan := planPoints(item)
	if plan.level != nil {
		return plan.level
	}
	if value, found := plan.points[year]; found {
		return value
	}
	before, after := 0, 0
	for stated := range plan.points {
		if stated < year && stated > before {
			before = stated
		}
		if stated > year && (after == 0 || stated < after) {
			after = stated
		}
	}
	if before == 0 || after == 0 {
		return nil
	}
	low, high := *plan.points[before], *plan.points[after]
	value := low + (high-low)*float64(year-before)/float64(after-before)
	return &value
}

// sumOrigin leads to the page of an amount since January, published or added up.
func (p *IndicatorPage) sumOrigin(scenario metrics.Scenario, sum *float64, year, month int) string {
	if sum == nil {
		return ""
	}
	period, err := metrics.ParsePeriod(metrics.YearToDate, fmt.Sprintf("%d-%02d", year, month))
	if err != nil {
		return ""
	}
	return traced(*p, metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: p.Indicator.Code, Area: p.areaCode(), Dimension: p.Dimension,
		Scenario: scenario}, Period: period}, "").Link
}
