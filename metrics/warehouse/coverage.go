package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// coverageParameters are those of both questions about coverage.
func coverageParameters(query metrics.CoverageQuery) []any {
	var areas []string
	if query.Area != "" {
		areas = []string{query.Area}
	}
	return []any{text("scenario", string(query.Scenario)), list("indicators", query.Indicators), list("areas", areas),
		number("any_dimension", 1), text("dimension", ""), list("frequencies", []metrics.Frequency{query.Frequency}),
		day("from", query.From, firstDay), day("to", query.To, lastDay),
		day("released_by", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment)}
}

// CoverageCells counts what is recorded of every indicator in every period, by indicator
// and period. Cells of which nothing is recorded are left out.
func (s *Store) CoverageCells(ctx context.Context, query metrics.CoverageQuery) ([]metrics.CoverageCell, error) {
	var cells []metrics.CoverageCell
	err := s.selectRows(ctx, "coverage_cells", coverageParameters(query), func(rows driver.Rows) error {
		var cell metrics.CoverageCell
		var first, last time.Time
		var values, missing, provisional, forecasts, revised uint64
		if err := rows.Scan(&cell.Indicator, &first, &last, &values, &missing, &provisional, &forecasts, &revised); err != nil {
			return err
		}
		cell.Period = metrics.Period{Frequency: query.Frequency, First: metrics.DateOf(first), Last: metrics.DateOf(last)}
		cell.Values, cell.Missing, cell.Provisional = int(values), int(missing), int(provisional)
		cell.Forecasts, cell.Revised = int(forecasts), int(revised)
		cells = append(cells, cell)
		return nil
	})
	return cells, err
}

// SeriesCoverage sums up every series that has a value of the frequency: how far it
// reaches, whatever query.From says; and of the values from then on how many there are,
// how soon they came, and how they were revised.
func (s *Store) SeriesCoverage(ctx context.Context, query metrics.CoverageQuery) ([]metrics.SeriesCoverage, error) {
	var found []metrics.SeriesCoverage
	window := day("window_from", query.From, firstDay)
	query.From = 0
	err := s.selectRows(ctx, "coverage_series", append(coverageParameters(query), window), func(rows driver.Rows) error {
		series := metrics.SeriesCoverage{Frequency: query.Frequency}
		var frequency string
		var first, last time.Time
		var values, compared, revised uint64
		var lags []int32
		if err := rows.Scan(&series.Indicator, &series.Area, &series.Dimension, &frequency, &first, &last, &series.Months, &values, &lags,
			&compared, &revised, &series.RevisionSum); err != nil {
			return err
		}
		series.Scenario = query.Scenario
		series.First, series.Last = metrics.DateOf(first), metrics.DateOf(last)
		series.Values, series.Compared, series.Revised = int(values), int(compared), int(revised)
		for _, lag := range lags {
			series.Lags = append(series.Lags, int(lag))
		}
		found = append(found, series)
		return nil
	})
	return found, err
}
