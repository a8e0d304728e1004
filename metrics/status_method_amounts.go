package metrics

import "math/big"

// setYears takes over the values of whole years for the trend; the current value is the
// last of them.
func (f *statusFacts) setYears(series []*Observation, last Date) *Problem {
	var years []YearValue
	for _, o := range series {
		if !isDecember31(o.Period.Last) || o.Period.Last > last {
			continue
		}
		value := YearValue{Year: o.Period.Last.Year(), Value: o.Value.Decimal.InexactFloat64()}
		if count := len(years); count > 0 && years[count-1].Year == value.Year {
			years[count-1] = value // of equal ends the longest period comes last
			continue
		}
		years = append(years, value)
	}
	if len(years) == 0 {
		return NewProblem("methods.reason.no_year_end")
	}
	f.judged.Series = years
	final := years[len(years)-1]
	f.setCurrent(final.Value, NewDate(final.Year, 12, 31))
	return nil
}

// singleMonths are the amounts by month, as far as what is published tells them alone.
func (f *statusFacts) singleMonths(last Date) map[int]*big.Rat {
	amounts := map[int]*big.Rat{}
	tried := 0
	for _, o := range f.j.selection.usable {
		year := o.Period.Last.Year()
		if year == tried {
			continue
		}
		tried = year
		known := newFlowYear(f.j.selection.usable, year)
		for month := 1; month <= 12; month++ {
			if amount := known.month(month); amount != nil && (last.IsZero() || MonthOf(year, month).Last <= last) {
				amounts[monthNumber(year, month)] = amount
			}
		}
	}
	return amounts
}

// setMonths takes over the amounts of a run of months that ends with a month.
func (f *statusFacts) setMonths(amounts map[int]*big.Rat, last int) {
	for number := last; amounts[number] != nil; number-- {
		f.judged.Months = append(f.judged.Months, MonthValue{Year: number / 12, Month: number%12 + 1, Value: toFloat(amounts[number])})
	}
}

// setRollingYear takes over the amount of the last twelve months where they are known
// and end after the last whole year, and the months behind whichever is judged. It
// returns false when there is nothing but the whole year to judge.
func (f *statusFacts) setRollingYear(wholeYear *Observation) bool {
	amounts := f.singleMonths(f.deadline)
	latest := 0
	for number := range amounts {
		latest = max(latest, number)
	}
	sum, day := new(big.Rat), NewDate(latest/12, latest%12+2, 1).AddDays(-1)
	for number := latest; number > latest-12; number-- {
		if amounts[number] == nil {
			return false
		}
		sum.Add(sum, amounts[number])
	}
	afterDeadline := !f.deadline.IsZero() && f.j.input.AsOf > f.deadline && day < f.deadline
	if afterDeadline || wholeYear != nil && day < wholeYear.Period.Last {
		return false
	}
	if wholeYear != nil && day == wholeYear.Period.Last {
		if sum.Cmp(valueOf(wholeYear)) != 0 {
			return false // the months do not make up the published year, which counts
		}
	}
	f.setCurrent(toFloat(sum), day)
	f.setMonths(amounts, latest)
	return true
}

// startOfPlan is the last day before the amounts of the plan begin, or no date.
func (f *statusFacts) startOfPlan() Date {
	switch {
	case !f.j.input.PlanStart.IsZero():
		return f.j.input.PlanStart.AddDays(-1)
	case f.j.base.known:
		return f.j.base.end
	}
	return 0
}

// setTotal adds up the whole years of the plan so far and the year to date after them.
func (f *statusFacts) setTotal() *Problem {
	start := f.startOfPlan()
	if start.IsZero() || !isDecember31(start) {
		return NewProblem("methods.reason.plan_start_needed")
	}
	byYear := map[int]*big.Rat{}
	for _, o := range f.j.selection.series(KindFlow) {
		if o.Period.Last > start && o.Period.Last <= f.deadline {
			byYear[o.Period.Last.Year()] = valueOf(o)
		}
	}
	total, last := new(big.Rat), start
	for byYear[last.Year()+1] != nil {
		last = NewDate(last.Year()+1, 12, 31)
		total.Add(total, byYear[last.Year()])
		f.judged.Series = append(f.judged.Series, YearValue{Year: last.Year(), Value: toFloat(byYear[last.Year()])})
	}
	partial := f.j.selection.latestYearToDate(f.deadline)
	if partial != nil && partial.Period.Last > last && partial.year == last.Year()+1 {
		total.Add(total, valueOf(partial.Observation))
		last = partial.Period.Last
	}
	switch {
	case last == start:
		return NewProblem("methods.reason.no_amounts", "year", yearText(start.Year()+1))
	case f.j.input.AsOf > f.deadline && last < f.deadline:
		return NewProblem("assess.reason.no_value_for_deadline")
	}
	f.setCurrent(toFloat(total), last)
	amounts := f.singleMonths(last)
	if f.judged.CurrentDay.IsZero() || amounts[monthNumber(last.Year(), last.Month())] != nil {
		f.setPlanMonths(amounts, start, last, total)
	}
	if !f.judged.CurrentDay.IsZero() {
		f.judged.Series = nil // the years alone do not make up the total
	}
	return nil
}

// setPlanMonths takes over the months of the plan where all are known and make up the
// total.
func (f *statusFacts) setPlanMonths(amounts map[int]*big.Rat, start, last Date, total *big.Rat) {
	sum := new(big.Rat)
	final := monthNumber(last.Year(), last.Month())
	for number := monthNumber(start.Year()+1, 1); number <= final; number++ {
		if amounts[number] == nil {
			return
		}
		sum.Add(sum, amounts[number])
	}
	if sum.Cmp(total) != 0 {
		return
	}
	known := map[int]*big.Rat{}
	for number := monthNumber(start.Year()+1, 1); number <= final; number++ {
		known[number] = amounts[number]
	}
	f.setMonths(known, final)
}
