package dashboard

import (
	"fmt"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

const monthsShown = 36

// monthlyChart draws the months. Amounts are added up within the year and held
// against the even share of the year's target, with the year before in light; levels
// are drawn month by month against the target.
func monthlyChart(page *IndicatorPage, words wording) *charts.TargetChart {
	scenario := page.Filters.Scenario()
	if page.Indicator.Kind == metrics.KindFlow {
		return burnUp(page, words, scenario)
	}
	return months(page, words, scenario)
}

// months shows the level of each month, at most the last three years of them.
func months(page *IndicatorPage, words wording, scenario metrics.Scenario) *charts.TargetChart {
	byMonth := map[int]metrics.Observation{} // year × 12 + month − 1
	last := 0
	for _, observation := range page.Values {
		if observation.Scenario != scenario || observation.Period.Frequency != metrics.Month || !observation.Value.Valid {
			continue
		}
		month := observation.Period.Last.Year()*12 + observation.Period.Last.Month() - 1
		byMonth[month] = observation
		last = max(last, month)
	}
	if len(byMonth) < 2 {
		return nil
	}
	first := last
	for month := range byMonth {
		if month > last-monthsShown {
			first = min(first, month)
		}
	}
	chart := &charts.TargetChart{AsOf: -1}
	actual := charts.Series{Name: words.text(nameOf(scenario)), Style: styleOf(scenario)}
	for month := first; month <= last; month++ {
		chart.Categories = append(chart.Categories, fmt.Sprintf("%d-%02d", month/12, month%12+1))
		if observation, found := byMonth[month]; found {
			actual.Values = append(actual.Values, float(observation.Value))
			actual.Uncertain = append(actual.Uncertain, uncertain(observation.Status))
			actual.Origins = append(actual.Origins, traced(*page, observation.ObservationKey, "").Link)
		} else {
			actual.Values, actual.Uncertain, actual.Origins = append(actual.Values, nil), append(actual.Uncertain, false), append(actual.Origins, "")
		}
	}
	if page.Target != nil && page.Target.Value.Valid {
		name := words.text("series.target", "period", words.period(page.Target.Period))
		if page.Target.Period == "" {
			name = words.text("series.plan")
		}
		chart.Series = append(chart.Series, level(name, charts.StyleLevel, *float(page.Target.Value), first, last))
	}
	chart.Series = append(chart.Series, actual)
	return chart
}

func styleOf(scenario metrics.Scenario) charts.Style {
	if scenario == metrics.Demonstration {
		return charts.StyleDemonstration
	}
	return charts.StyleActual
}

func nameOf(scenario metrics.Scenario) string {
	if scenario == metrics.Demonstration {
		return "series.demonstration"
	}
	return "series.actual"
}
