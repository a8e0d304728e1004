package warehouse

import (
	"context"
	"math"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// DifferenceTally counts the differences of a query by kind, whatever its own kind, order
// and limit.
func (s *Store) DifferenceTally(ctx context.Context, query metrics.DifferenceQuery) (map[metrics.DifferenceKind]int, error) {
	tally := map[metrics.DifferenceKind]int{}
	err := s.selectRows(ctx, "difference_tally", differenceParameters(query), func(rows driver.Rows) error {
		var kind string
		var count uint64
		err := rows.Scan(&kind, &count)
		tally[metrics.DifferenceKind(kind)] = int(count)
		return err
	})
	return tally, err
}

func differenceParameters(query metrics.DifferenceQuery) []any {
	return []any{text("scenario", string(query.Scenario)), text("feed", query.Feed), list("indicators", query.Indicators),
		moment("before", query.Before, firstMoment), moment("after", query.After, lastMoment)}
}

// Differences returns the values that readers see otherwise at two moments, in the order
// of the query. Only values of runs that were published or taken back in between are
// looked at.
func (s *Store) Differences(ctx context.Context, query metrics.DifferenceQuery) ([]metrics.Difference, error) {
	if query.Limit <= 0 {
		query.Limit = math.MaxInt32
	}
	parameters := append(differenceParameters(query), text("kind", string(query.Kind)), text("order", query.Order),
		number("offset", query.Offset), number("limit", query.Limit))
	var differences []metrics.Difference
	err := s.selectRows(ctx, "differences", parameters, func(rows driver.Rows) error {
		difference, err := scanDifference(rows)
		differences = append(differences, difference)
		return err
	})
	return differences, err
}

func scanDifference(rows driver.Rows) (metrics.Difference, error) {
	var (
		found                     metrics.Difference
		scenario, frequency       string
		first, last               time.Time
		valueBefore, valueAfter   *decimal.Decimal
		statusBefore, statusAfter string
		runBefore, runAfter       uuid.UUID
		before, after             = &found.Before, &found.After
	)
	err := rows.Scan(&found.Indicator, &found.Area, &found.Dimension, &scenario, &frequency, &first, &last,
		&valueBefore, &statusBefore, &before.Revision, &runBefore, &valueAfter, &statusAfter, &after.Revision, &runAfter)
	found.Scenario = metrics.Scenario(scenario)
	found.Period = metrics.Period{Frequency: metrics.Frequency(frequency), First: metrics.DateOf(first), Last: metrics.DateOf(last)}
	before.Value, after.Value = nullable(valueBefore), nullable(valueAfter)
	before.Status, after.Status = metrics.ObservationStatus(statusBefore), metrics.ObservationStatus(statusAfter)
	before.Run, after.Run = runText(runBefore), runText(runAfter)
	return found, err
}

// runText leaves the run of a value that was not there empty.
func runText(run uuid.UUID) string {
	if run == uuid.Nil {
		return ""
	}
	return run.String()
}
