package dashboard

import (
	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// forecastPoint is a forecast as charts and tables show it: the middle and the ends of
// the intervals of 80 and 95 per cent.
type forecastPoint struct{ value, low80, high80, low95, high95 *float64 }

func newForecastPoint(point metrics.LandingPoint) forecastPoint {
	return forecastPoint{&point.Value, &point.Low80, &point.High80, &point.Low95, &point.High95}
}

// landingByYear is the forecast by year: the points of the path that stand for whole
// years, and the landing itself in the year of the deadline.
func landingByYear(page *IndicatorPage) map[int]forecastPoint {
	landing := page.landing()
	if landing == nil || landing.Value == nil {
		return nil
	}
	points := map[int]forecastPoint{}
	for _, point := range landing.Path {
		if len(point.Period) == len("2025") {
			points[point.Date.Year()] = newForecastPoint(point)
		}
	}
	points[landing.Deadline.Year()] = forecastPoint{landing.Value, landing.Low80, landing.High80, landing.Low95, landing.High95}
	return points
}

// landing returns the forecast of the chosen target, or nil.
func (p *IndicatorPage) landing() *metrics.Landing {
	if p.Assessment == nil {
		return nil
	}
	return p.Assessment.Landing
}

// addLanding adds the forecast and its bands to a chart whose categories are the years
// from first on. Start is the year of the last known value, from which the line is drawn.
func addLanding(chart *charts.TargetChart, words wording, points map[int]forecastPoint, first, start int, known *float64) {
	if len(points) == 0 {
		return
	}
	forecast := charts.Series{Name: words.text("series.landing"), Style: charts.StyleLanding}
	wide := charts.Band{Name: words.text("series.interval", "share", 95)}
	narrow := charts.Band{Name: words.text("series.interval", "share", 80), Narrow: true}
	for i := range chart.Categories {
		point := points[first+i]
		forecast.Values = append(forecast.Values, point.value)
		wide.Low, wide.High = append(wide.Low, point.low95), append(wide.High, point.high95)
		narrow.Low, narrow.High = append(narrow.Low, point.low80), append(narrow.High, point.high80)
	}
	if known != nil && start >= first && start-first < len(chart.Categories) && points[start].value == nil {
		forecast.Joint = &charts.Joint{Category: start - first, Value: *known}
	}
	chart.Series = append(chart.Series, forecast)
	for _, band := range []charts.Band{wide, narrow} {
		for _, end := range band.Low {
			if end != nil {
				chart.Bands = append(chart.Bands, band)
				break
			}
		}
	}
}

// lastKnown returns the last year that has a value.
func lastKnown(values map[int]metrics.Observation) (year int, value *float64) {
	for candidate, observation := range values {
		if observation.Value.Valid && (value == nil || candidate > year) {
			year, value = candidate, float(observation.Value)
		}
	}
	return year, value
}
