package metrics

import "math/big"

// monthSeries is a flow by equal parts of the year without a gap: months, months with
// January and February as one value, or quarters.
type monthSeries struct {
	values                  []float64
	ends                    []int // the months that the parts of a year end with
	firstSeason, lastSeason int
	lastYear                int
	knownOfLastYear         float64 // what the known parts of an unfinished last year add up to, else 0
	remark, first, last     string  // how the parts were made, and the first and last of them
}

func (m *monthSeries) seasons() int { return len(m.ends) }

// lengths are the months of each part of the year.
func (m *monthSeries) lengths() []float64 {
	lengths := make([]float64, len(m.ends))
	before := 0
	for i, end := range m.ends {
		lengths[i] = float64(end - before)
		before = end
	}
	return lengths
}

const (
	leastMonthYears = 3 // years of months that a seasonal forecast needs
	mostMonthYears  = 5 // years of months that it looks at
)

// monthGrids are the ways to part a year, the finest first. Chinese statistics publish
// no value of January alone: where January and February are one value, they stay one.
var monthGrids = []struct {
	remark string
	ends   []int
}{
	{"months", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
	{"months_joined", []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
	{"quarters", []int{3, 6, 9, 12}},
}

// monthsOf makes the finest series of parts of years of which the last three years, to
// the newest value, are known without a gap. It is nil when there is none, and when
// whole years are known beyond it.
func monthsOf(usable []*Observation) *monthSeries {
	parts := 0
	for _, o := range usable {
		if o.Period.Frequency != Annual && o.Period.Frequency != Day {
			parts++
		}
	}
	if parts < leastMonthYears*3 { // a year needs three quarters beside its own value
		return nil
	}
	var newestYear, newest Date
	for _, o := range usable {
		newest = max(newest, o.Period.Last)
		if isWholeYear(o) {
			newestYear = max(newestYear, o.Period.Last)
		}
	}
	years := make([]*flowYear, mostMonthYears+1)
	for i := range years {
		years[i] = newFlowYear(usable, newest.Year()-mostMonthYears+i)
	}
	for _, grid := range monthGrids {
		series := partYears(years, grid.ends)
		if series == nil || len(series.values) < leastMonthYears*series.seasons() {
			continue
		}
		if monthEnd(series.lastYear, series.ends[series.lastSeason]) < newestYear {
			continue
		}
		series.remark = grid.remark
		if series.lastSeason < series.seasons()-1 {
			series.knownOfLastYear = knownSoFar(years, series)
		}
		return series
	}
	return nil
}

// partYears returns the run of known parts that ends with the newest, at most
// mostMonthYears long, or nil when nothing is known.
func partYears(years []*flowYear, ends []int) *monthSeries {
	seasons := len(ends)
	known := make([]float64, 0, mostMonthYears*seasons)
	newest := -1
	place := len(years)*seasons - 1
	for ; place >= 0 && len(known) < cap(known); place-- {
		season, after := place%seasons, 0
		if season > 0 {
			after = ends[season-1]
		}
		value := years[place/seasons].between(after, ends[season])
		if value == nil {
			if newest >= 0 {
				break
			}
			continue
		}
		newest = max(newest, place)
		known = append(known, toFloat(value))
	}
	if newest < 0 {
		return nil
	}
	for i, j := 0, len(known)-1; i < j; i, j = i+1, j-1 {
		known[i], known[j] = known[j], known[i]
	}
	oldest := newest - len(known) + 1
	series := &monthSeries{
		values: known, ends: ends, firstSeason: oldest % seasons, lastSeason: newest % seasons,
		lastYear: years[newest/seasons].year,
		first:    monthName(years[oldest/seasons].year, ends[oldest%seasons]),
		last:     monthName(years[newest/seasons].year, ends[newest%seasons]),
	}
	return series
}

// between returns what the months after one month to the end of another brought: the
// published part where there is one, else the difference of two sums, or nil when it
// cannot be told.
func (y *flowYear) between(after, to int) *big.Rat {
	for _, part := range y.parts {
		if part.after == after && part.to == to {
			return part.value
		}
	}
	if y.sums[after] == nil || y.sums[to] == nil {
		return nil
	}
	return new(big.Rat).Sub(y.sums[to], y.sums[after])
}

// knownSoFar is what an unfinished year has brought: the published sum, else the sum of
// its parts.
func knownSoFar(years []*flowYear, series *monthSeries) float64 {
	for _, year := range years {
		if sum := year.sums[series.ends[series.lastSeason]]; year.year == series.lastYear && sum != nil {
			return toFloat(sum)
		}
	}
	var sum float64
	for _, value := range series.values[len(series.values)-series.lastSeason-1:] {
		sum += value
	}
	return sum
}

func monthName(year, month int) string { return MonthOf(year, month).String() }

func monthEnd(year, month int) Date { return MonthOf(year, month).Last }
