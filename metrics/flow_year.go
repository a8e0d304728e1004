package metrics

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// flowYear is what is known of a flow within one calendar year: the amounts from
// 1 January to the ends of months. Years to date, single months, quarters, half-years
// and the year are converted into each other exactly: a month is the difference of two
// sums, a sum is that of its parts. What cannot be told from what is published stays
// unknown: of one value for January and February neither month is known alone, and
// nothing is summed across a gap.
type flowYear struct {
	year    int
	sums    [13]*big.Rat // sums[m] to the end of month m; sums[0] is zero; nil when unknown
	printed [13]*Observation
	found   [13]flowStep // how the sums were found that are not printed
	parts   []flowPart
}

// flowStep says that a sum is the one to the end of the month from with a part added to it,
// or taken off.
type flowStep struct {
	from  int
	part  *Observation // nil for a sum that is printed or unknown
	taken bool
}

// flowPart is a published amount of a part of the year, from the end of month after to
// the end of month to.
type flowPart struct {
	after, to int
	value     *big.Rat
	source    *Observation
}

// newFlowYear gathers the values of one year. Where two say the same sum, the printed
// year goes before the year to date.
func newFlowYear(observations []*Observation, year int) *flowYear {
	y := &flowYear{year: year}
	y.sums[0] = new(big.Rat)
	for _, o := range observations {
		if o.Period.Last.Year() != year || o.Period.First.Year() != year {
			continue
		}
		first, last := o.Period.First.Month(), o.Period.Last.Month()
		switch o.Period.Frequency {
		case Annual, YearToDate:
			y.sums[last], y.printed[last] = valueOf(o), o
		case Month, Quarter, HalfYear:
			y.parts = append(y.parts, flowPart{after: first - 1, to: last, value: valueOf(o), source: o})
		}
	}
	slices.SortStableFunc(y.parts, func(a, b flowPart) int { return a.to - b.to })
	for y.addUp() || y.takeOff() {
	}
	return y
}

// addUp finds sums that follow from an earlier sum and the part behind it.
func (y *flowYear) addUp() (found bool) {
	for _, part := range y.parts {
		if y.sums[part.to] == nil && y.sums[part.after] != nil {
			y.sums[part.to] = new(big.Rat).Add(y.sums[part.after], part.value)
			y.found[part.to] = flowStep{from: part.after, part: part.source}
			found = true
		}
	}
	return found
}

// takeOff finds sums that follow from a later sum less the part before its end.
func (y *flowYear) takeOff() (found bool) {
	for _, part := range y.parts {
		if y.sums[part.after] == nil && y.sums[part.to] != nil {
			y.sums[part.after] = new(big.Rat).Sub(y.sums[part.to], part.value)
			y.found[part.after] = flowStep{from: part.to, part: part.source, taken: true}
			found = true
		}
	}
	return found
}

// month returns the amount of a single month, or nil when it cannot be told.
func (y *flowYear) month(month int) *big.Rat {
	for _, part := range y.parts {
		if part.after == month-1 && part.to == month {
			return part.value
		}
	}
	if y.sums[month] == nil || y.sums[month-1] == nil {
		return nil
	}
	return new(big.Rat).Sub(y.sums[month], y.sums[month-1])
}

// latestSum returns the last month before December up to which the sum is known, or 0.
func (y *flowYear) latestSum() int {
	for month := 11; month > 0; month-- {
		if y.sums[month] != nil {
			return month
		}
	}
	return 0
}

// gapAfter returns the first month after the known sum that keeps later published
// months from being added, or 0 when nothing later is published.
func (y *flowYear) gapAfter(month int) int {
	for _, part := range y.parts {
		if part.after > month {
			return month + 1
		}
	}
	return 0
}

// observation gives a sum, or a single month, as an observation with the weakest
// status of the values of the year up to then.
func (y *flowYear) observation(period Period, value *big.Rat) *Observation {
	var made Observation
	weakest := DerivedObservation{Observation: Observation{Status: StatusNormal}}
	for _, part := range y.parts {
		if part.to <= period.Last.Month() {
			weakest.take(part.source)
			made.SeriesKey, made.SourceTitle = part.source.SeriesKey, part.source.SourceTitle
		}
	}
	for month := 1; month <= period.Last.Month(); month++ {
		if o := y.printed[month]; o != nil {
			weakest.take(o)
			made.SeriesKey, made.SourceTitle = o.SeriesKey, o.SourceTitle
		}
	}
	made.Period, made.Status, made.Released = period, weakest.Status, weakest.Released
	exact, _ := decimalOf(value)
	made.Value = decimal.NewNullDecimal(exact)
	return &made
}

// completeFlow adds to the values of a flow the years, and for a target of each month
// the single months, that follow exactly from what is published.
func (s *selection) completeFlow(target *Target) {
	whole, closing := map[int]bool{}, map[int]bool{}
	var years []int
	for _, o := range s.usable {
		year := o.Period.Last.Year()
		switch {
		case isWholeYear(o):
			whole[year] = true
		case o.Period.Last.Month() == 12 && o.Period.Frequency != Day:
			closing[year] = true
		}
		if len(years) == 0 || years[len(years)-1] != year {
			years = append(years, year)
		}
	}
	published := s.usable
	for _, year := range years {
		if closing[year] && !whole[year] {
			if known := newFlowYear(published, year); known.sums[12] != nil {
				s.usable = append(s.usable, known.observation(Year(year), known.sums[12]))
				s.summed = append(s.summed, year)
			}
		}
		if target.Recurrence == Monthly {
			s.addMonths(newFlowYear(published, year))
		}
	}
}

func (s *selection) addMonths(known *flowYear) {
	for month := 1; month <= 12; month++ {
		if value := known.month(month); value != nil && !slices.ContainsFunc(s.usable, func(o *Observation) bool {
			return o.Period == MonthOf(known.year, month)
		}) {
			s.usable = append(s.usable, known.observation(MonthOf(known.year, month), value))
		}
	}
}
