package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Observations returns the current value under each key that the query selects: the
// highest revision of a published run that the vintage may see, ordered by
// indicator, area, dimension, end of period and frequency.
func (s *Store) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	anyDimension, dimension := 1, ""
	if query.Dimension != nil {
		anyDimension, dimension = 0, *query.Dimension
	}
	parameters := []any{
		text("scenario", string(query.Scenario)), list("indicators", query.Indicators), list("areas", query.Areas),
		number("any_dimension", anyDimension), text("dimension", dimension), list("frequencies", query.Frequencies),
		day("from", query.From, firstDay), day("to", query.To, lastDay),
		day("released_by", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment)}
	if query.ValuesOnly {
		name := "observations_current_values"
		if query.LatestOnly {
			name = "observations_latest_values"
		}
		return s.observationValues(ctx, name, parameters)
	}
	return s.observations(ctx, "observations_current", parameters...)
}

// observationValues reads values and statuses alone.
func (s *Store) observationValues(ctx context.Context, name string, parameters []any) ([]metrics.Observation, error) {
	var observations []metrics.Observation
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error {
		var (
			o                           metrics.Observation
			scenario, frequency, status string
			periodFirst, periodLast     time.Time
			value                       *decimal.Decimal
		)
		if err := rows.Scan(&o.Indicator, &o.Area, &o.Dimension, &scenario, &frequency, &periodFirst, &periodLast,
			&value, &status, &o.Revision); err != nil {
			return err
		}
		o.Scenario, o.Status = metrics.Scenario(scenario), metrics.ObservationStatus(status)
		o.Period = metrics.Period{Frequency: metrics.Frequency(frequency),
			First: metrics.DateOf(periodFirst), Last: metrics.DateOf(periodLast)}
		o.Value = nullable(value)
		observations = append(observations, o)
		return nil
	})
	return observations, err
}

// Revisions returns every published value of a series that ever stood for one of the
// periods, oldest first.
func (s *Store) Revisions(ctx context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	return s.observations(ctx, "observation_revisions", append(periodsOfSeries(series, periods), moment("known_at", time.Time{}, lastMoment))...)
}

// periodsOfSeries are the parameters that name some periods of a series.
func periodsOfSeries(series metrics.SeriesKey, periods []metrics.Period) []any {
	frequencies, lasts := make([]metrics.Frequency, len(periods)), make([]string, len(periods))
	for i, period := range periods {
		frequencies[i], lasts[i] = period.Frequency, period.Last.String()
	}
	return []any{text("scenario", string(series.Scenario)), text("indicator", series.Indicator), text("area", series.Area),
		text("dimension", series.Dimension), list("frequencies", frequencies), list("period_lasts", lasts)}
}

// RunObservations returns the rows that a run wrote, published or not, at most limit.
func (s *Store) RunObservations(ctx context.Context, run string, limit int) ([]metrics.Observation, error) {
	return s.observations(ctx, "observations_of_run", text("run", run), number("limit", limit))
}

// CountObservations counts the rows that a run has written.
func (s *Store) CountObservations(ctx context.Context, run string) (int, error) {
	var count uint64
	err := s.selectRows(ctx, "observations_of_run_count", []any{text("run", run)},
		func(rows driver.Rows) error { return rows.Scan(&count) })
	return int(count), err
}

func (s *Store) observations(ctx context.Context, name string, parameters ...any) ([]metrics.Observation, error) {
	var observations []metrics.Observation
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error {
		var (
			o                                 metrics.Observation
			scenario, frequency, status       string
			periodFirst, periodLast, released time.Time
			value, growth                     *decimal.Decimal
			run                               uuid.UUID
			sourceRow                         uint32
		)
		if err := rows.Scan(&o.Indicator, &o.Area, &o.Dimension, &scenario, &frequency, &periodFirst, &periodLast,
			&value, &status, &growth, &released, &o.SourceTitle, &o.SourceURL, &o.Note, &o.Revision, &run,
			&o.Lineage.File, &o.Lineage.FileHash, &o.Lineage.Sheet, &sourceRow, &o.Lineage.Column, &o.RecordedAt); err != nil {
			return err
		}
		o.Scenario, o.Status = metrics.Scenario(scenario), metrics.ObservationStatus(status)
		o.Period = metrics.Period{Frequency: metrics.Frequency(frequency),
			First: metrics.DateOf(periodFirst), Last: metrics.DateOf(periodLast)}
		o.Value, o.YearOnYear = nullable(value), nullable(growth)
		o.Released = metrics.DateOf(released)
		o.Lineage.Run, o.Lineage.Row = run.String(), int(sourceRow)
		observations = append(observations, o)
		return nil
	})
	return observations, err
}

func nullable(value *decimal.Decimal) decimal.NullDecimal {
	if value == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(*value)
}
