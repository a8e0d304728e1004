package metrics

import "math"

// check says what makes a case unfit for every method, or nil.
func (c MethodCase) check() *Problem {
	for _, number := range []struct {
		column string
		value  *float64
	}{{"base_value", &c.Base}, {"current_value", &c.Current}, {"target_value", c.Target}, {"limit", c.Limit}} {
		if number.value != nil && (math.IsNaN(*number.value) || math.IsInf(*number.value, 0)) {
			return NewProblem("methods.reason.not_finite", "column", number.column)
		}
	}
	if c.Direction != HigherIsBetter && c.Direction != LowerIsBetter {
		return NewProblem("methods.reason.direction_needed")
	}
	if reason := c.checkYears(); reason != nil {
		return reason
	}
	return nil
}

func (c MethodCase) checkYears() *Problem {
	years := []int{c.BaseYear, c.CurrentYear}
	if c.Target != nil {
		if c.TargetYear == 0 {
			return NewProblem("methods.reason.target_year_missing")
		}
		years = append(years, c.TargetYear)
	}
	for _, year := range years {
		if year < FirstYear || year > LastYear {
			return NewProblem("methods.reason.year_out_of_range",
				"year", yearText(year), "first", yearText(FirstYear), "last", yearText(LastYear))
		}
	}
	switch {
	case c.CurrentYear < c.BaseYear:
		return NewProblem("methods.reason.current_before_base", c.arguments()...)
	case c.Target != nil && c.TargetYear <= c.BaseYear:
		return NewProblem("methods.reason.target_not_after_base", c.arguments()...)
	}
	return nil
}

// sign is +1 when higher is better and −1 when lower is.
func (c MethodCase) sign() float64 {
	if c.Direction == LowerIsBetter {
		return -1
	}
	return 1
}

// meets tells whether the current value has reached a target.
func (c MethodCase) meets(target float64) bool { return c.sign()*c.Current >= c.sign()*target }

func (c MethodCase) years() float64 { return float64(c.CurrentYear - c.BaseYear) }

func (c MethodCase) yearsToTarget() float64 { return float64(c.TargetYear - c.BaseYear) }

// growthProblem says why there is no yearly growth from base to current value.
func (c MethodCase) growthProblem() *Problem {
	switch {
	case c.CurrentYear == c.BaseYear:
		return NewProblem("methods.reason.equal_years", c.arguments()...)
	case c.Base > 0 && c.Current < 0 || c.Base < 0 && c.Current > 0:
		return NewProblem("methods.reason.sign_change", c.arguments()...)
	}
	return nil
}

// yearlyGrowth is the compound growth a year, (to ÷ from)^(1 ÷ years) − 1.
func yearlyGrowth(from, to, years float64) float64 { return math.Pow(to/from, 1/years) - 1 }
