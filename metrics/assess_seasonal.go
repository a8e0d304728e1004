package metrics

import (
	"math/big"
	"strconv"
	"strings"
)

// A profile rests on at least two earlier complete years, and on no more than the five
// latest of them, so that a change in the seasons does not stay hidden.
const (
	leastProfileYears = 2
	mostProfileYears  = 5
)

// yearToDate is how much of a flow the current year has brought so far.
type yearToDate struct {
	*Observation
	year, months int
	summed       bool // added up from single months or quarters
	gap          int  // the first missing month before later published ones, or 0
}

// latestYearToDate returns the latest amount since January that does not cover a whole
// year, published or added up without a gap, up to a day (zero: no bound), or nil.
func (s selection) latestYearToDate(last Date) *yearToDate {
	tried := 0
	for i := len(s.usable) - 1; i >= 0; i-- {
		o := s.usable[i]
		year := o.Period.Last.Year()
		if year == tried || !last.IsZero() && o.Period.Last > last || o.Period.Frequency == Annual || o.Period.Frequency == Day {
			continue
		}
		tried = year
		known := newFlowYear(s.usable[:i+1], year)
		months := known.latestSum()
		if months == 0 {
			continue
		}
		found := &yearToDate{Observation: known.printed[months], year: year, months: months, gap: known.gapAfter(months)}
		if found.Observation == nil {
			found.summed = true
			found.Observation = known.observation(monthsOfYear(year, months), known.sums[months])
		}
		return found
	}
	return nil
}

func monthsOfYear(year, last int) Period { return months(YearToDate, year, 1, last) }

// seasonalShare returns the share of the year that its first months bring by earlier
// complete years, with its formula and those years, or nil when there are too few.
func (s selection) seasonalShare(year, months int) (share *big.Rat, formula string, years []int) {
	var parts []string
	sum := new(big.Rat)
	seen := year
	for i := len(s.usable) - 1; i >= 0 && len(years) < mostProfileYears; i-- {
		earlier := s.usable[i].Period.Last.Year()
		if earlier >= seen {
			continue
		}
		seen = earlier
		known := newFlowYear(s.usable[:i+1], earlier)
		whole, part := known.sums[12], known.sums[months]
		if whole == nil || part == nil || whole.Sign() <= 0 || part.Sign() < 0 {
			continue
		}
		sum.Add(sum, new(big.Rat).Quo(part, whole))
		parts = append(parts, operand(part)+" ÷ "+operand(whole))
		years = append(years, earlier)
	}
	if len(years) < leastProfileYears {
		return nil, "", nil
	}
	count := strconv.Itoa(len(years))
	return sum.Quo(sum, big.NewRat(int64(len(years)), 1)), "(" + strings.Join(parts, " + ") + ") ÷ " + count, years
}
