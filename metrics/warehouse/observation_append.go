package warehouse

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Bounds of what Decimal(38, 10) holds exactly. clickhouse-go cuts further digits in
// silence, so they are refused here.
const (
	maximumScale         = 10
	maximumIntegerDigits = 28
)

// AppendObservations writes a block of rows of a run. They stay unseen until the run
// is published. A value that the store cannot hold exactly is an error and nothing
// of the block is written.
func (s *Store) AppendObservations(ctx context.Context, run metrics.Run, rows []metrics.Observation) (err error) {
	if len(rows) == 0 {
		return nil
	}
	columns, err := s.columns(run, rows)
	if err != nil {
		return err
	}
	batch, err := s.client.PrepareBatch(ctx, "INSERT INTO observation")
	if err != nil {
		return problem("insert into observation", err)
	}
	defer func() { _ = batch.Close() }()
	for i, column := range columns {
		if err := batch.Column(i).Append(column); err != nil {
			return problem("insert into observation", err)
		}
	}
	if err := batch.Send(); err != nil {
		return problem("insert into observation", err)
	}
	return nil
}

// columns turns rows into columns in the order of the table: far quicker than
// appending a million rows value by value.
func (s *Store) columns(run metrics.Run, rows []metrics.Observation) ([]any, error) {
	id, err := uuid.Parse(run.ID)
	if err != nil {
		return nil, fmt.Errorf("run %q: %w", run.ID, err)
	}
	n, now := len(rows), s.now().UTC()
	texts := func(of func(*metrics.Observation) string) []string {
		column := make([]string, n)
		for i := range rows {
			column[i] = of(&rows[i])
		}
		return column
	}
	numbers := func(of func(*metrics.Observation) uint32) []uint32 {
		column := make([]uint32, n)
		for i := range rows {
			column[i] = of(&rows[i])
		}
		return column
	}
	days := func(of func(*metrics.Observation) metrics.Date) []time.Time {
		column := make([]time.Time, n)
		for i := range rows {
			column[i] = of(&rows[i]).Time()
		}
		return column
	}
	values, growth := make([]*decimal.Decimal, n), make([]*decimal.Decimal, n)
	runs, moments := make([]uuid.UUID, n), make([]time.Time, n)
	for i := range rows {
		row := &rows[i]
		if row.Scenario == "" || row.Indicator == "" || row.Area == "" || row.Period == (metrics.Period{}) {
			return nil, fmt.Errorf("observation %+v has an incomplete key", row.ObservationKey)
		}
		if values[i], err = exact(row.Value); err != nil {
			return nil, err
		}
		if growth[i], err = exact(row.YearOnYear); err != nil {
			return nil, err
		}
		runs[i], moments[i] = id, now
	}
	return []any{
		texts(func(o *metrics.Observation) string { return o.Indicator }),
		texts(func(o *metrics.Observation) string { return o.Area }),
		texts(func(o *metrics.Observation) string { return o.Dimension }),
		texts(func(o *metrics.Observation) string { return string(o.Scenario) }),
		texts(func(o *metrics.Observation) string { return string(o.Period.Frequency) }),
		days(func(o *metrics.Observation) metrics.Date { return o.Period.First }),
		days(func(o *metrics.Observation) metrics.Date { return o.Period.Last }),
		numbers(func(o *metrics.Observation) uint32 { return o.Revision }),
		values,
		texts(func(o *metrics.Observation) string { return string(o.Status) }),
		growth,
		days(func(o *metrics.Observation) metrics.Date { return o.Released }),
		texts(func(o *metrics.Observation) string { return o.SourceTitle }),
		texts(func(o *metrics.Observation) string { return o.SourceURL }),
		texts(func(o *metrics.Observation) string { return o.Note }),
		runs,
		texts(func(o *metrics.Observation) string { return o.Lineage.File }),
		texts(func(o *metrics.Observation) string { return o.Lineage.FileHash }),
		texts(func(o *metrics.Observation) string { return o.Lineage.Sheet }),
		numbers(func(o *metrics.Observation) uint32 { return uint32(o.Lineage.Row) }),
		texts(func(o *metrics.Observation) string { return o.Lineage.Column }),
		moments,
	}, nil
}

// exact returns the value as the store holds it, nil for a missing one.
func exact(value decimal.NullDecimal) (*decimal.Decimal, error) {
	if !value.Valid {
		return nil, nil //nolint:nilnil // a missing value is stored as NULL
	}
	number := value.Decimal
	if number.Exponent() < -maximumScale && !number.Equal(number.Truncate(maximumScale)) ||
		number.Truncate(0).NumDigits() > maximumIntegerDigits {
		return nil, metrics.NewProblem("store.value_range", "value", number.String())
	}
	return &number, nil
}
