package metrics

import "math"

// The methods that continue a yearly series, each with its version. Each is
// described where it is computed.
const (
	ForecastNoChange     = "no-change/1"
	ForecastMeanChange   = "mean-change/1"
	ForecastTimeWeighted = "time-weighted/1"
	ForecastTheilSen     = "theil-sen/1"
	ForecastDampedHolt   = "damped-holt/1"
)

// leastTraining is how many values a method must know before its forecasts count.
const leastTraining = 3

// trendLine is what a method expects after the last value it has seen: level plus
// slope × time, the time running ever slower when damping is below 1.
type trendLine struct {
	level, slope, damping float64
}

// at returns the value expected after a time, in years.
func (l trendLine) at(years float64) float64 { return l.level + l.slope*dampedTime(years, l.damping) }

// dampedTime is φ + φ² + … + φ^h, continued to times between whole years, and h
// itself without damping (Gardner and McKenzie 1985).
func dampedTime(years, damping float64) float64 {
	switch {
	case damping == 1:
		return years
	case years == 1:
		return damping
	}
	return damping * (1 - math.Pow(damping, years)) / (1 - damping)
}

// yearlyMethod is one way to continue a yearly series. It fills lines[i] with what it
// would have expected after value i, having seen only the values up to i, for every i
// from leastTraining − 1 on. times are years in rising order.
type yearlyMethod struct {
	name    string
	project func(times, values []float64, lines []trendLine)
}

// yearlyMethods lists the methods, the simplest first. Of methods with equal errors
// the first is chosen.
func yearlyMethods() []yearlyMethod {
	return []yearlyMethod{
		{ForecastNoChange, projectNoChange},
		{ForecastMeanChange, projectMeanChange},
		{ForecastTimeWeighted, projectTimeWeighted},
		{ForecastTheilSen, projectTheilSen},
		{ForecastDampedHolt, projectDampedHolt},
	}
}

// projectNoChange expects the last value to stay. It is the measure of the others: a
// trend that forecast the known values no better is no trend to rely on.
func projectNoChange(_, values []float64, lines []trendLine) {
	for i := leastTraining - 1; i < len(values); i++ {
		lines[i] = trendLine{level: values[i], damping: 1}
	}
}

// changesAveraged is how many of the last yearly changes the mean change looks at.
const changesAveraged = 5

// projectMeanChange adds the mean of the last five yearly changes for each year to
// come, as the German sustainability indicators do: last + mean × (T − t). With fewer
// values it takes the changes there are; over a gap, the change a year.
func projectMeanChange(times, values []float64, lines []trendLine) {
	for i := leastTraining - 1; i < len(values); i++ {
		from := max(0, i-changesAveraged)
		lines[i] = trendLine{
			level: values[i], damping: 1,
			slope: (values[i] - values[from]) / (times[i] - times[from]),
		}
	}
}

// projectTimeWeighted fits a straight line by least squares in which recent values
// count more, as the Anticipated Progress Index of the United Nations regional
// commissions does. Here the weight of a value is the number of years from the year
// before the first value to it: 1, 2, 3, …
func projectTimeWeighted(times, values []float64, lines []trendLine) {
	var weights, weightedTime, weightedValue, timeSquared, timeValue float64
	origin, base := times[0], values[0]
	for i := range values {
		time, value := times[i]-origin, values[i]-base
		weight := time + 1
		weights += weight
		weightedTime += weight * time
		weightedValue += weight * value
		timeSquared += weight * time * time
		timeValue += weight * time * value
		if i < leastTraining-1 {
			continue
		}
		slope := (weights*timeValue - weightedTime*weightedValue) / (weights*timeSquared - weightedTime*weightedTime)
		lines[i] = trendLine{
			level: base + (weightedValue-slope*weightedTime)/weights + slope*time,
			slope: slope, damping: 1,
		}
	}
}
