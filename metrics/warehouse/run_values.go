package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// RunValues returns a page of the values that a run wrote, published or not.
func (s *Store) RunValues(ctx context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error) {
	revised := 0
	if query.Revised {
		revised = 1
	}
	parameters := []any{text("run", query.Run), number("offset", query.Offset), number("limit", query.Limit)}
	if query.Revised && (query.Order == metrics.OrderByAmount || query.Order == metrics.OrderByPercent) {
		return s.observations(ctx, "observations_of_run_largest", append(parameters, text("order", query.Order))...)
	}
	return s.observations(ctx, "observations_of_run_part", append(parameters, number("revised", revised))...)
}

// RunStanding says what would become of the values of a published run if it were taken
// back now, and lists at most limit of those that later runs have revised.
func (s *Store) RunStanding(ctx context.Context, run string, limit int) (metrics.RunStanding, error) {
	var standing metrics.RunStanding
	parameters := []any{text("run", run), moment("known_at", time.Time{}, lastMoment)}
	err := s.selectRows(ctx, "run_standing", parameters, func(rows driver.Rows) error {
		var counts [4]uint64
		if err := rows.Scan(&counts[0], &counts[1], &counts[2], &counts[3]); err != nil {
			return err
		}
		standing.Values, standing.Restored, standing.Removed, standing.Left = int(counts[0]), int(counts[1]), int(counts[2]), int(counts[3])
		return nil
	})
	if err != nil || standing.Left == 0 {
		return standing, err
	}
	err = s.selectRows(ctx, "run_standing_left", append(parameters, number("limit", limit)), func(rows driver.Rows) error {
		left, err := scanLeft(rows)
		standing.Kept = append(standing.Kept, left)
		return err
	})
	return standing, err
}

// Overtaken counts the values of a run that is not published over which runs handed in
// later already stand: publishing the run would not show them.
func (s *Store) Overtaken(ctx context.Context, run string) (int, error) {
	var count uint64
	err := s.selectRows(ctx, "run_overtaken", []any{text("run", run), moment("known_at", time.Time{}, lastMoment)},
		func(rows driver.Rows) error { return rows.Scan(&count) })
	return int(count), err
}

func scanLeft(rows driver.Rows) (metrics.LeftValue, error) {
	var (
		own, current        metrics.Observation
		scenario, frequency string
		first, last         time.Time
		value, ownValue     *decimal.Decimal
		run                 uuid.UUID
		row                 uint32
	)
	err := rows.Scan(&own.Indicator, &own.Area, &own.Dimension, &scenario, &frequency, &first, &last,
		&value, &current.Revision, &run, &current.RecordedAt, &ownValue, &own.Revision, &own.Lineage.Sheet, &row)
	own.Scenario = metrics.Scenario(scenario)
	own.Period = metrics.Period{Frequency: metrics.Frequency(frequency), First: metrics.DateOf(first), Last: metrics.DateOf(last)}
	current.ObservationKey = own.ObservationKey
	own.Value, current.Value = nullable(ownValue), nullable(value)
	own.Lineage.Row, current.Lineage.Run = int(row), run.String()
	return metrics.LeftValue{Own: own, Current: current}, err
}
