package metrics

import "math"

// check says what makes a case unfit for a method, or nil.
func (c MethodCase) check(m Method) *Problem {
	type number struct {
		column string
		value  *float64
	}
	numbers := []number{{"base_value", &c.Base}, {"current_value", &c.Current}, {"target_value", c.Target}, {"limit", c.Limit}, {"tolerance", c.Tolerance}}
	for i := range c.Series {
		numbers = append(numbers, number{"series", &c.Series[i].Value})
	}
	for i := range c.Months {
		numbers = append(numbers, number{"series", &c.Months[i].Value})
	}
	for _, given := range numbers {
		if given.value != nil && (math.IsNaN(*given.value) || math.IsInf(*given.value, 0)) {
			return NewProblem("methods.reason.not_finite", "column", given.column)
		}
	}
	switch {
	case c.transformed && !m.Distances:
		return NewProblem("methods.reason.band_not_fit")
	case c.Direction != HigherIsBetter && c.Direction != LowerIsBetter:
		return NewProblem("methods.reason.direction_needed")
	case c.Tolerance != nil && *c.Tolerance < 0:
		return NewProblem("methods.reason.tolerance_negative", "tolerance", caseNumber(*c.Tolerance))
	}
	if problem := c.checkYears(m); problem != nil {
		return problem
	}
	return c.checkSeries()
}

func (c MethodCase) checkYears(m Method) *Problem {
	years := []int{c.BaseYear, c.CurrentYear}
	if c.Target != nil {
		years = append(years, c.TargetYear)
	}
	needed := []bool{m.NeedsBaseYear, m.NeedsCurrentYear, m.NeedsTargetYear}
	for i, year := range years {
		switch {
		case year == 0 && !needed[i]:
		case year == 0 && i == 2:
			return NewProblem("methods.reason.target_year_missing")
		case year < FirstYear || year > LastYear:
			return NewProblem("methods.reason.year_out_of_range",
				"year", yearText(year), "first", yearText(FirstYear), "last", yearText(LastYear))
		}
	}
	switch {
	case c.BaseYear == 0:
	case c.CurrentYear != 0 && c.currentDay() < c.baseDay():
		return NewProblem("methods.reason.current_before_base", c.arguments()...)
	case c.Target != nil && c.TargetYear != 0 && c.targetDay() <= c.baseDay():
		return NewProblem("methods.reason.target_not_after_base", c.arguments()...)
	}
	return nil
}
