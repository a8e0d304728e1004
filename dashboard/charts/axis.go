package charts

import "math"

// Axis is the range of a value axis with round ends, and the distance of its ticks.
type Axis struct {
	Min, Max, Step float64
}

// NewAxis returns an axis that contains every value given, with room above. It
// begins at zero unless all values lie so far from zero that their differences would
// vanish; rows of bars must pass zero as a value. Without values it is 0 to 1.
func NewAxis(values ...float64) Axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, value := range values {
		if !math.IsNaN(value) && !math.IsInf(value, 0) {
			low, high = math.Min(low, value), math.Max(high, value)
		}
	}
	if low > high || low == 0 && high == 0 {
		return Axis{Min: 0, Max: 1, Step: 0.25}
	}
	if spread := high - low; low >= 0 && spread > 0.2*high || low == high && low > 0 {
		low = 0
	} else if high <= 0 && (spread > -0.2*low || spread == 0) {
		high = 0
	}
	step := roundStep((high - low) / 4)
	axis := Axis{Min: math.Floor(low/step) * step, Max: math.Ceil(high/step) * step, Step: step}
	if room := 0.02 * (axis.Max - axis.Min); high > 0 && axis.Max-high < room {
		axis.Max += step
	}
	if room := 0.02 * (axis.Max - axis.Min); low < 0 && low-axis.Min < room {
		axis.Min -= step
	}
	return axis
}

// roundStep returns the smallest of 1, 2, 2.5, 3, 5 times a power of ten that is not
// below the width.
func roundStep(width float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(width)))
	for _, factor := range []float64{1, 2, 2.5, 3, 5, 10} {
		if factor*power >= width*(1-1e-9) {
			return factor * power
		}
	}
	return 10 * power
}
