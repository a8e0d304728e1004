package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// mostPeriods is how many periods a comparison offers.
const mostPeriods = 24

// areaSeries are the values of one indicator in several areas, of one frequency.
type areaSeries struct {
	areas    []*metrics.Area
	values   []metrics.Observation
	byPeriod map[metrics.Period]map[string]metrics.Observation // by area
}

func newAreaSeries(observations []metrics.Observation, areas []*metrics.Area) *areaSeries {
	observations = slices.DeleteFunc(observations, func(o metrics.Observation) bool { return !o.Value.Valid })
	return &areaSeries{areas: areas, values: observations}
}

func (s *areaSeries) isCompared(area string) bool {
	return slices.ContainsFunc(s.areas, func(compared *metrics.Area) bool { return compared.Code == area })
}

// dimensions lists those that the compared areas have values of, the whole first, then
// the one of most areas.
func (s *areaSeries) dimensions() []string {
	areas := map[string]map[string]bool{}
	for _, value := range s.values {
		if s.isCompared(value.Area) {
			if areas[value.Dimension] == nil {
				areas[value.Dimension] = map[string]bool{}
			}
			areas[value.Dimension][value.Area] = true
		}
	}
	list := make([]string, 0, len(areas))
	for dimension := range areas {
		list = append(list, dimension)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(compareBool(a == "", b == ""), cmp.Compare(len(areas[b]), len(areas[a])), cmp.Compare(a, b))
	})
	return list
}

// keep narrows the values to one dimension and to the frequency that most areas have
// values of, the longer period where several are as good.
func (s *areaSeries) keep(dimension string) {
	areas := map[metrics.Frequency]map[string]bool{}
	for _, value := range s.values {
		if value.Dimension == dimension && s.isCompared(value.Area) {
			if areas[value.Period.Frequency] == nil {
				areas[value.Period.Frequency] = map[string]bool{}
			}
			areas[value.Period.Frequency][value.Area] = true
		}
	}
	best := metrics.Annual
	for _, frequency := range []metrics.Frequency{metrics.HalfYear, metrics.Quarter, metrics.YearToDate, metrics.Month, metrics.Day} {
		if len(areas[frequency]) > len(areas[best]) {
			best = frequency
		}
	}
	s.byPeriod = map[metrics.Period]map[string]metrics.Observation{}
	s.values = slices.DeleteFunc(s.values, func(value metrics.Observation) bool {
		return value.Dimension != dimension || value.Period.Frequency != best
	})
	sortByTime(s.values)
	for _, value := range s.values {
		if s.byPeriod[value.Period] == nil {
			s.byPeriod[value.Period] = map[string]metrics.Observation{}
		}
		s.byPeriod[value.Period][value.Area] = value
	}
}

// compared counts the compared areas that have a value of a period.
func (s *areaSeries) compared(period metrics.Period) int {
	count := 0
	for area := range s.byPeriod[period] {
		if s.isCompared(area) {
			count++
		}
	}
	return count
}

// choosePeriod returns the period that is asked for, and those that can be. Without a
// wish it is the latest of those that most areas have a value of.
func (s *areaSeries) choosePeriod(asked string) (metrics.Period, []metrics.Period, error) {
	var periods []metrics.Period
	for period := range s.byPeriod {
		if s.compared(period) > 0 {
			periods = append(periods, period)
		}
	}
	slices.SortFunc(periods, func(a, b metrics.Period) int { return cmp.Compare(b.Last, a.Last) })
	periods = periods[:min(len(periods), mostPeriods)]
	var best metrics.Period
	for _, period := range periods {
		if asked != "" && period.String() == asked {
			return period, periods, nil
		}
		if s.compared(period) > s.compared(best) {
			best = period
		}
	}
	if asked != "" {
		return best, periods, badRequest(metrics.NewProblem("filter.period", "value", asked))
	}
	return best, periods, nil
}

// of lists the values of an area in order of time.
func (s *areaSeries) of(area string) []metrics.Observation {
	var values []metrics.Observation
	for _, value := range s.values {
		if value.Area == area {
			values = append(values, value)
		}
	}
	return values
}

// at returns the value of an area in a period, or nil.
func (s *areaSeries) at(period metrics.Period, area string) *metrics.Observation {
	if value, known := s.byPeriod[period][area]; known {
		return &value
	}
	return nil
}

// yearBefore is the same period of the year before.
func yearBefore(period metrics.Period) metrics.Period {
	before := func(date metrics.Date) metrics.Date {
		return metrics.NewDate(date.Year()-1, date.Month(), 1)
	}
	last := before(period.Last)
	next := metrics.NewDate(last.Year(), last.Month()+1, 1)
	if last.Month() == 12 {
		next = metrics.NewDate(last.Year()+1, 1, 1)
	}
	if period.Frequency == metrics.Day {
		return metrics.Period{Frequency: metrics.Day, First: metrics.NewDate(period.First.Year()-1, period.First.Month(), period.First.Day()),
			Last: metrics.NewDate(period.Last.Year()-1, period.Last.Month(), period.Last.Day())}
	}
	return metrics.Period{Frequency: period.Frequency, First: before(period.First), Last: next.AddDays(-1)}
}

func pointsOf(values []metrics.Observation) []charts.Point {
	points := make([]charts.Point, 0, len(values))
	for _, value := range values {
		points = append(points, charts.Point{X: years(value.Period.Last), Y: value.Value.Decimal.InexactFloat64()})
	}
	return points
}

// changeOnYear is the growth on the value a year before, as a fraction, or for a quotient
// or a rank the difference; nil without an earlier value or on one that is not positive.
func changeOnYear(indicator *metrics.Indicator, now, before *metrics.Observation) *float64 {
	if now == nil || before == nil || !now.Value.Valid || !before.Value.Valid {
		return nil
	}
	if growsByDifference(indicator) {
		difference := now.Value.Decimal.Sub(before.Value.Decimal).InexactFloat64()
		return &difference
	}
	if !before.Value.Decimal.IsPositive() {
		return nil
	}
	growth := now.Value.Decimal.Sub(before.Value.Decimal).InexactFloat64() / before.Value.Decimal.InexactFloat64()
	return &growth
}

// growsByDifference tells whether the change of an indicator is told as a difference and
// not as a growth rate.
func growsByDifference(indicator *metrics.Indicator) bool {
	return indicator.Unit == "%" || indicator.Unit == "‰" || indicator.Kind == metrics.KindRank || indicator.Kind == metrics.KindEvent
}
