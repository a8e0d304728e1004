package metrics

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
	years := yearsOfMonths(usable)
	newestYear := Date(0)
	for _, o := range usable {
		if isWholeYear(o) {
			newestYear = o.Period.Last
		}
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
func partYears(years []yearOfMonths, ends []int) *monthSeries {
	seasons := len(ends)
	known := make([]float64, 0, mostMonthYears*seasons)
	newest := -1
	place := len(years)*seasons - 1
	for ; place >= 0 && len(known) < cap(known); place-- {
		season, after := place%seasons, 0
		if season > 0 {
			after = ends[season-1]
		}
		value, ok := years[place/seasons].part(after, ends[season])
		if !ok {
			if newest >= 0 {
				break
			}
			continue
		}
		newest = max(newest, place)
		known = append(known, value)
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

// knownSoFar is what an unfinished year has brought: the published sum, else the sum of
// its parts.
func knownSoFar(years []yearOfMonths, series *monthSeries) float64 {
	year := &years[series.lastYear-years[0].year]
	if total := year.cumulative[series.ends[series.lastSeason]]; total.Valid {
		return total.Decimal.InexactFloat64()
	}
	var sum float64
	for _, value := range series.values[len(series.values)-series.lastSeason-1:] {
		sum += value
	}
	return sum
}

func monthName(year, month int) string { return MonthOf(year, month).String() }

func monthEnd(year, month int) Date { return MonthOf(year, month).Last }
