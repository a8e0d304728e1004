package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// quantiles are the distances, in deviations, from the forecast to the ends of the
// 80 % and the 95 % interval.
type quantiles struct{ of80, of95 float64 }

// studentQuantiles are those of Student's distribution with 1, 2, 3, … degrees of
// freedom, which are those of yearly series. Each would cost more than the forecast.
var studentQuantiles = [...]quantiles{
	{3.0776835, 12.7062047}, {1.8856181, 4.3026527}, {1.6377444, 3.1824463},
	{1.5332063, 2.7764451}, {1.4758840, 2.5705818}, {1.4397557, 2.4469119},
	{1.4149239, 2.3646243}, {1.3968153, 2.3060041}, {1.3830287, 2.2621572}, {1.3721836, 2.2281389},
}

func (s *spread) quantiles() quantiles {
	if whole := int(s.freedom); float64(whole) == s.freedom && whole >= 1 && whole <= len(studentQuantiles) {
		return studentQuantiles[whole-1]
	}
	student := s.student(0, 1)
	return quantiles{of80: student.Quantile(0.9), of95: student.Quantile(0.975)}
}

// prepare finds what the values say about their bounds and their rounding.
func (l *lander) prepare(values []float64) {
	l.bounds = naturalBounds(&l.input.Indicator, values, l.goal)
	l.resolution = printedUnit(values)
}

// addPoint adds the forecast for a day, the last of its period, within the bounds. The
// interval lies about the forecast within the bounds, so that one that runs into a bound
// does not lose its interval there.
func (l *lander) addPoint(day Date, value, scale float64, q quantiles) {
	value = l.clip(value)
	point := LandingPoint{
		Period: Year(day.Year()).String(), Date: day, Value: value,
		Low80: l.clip(value - q.of80*scale), High80: l.clip(value + q.of80*scale),
		Low95: l.clip(value - q.of95*scale), High95: l.clip(value + q.of95*scale),
	}
	if !isDecember31(day) {
		point.Period = day.String()
	}
	l.landing.Path = append(l.landing.Path, point)
}

func (l *lander) clip(value float64) float64 {
	clipped := l.bounds.clip(value)
	l.clipped = l.clipped || clipped != value
	return clipped
}

// conclude takes the landing from the last point of the path and adds the probability
// of meeting the target.
func (l *lander) conclude(s spread, scale float64) *Problem {
	landing := l.landing
	last := landing.Path[len(landing.Path)-1]
	for _, number := range []float64{last.Low95, last.Low80, last.Value, last.High80, last.High95, scale} {
		if math.IsNaN(number) || math.IsInf(number, 0) {
			return NewProblem("assess.reason.value_out_of_range")
		}
	}
	landing.Value = &last.Value
	landing.Low80, landing.High80 = &last.Low80, &last.High80
	landing.Low95, landing.High95 = &last.Low95, &last.High95
	probability := l.probability(s.student(last.Value, scale))
	landing.Probability = &probability
	if s.squares == 0 && s.least == 0 {
		l.remark("no_errors")
	}
	if l.clipped {
		l.remark("bounded")
	}
	return nil
}

// probability is the chance that the value, rounded as the values are printed and kept
// within the bounds, lies where the target wants it.
func (l *lander) probability(distribution distuv.StudentsT) float64 {
	half := l.resolution / 2
	below, above := 0.0, 1.0 // the shares of the distribution at the ends of what is accepted
	if l.goal.low != nil {
		edge := toFloat(l.goal.low)
		edge += openSide(l.goal.lowOpen, half)
		below = l.share(distribution, edge)
	}
	if l.goal.high != nil {
		edge := toFloat(l.goal.high)
		edge -= openSide(l.goal.highOpen, half)
		above = l.share(distribution, edge)
	}
	return max(0, above-below)
}

// openSide moves an edge outwards by half a printed unit, or inwards when the edge
// itself is not accepted.
func openSide(open bool, half float64) float64 {
	if open {
		return half
	}
	return -half
}

// share is the part of the distribution, gathered at the bounds where it would go
// beyond them, that lies below an edge.
func (l *lander) share(distribution distuv.StudentsT, edge float64) float64 {
	switch {
	case edge <= l.bounds.low:
		return 0
	case edge > l.bounds.high:
		return 1
	}
	return distribution.CDF(edge)
}
