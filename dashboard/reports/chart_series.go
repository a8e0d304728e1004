package reports

import (
	"cmp"
	"slices"
	"strconv"

	"zhibiao/metrics"
)

// maximumCharts is the number of charts that stand below the selectable one.
const maximumCharts = 6

// chartRow is one indicator as the charts draw it: a value a year at most for what is
// reached, for the required path and for the targets.
type chartRow struct {
	label    string
	decimals int
	actual   map[int]float64
	path     map[int]float64
	targets  map[int]float64
}

// chartRows prepares all rows that have a yearly value and something beside it: those
// with a target first, then those with the most yearly values.
func (r Report) chartRows() []chartRow {
	var prepared []chartRow
	labels := map[string]int{}
	for _, row := range r.Rows {
		drawn := chartRow{label: r.rowName(row) + "（" + row.Unit + "）", decimals: row.Decimals,
			actual: yearlyValues(row.Actual), path: map[int]float64{}, targets: yearlyTargets(slices.Concat(row.Others, row.Targets))}
		if base, err := metrics.ParsePeriod(metrics.Annual, row.BasePeriod); err == nil && row.BaseValue.Valid {
			drawn.path[base.End().Year()] = floatOf(row.BaseValue.Decimal)
		}
		for _, point := range row.Path {
			drawn.path[point.Year] = point.Value
		}
		drawn.drawLevel(row.Targets)
		if len(drawn.actual) == 0 || len(drawn.actual)+len(drawn.targets)+len(drawn.path) < 2 {
			continue
		}
		labels[drawn.label]++
		if count := labels[drawn.label]; count > 1 {
			drawn.label += " " + strconv.Itoa(count)
		}
		prepared = append(prepared, drawn)
	}
	slices.SortStableFunc(prepared, func(x, y chartRow) int {
		return cmp.Or(cmp.Compare(y.promises(), x.promises()), cmp.Compare(len(y.actual), len(x.actual)))
	})
	return prepared
}

// drawLevel draws a standing target, which has no year, as a level over all years of
// the row that has no other path.
func (c chartRow) drawLevel(targets []TargetValue) {
	if len(c.path) > 1 {
		return
	}
	for _, target := range targets {
		if target.Period != "" || !target.Value.Valid {
			continue
		}
		first, last := c.years()
		for year := first; year <= last; year++ {
			c.path[year] = floatOf(target.Value.Decimal)
		}
		return
	}
}

// promises is 1 for a row with a target and 0 for one without.
func (c chartRow) promises() int { return min(len(c.path)+len(c.targets), 1) }

func yearlyValues(points []Point) map[int]float64 {
	values := map[int]float64{}
	for _, point := range points {
		if point.Period.Frequency == metrics.Annual && point.Value.Valid {
			values[point.Period.End().Year()] = floatOf(point.Value.Decimal)
		}
	}
	return values
}

func yearlyTargets(targets []TargetValue) map[int]float64 {
	values := map[int]float64{}
	for _, target := range targets {
		if len(target.Period) < 4 || !target.Value.Valid {
			continue
		}
		if year, err := strconv.Atoi(target.Period[:4]); err == nil {
			values[year] = floatOf(target.Value.Decimal)
		}
	}
	return values
}

// years is the first and the last year that any series of the row has.
func (c chartRow) years() (first, last int) {
	for _, series := range []map[int]float64{c.actual, c.path, c.targets} {
		for year := range series {
			if first == 0 || year < first {
				first = year
			}
			last = max(last, year)
		}
	}
	return first, last
}

func (c chartRow) values() []float64 {
	var values []float64
	for _, series := range []map[int]float64{c.actual, c.path, c.targets} {
		for _, value := range series {
			values = append(values, value)
		}
	}
	return values
}

// allYears is the span of all rows.
func allYears(rows []chartRow) (first, last int) {
	for _, row := range rows {
		from, to := row.years()
		if first == 0 || from < first {
			first = from
		}
		last = max(last, to)
	}
	return first, last
}
