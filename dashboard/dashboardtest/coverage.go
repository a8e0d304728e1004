package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// Coverage answers what is recorded from its fields, of the city alone.
type Coverage struct {
	Cells  []metrics.CoverageCell
	Series []metrics.SeriesCoverage
}

// NewCoverage knows of childcare places in 2020 to 2022, the value of 2021 revised from
// 3.00 to 3.18 and that of 2022 provisional, released 31, 90 and 130 days after their years;
// of installed capacity in 2020 and that it is missing for 2021; and of a forecast of
// curtailment.
func NewCoverage() *Coverage {
	cell := func(indicator string, year int, change func(*metrics.CoverageCell)) metrics.CoverageCell {
		made := metrics.CoverageCell{Indicator: indicator, Period: metrics.Year(year)}
		change(&made)
		return made
	}
	series := func(indicator string, first, last int) metrics.SeriesCoverage {
		return metrics.SeriesCoverage{SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: "150600", Scenario: metrics.Actual}, Frequency: metrics.Annual,
			First: metrics.Year(first).Last, Last: metrics.Year(last).Last, Months: 1 << 12}
	}
	childcare, capacity := series("CHILDCARE-PLACES-PER-1000", 2020, 2022), series("NEW-ENERGY-CAPACITY", 2020, 2020)
	childcare.Values, childcare.Lags, childcare.Compared, childcare.Revised, childcare.RevisionSum = 3, []int{130, 31, 90}, 3, 1, 0.06
	capacity.Values, capacity.Lags, capacity.Compared = 1, []int{45}, 1
	return &Coverage{
		Cells: []metrics.CoverageCell{
			cell("CHILDCARE-PLACES-PER-1000", 2020, func(c *metrics.CoverageCell) { c.Values = 1 }),
			cell("CHILDCARE-PLACES-PER-1000", 2021, func(c *metrics.CoverageCell) { c.Values, c.Revised = 1, 1 }),
			cell("CHILDCARE-PLACES-PER-1000", 2022, func(c *metrics.CoverageCell) { c.Values, c.Provisional = 1, 1 }),
			cell("NEW-ENERGY-CAPACITY", 2020, func(c *metrics.CoverageCell) { c.Values = 1 }),
			cell("NEW-ENERGY-CAPACITY", 2021, func(c *metrics.CoverageCell) { c.Missing = 1 }),
			cell("CURTAILMENT", 2022, func(c *metrics.CoverageCell) { c.Forecasts = 1 }),
		},
		Series: []metrics.SeriesCoverage{childcare, capacity},
	}
}

// CoverageCells selects cells as the real store does.
func (c *Coverage) CoverageCells(_ context.Context, query metrics.CoverageQuery) ([]metrics.CoverageCell, error) {
	var found []metrics.CoverageCell
	for _, cell := range c.Cells {
		if query.Area == "150600" && cell.Period.Frequency == query.Frequency && among(query.Indicators, cell.Indicator) &&
			cell.Period.Last >= query.From && cell.Period.Last <= query.To {
			found = append(found, cell)
		}
	}
	return found, nil
}

// SeriesCoverage selects series; it does not narrow them to a window.
func (c *Coverage) SeriesCoverage(_ context.Context, query metrics.CoverageQuery) ([]metrics.SeriesCoverage, error) {
	var found []metrics.SeriesCoverage
	for _, series := range c.Series {
		if query.Area == series.Area && series.Frequency == query.Frequency && among(query.Indicators, series.Indicator) {
			found = append(found, series)
		}
	}
	return found, nil
}
