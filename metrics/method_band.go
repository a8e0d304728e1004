package metrics

import "math/big"

// TowardsBand turns a case whose value is best within a band into one where lower is
// better: a value above stays, one below is mirrored at the band to the same distance
// above it, one inside lies on the upper edge, which becomes the target. With both edges
// the same it is the transformation of Open SDG for “Goldilocks” indicators, such as
// 50 + |y − 50| with the target 50 (open-sdg/open-sdg, docs/progress-methodology.md).
// Series and months are turned as well. The error is the Problem
// methods.reason.band_edges when low lies above high.
func (c MethodCase) TowardsBand(low, high float64) (MethodCase, error) {
	if !(low <= high) {
		return c, NewProblem("methods.reason.band_edges", "low", caseNumber(low), "high", caseNumber(high))
	}
	lowest, highest := exactly(low), exactly(high)
	turned := c.transform(func(value float64) float64 {
		exact := exactly(value)
		switch {
		case exact.Cmp(highest) > 0:
			return value
		case exact.Cmp(lowest) < 0:
			below := new(big.Rat).Sub(lowest, exact)
			return toFloat(below.Add(below, highest))
		}
		return high
	})
	target := high
	turned.Target, turned.Direction = &target, LowerIsBetter
	turned.remarks = append(turned.remarks, NewProblem("methods.remark.towards_band", "low", caseNumber(low), "high", caseNumber(high)))
	return turned, nil
}

// TowardsParity turns a case whose value is a quotient of two groups, best at 1, into
// one where lower is better: max(y, 1 ÷ y) with the target 1 (Open SDG, parity indices).
// The error is the Problem methods.reason.parity_positive when a value is not above
// zero.
func (c MethodCase) TowardsParity() (MethodCase, error) {
	values := append(c.values(), c.Current)
	if c.BaseYear != 0 {
		values = append(values, c.Base)
	}
	for _, value := range values {
		if !(value > 0) {
			return c, NewProblem("methods.reason.parity_positive", "value", caseNumber(value))
		}
	}
	turned := c.transform(func(value float64) float64 { return max(value, 1/value) })
	target := 1.0
	turned.Target, turned.Direction = &target, LowerIsBetter
	turned.remarks = append(turned.remarks, NewProblem("methods.remark.towards_parity"))
	return turned, nil
}

func (c MethodCase) values() []float64 {
	values := make([]float64, 0, len(c.Series)+len(c.Months))
	for _, value := range c.Series {
		values = append(values, value.Value)
	}
	for _, value := range c.Months {
		values = append(values, value.Value)
	}
	return values
}

// transform applies a function to all values but the target.
func (c MethodCase) transform(turn func(float64) float64) MethodCase {
	c.transformed = true
	c.Current = turn(c.Current)
	if c.BaseYear != 0 {
		c.Base = turn(c.Base)
	}
	series := make([]YearValue, 0, len(c.Series))
	for _, value := range c.Series {
		series = append(series, YearValue{Year: value.Year, Value: turn(value.Value)})
	}
	months := make([]MonthValue, 0, len(c.Months))
	for _, value := range c.Months {
		months = append(months, MonthValue{Year: value.Year, Month: value.Month, Value: turn(value.Value)})
	}
	c.Series, c.Months = series, months
	return c
}
