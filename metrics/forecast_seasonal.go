package metrics

import "math"

// The methods that continue a series of months (or quarters), each with its version.
const (
	ForecastSeasonalNoChange = "seasonal-no-change/1"
	ForecastSeasonalChange   = "seasonal-change/1"
	ForecastSeasonalGrowth   = "seasonal-growth/1"
	ForecastSeasonalTheilSen = "seasonal-theil-sen/1"
	ForecastHoltWinters      = "damped-holt-winters/1"
)

// mostSeasons is how many values a year may have.
const mostSeasons = 12

// seasonalLine is what a method expects after the last value it has seen, all of it by
// the month: for each season the rate of its next turn, changed by a fixed amount and a
// factor for each further year, plus a trend.
type seasonalLine struct {
	season  [mostSeasons]float64 // by season of the year
	next    int                  // season of the next value
	perYear float64              // added for each year after the first
	ratio   float64              // multiplied for each year after the first
	trend   trendLine            // its time runs in steps of the series
}

// total returns the sum of the values expected from one step ahead to another, both
// included; the next value is one step ahead. lengths are the months of each season.
func (l *seasonalLine) total(lengths []float64, from, to int) float64 {
	var sum float64
	factor, added, season := 1.0, 0.0, l.next
	time := dampedTime(float64(from-1), l.trend.damping)
	fade := math.Pow(l.trend.damping, float64(from-1))
	for step := 1; step <= to; step++ {
		if step >= from {
			fade *= l.trend.damping
			time += fade
			sum += lengths[season] * (l.season[season]*factor + added + l.trend.level + l.trend.slope*time)
		}
		season++
		if season == len(lengths) {
			season = 0
		}
		if step%len(lengths) == 0 {
			factor *= l.ratio
			added += l.perYear
		}
	}
	return sum
}

// seasonalMethod is one way to continue a series with seasons. It fills lines[i] with
// what it would have expected after value i, for every i from two years on. The values
// are rates a month, so that a season of two months does not weigh double; lengths are
// the months of each season and first is the season of the first value.
type seasonalMethod struct {
	name    string
	project func(rates, lengths []float64, first int, lines []seasonalLine)
}

// seasonalMethods lists the methods, the simplest first. Of methods with equal errors
// the first is chosen.
func seasonalMethods() []seasonalMethod {
	return []seasonalMethod{
		{ForecastSeasonalNoChange, projectSeasonalNoChange},
		{ForecastSeasonalChange, projectSeasonalChange},
		{ForecastSeasonalGrowth, projectSeasonalGrowth},
		{ForecastSeasonalTheilSen, projectSeasonalTheilSen},
		{ForecastHoltWinters, projectHoltWinters},
	}
}

// startLine is a line after origin without any trend: the last year over again.
func startLine(rates []float64, seasons, first, origin int) seasonalLine {
	line := seasonalLine{next: (first + origin + 1) % seasons, ratio: 1, trend: trendLine{damping: 1}}
	for i := origin - seasons + 1; i <= origin; i++ {
		line.season[(first+i)%seasons] = rates[i]
	}
	return line
}

// projectSeasonalNoChange expects each month as it was a year before.
func projectSeasonalNoChange(rates, lengths []float64, first int, lines []seasonalLine) {
	seasons := len(lengths)
	for i := 2*seasons - 1; i < len(rates); i++ {
		lines[i] = startLine(rates, seasons, first, i)
	}
}

// projectSeasonalChange adds to each month of the last year the mean change of the
// last twelve months over the twelve before.
func projectSeasonalChange(rates, lengths []float64, first int, lines []seasonalLine) {
	seasons := len(lengths)
	for i := 2*seasons - 1; i < len(rates); i++ {
		line := startLine(rates, seasons, first, i)
		last, before := lastYears(rates, lengths, first, i)
		line.perYear = last - before
		for season := range seasons {
			line.season[season] += line.perYear
		}
		lines[i] = line
	}
}

// projectSeasonalGrowth multiplies each month of the last year by the growth of the
// last twelve months over the twelve before (同比). Where there was nothing, or less,
// to grow from it expects no change.
func projectSeasonalGrowth(rates, lengths []float64, first int, lines []seasonalLine) {
	seasons := len(lengths)
	for i := 2*seasons - 1; i < len(rates); i++ {
		line := startLine(rates, seasons, first, i)
		last, before := lastYears(rates, lengths, first, i)
		if last > 0 && before > 0 {
			line.ratio = last / before
		}
		for season := range seasons {
			line.season[season] *= line.ratio
		}
		lines[i] = line
	}
}

// lastYears returns the mean rate of the year that ends with value i, and of the one
// before.
func lastYears(rates, lengths []float64, first, i int) (last, before float64) {
	seasons := len(lengths)
	var months float64
	for k := i - seasons + 1; k <= i; k++ {
		length := lengths[(first+k)%seasons]
		last += length * rates[k]
		before += length * rates[k-seasons]
		months += length
	}
	return last / months, before / months
}
