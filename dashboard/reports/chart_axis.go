package reports

import "math"

// axis is the value axis of a chart.
type axis struct{ least, most, step float64 }

// axisFor spans all values with round steps. It starts at zero unless the values are
// far from it, so that a small change of a large number can still be seen; it always
// contains every value, and so the target.
func axisFor(values []float64) (axis, bool) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, value := range values {
		least, most = min(least, value), max(most, value)
	}
	if least > most {
		return axis{}, false
	}
	if least == most {
		spread := math.Abs(least) * 0.1
		if spread == 0 {
			spread = 1
		}
		least, most = least-spread, most+spread
	}
	const farFromZero = 0.5
	switch {
	case least >= 0 && least < most*farFromZero:
		least = 0
	case most <= 0 && most > least*farFromZero:
		most = 0
	}
	const intervals = 5
	step := roundStep((most - least) / intervals)
	return axis{least: math.Floor(least/step+1e-9) * step, most: math.Ceil(most/step-1e-9) * step, step: step}, true
}

// roundStep is the smallest of 1, 2, 2.5, 5 times a power of ten not below the step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, factor := range []float64{1, 2, 2.5, 5} {
		if step <= factor*power*(1+1e-9) {
			return factor * power
		}
	}
	return 10 * power
}
