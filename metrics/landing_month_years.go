package metrics

import "github.com/shopspring/decimal"

// yearOfMonths is what is known of one year: single months, and what it had brought by
// the end of a month. Everything is exact.
type yearOfMonths struct {
	year       int
	month      [13]decimal.NullDecimal
	cumulative [13]decimal.NullDecimal // cumulative[0] is nothing
}

// yearsOfMonths gathers the last years, in order, without leaving one out.
func yearsOfMonths(usable []*Observation) []yearOfMonths {
	last := usable[len(usable)-1].Period.Last.Year()
	years := make([]yearOfMonths, mostMonthYears+1)
	for i := range years {
		years[i].year = last - mostMonthYears + i
		years[i].cumulative[0] = decimal.NewNullDecimal(decimal.Zero)
	}
	quarters := make([][5]decimal.NullDecimal, len(years))
	for _, o := range usable {
		i := o.Period.Last.Year() - years[0].year
		if i < 0 {
			continue
		}
		month := o.Period.Last.Month()
		switch o.Period.Frequency {
		case Month:
			years[i].month[month] = o.Value
		case Annual, YearToDate:
			years[i].cumulative[month] = o.Value
		case Quarter:
			quarters[i][month/3] = o.Value
		case HalfYear:
			if month == 6 {
				years[i].cumulative[6] = o.Value
			}
		}
	}
	for i := range years {
		years[i].complete(quarters[i])
	}
	return years
}

// complete works out the sums to the end of each month that follow from the others.
func (y *yearOfMonths) complete(quarters [5]decimal.NullDecimal) {
	for month := 1; month <= 12; month++ {
		if y.cumulative[month].Valid {
			continue
		}
		before, part := y.cumulative[month-1], y.month[month]
		if (!before.Valid || !part.Valid) && month%3 == 0 {
			before, part = y.cumulative[month-3], quarters[month/3]
		}
		if before.Valid && part.Valid {
			y.cumulative[month] = decimal.NewNullDecimal(before.Decimal.Add(part.Decimal))
		}
	}
	for month := 12; month >= 2; month-- {
		if y.cumulative[month].Valid && y.month[month].Valid && !y.cumulative[month-1].Valid {
			y.cumulative[month-1] = decimal.NewNullDecimal(y.cumulative[month].Decimal.Sub(y.month[month].Decimal))
		}
	}
}

// part returns what the months after one month to the end of another brought: the
// published month where it is one, else the difference of two sums.
func (y *yearOfMonths) part(after, to int) (float64, bool) {
	if to-after == 1 && y.month[to].Valid {
		return y.month[to].Decimal.InexactFloat64(), true
	}
	if !y.cumulative[after].Valid || !y.cumulative[to].Valid {
		return 0, false
	}
	return y.cumulative[to].Decimal.Sub(y.cumulative[after].Decimal).InexactFloat64(), true
}
