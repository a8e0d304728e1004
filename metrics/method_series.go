package metrics

import "math/big"

// checkSeries refuses a series that names a year or month twice or out of range.
func (c MethodCase) checkSeries() *Problem {
	years := map[int]*big.Rat{}
	for _, value := range c.Series {
		if value.Year < FirstYear || value.Year > LastYear {
			return NewProblem("methods.reason.year_out_of_range",
				"year", yearText(value.Year), "first", yearText(FirstYear), "last", yearText(LastYear))
		}
		if years[value.Year] != nil {
			return NewProblem("methods.reason.series_twice", "period", yearText(value.Year))
		}
		years[value.Year] = exactly(value.Value)
	}
	months := map[int]bool{}
	for _, value := range c.Months {
		period := MonthOf(value.Year, value.Month)
		switch {
		case value.Month < 1 || value.Month > 12 || value.Year < FirstYear || value.Year > LastYear:
			return NewProblem("methods.reason.month_out_of_range", "year", yearText(value.Year), "month", yearText(value.Month))
		case months[monthNumber(value.Year, value.Month)]:
			return NewProblem("methods.reason.series_twice", "period", period.String())
		}
		months[monthNumber(value.Year, value.Month)] = true
	}
	return nil
}

// seriesProblem tells that the series gives another value for a year than the case
// itself.
func (c MethodCase) seriesProblem() *Problem {
	years := map[int]*big.Rat{}
	for _, value := range c.Series {
		years[value.Year] = exactly(value.Value)
	}
	for _, stated := range []struct {
		year  int
		value float64
	}{{c.BaseYear, c.Base}, {c.CurrentYear, c.Current}} {
		inSeries := years[stated.year]
		if stated.year != 0 && inSeries != nil && inSeries.Cmp(exactly(stated.value)) != 0 {
			return NewProblem("methods.reason.series_contradicts", "year", yearText(stated.year),
				"value", caseNumber(stated.value), "in_series", trimmed(inSeries))
		}
	}
	return nil
}

// amountProblem tells that the amounts of the months, or failing those of the years, up
// to the current day do not make up the current value: those of the last so many months,
// or with 0 all of them.
func (c MethodCase) amountProblem(window int) *Problem {
	sum, count := c.amountOf(window)
	if count == 0 || window > 0 && count < window || sum.Cmp(exactly(c.Current)) == 0 {
		return nil
	}
	return NewProblem("methods.reason.amounts_contradict", "sum", trimmed(sum), "value", caseNumber(c.Current))
}

func (c MethodCase) amountOf(window int) (sum *big.Rat, count int) {
	sum = new(big.Rat)
	last := monthNumber(LastYear, 12)
	if c.CurrentYear != 0 {
		last = monthNumber(c.currentDay().Year(), c.currentDay().Month())
	}
	for _, value := range c.Months {
		number := monthNumber(value.Year, value.Month)
		if number <= last && (window == 0 || number > last-window) {
			sum.Add(sum, exactly(value.Value))
			count++
		}
	}
	if len(c.Months) > 0 || window > 0 {
		return sum, count
	}
	for _, value := range c.Series {
		if monthNumber(value.Year, 12) <= last && value.Year > c.BaseYear {
			sum.Add(sum, exactly(value.Value))
			count++
		}
	}
	return sum, count
}
