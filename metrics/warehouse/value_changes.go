package warehouse

import (
	"context"
	"errors"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// ValueChanges returns what two vintages do not show alike, by series. A withdrawn run
// shows as the value that stands again, or as a value taken back.
//
// Values are compared only under keys with a row that one of the vintages sees and the
// other does not: most have none.
func (s *Store) ValueChanges(ctx context.Context, query metrics.ValueChangeQuery) ([]metrics.ValueChange, error) {
	if query.Earlier.AsOf.IsZero() || query.Later.AsOf.IsZero() || len(query.Areas) == 0 {
		return nil, errors.New("changes of values without days or areas")
	}
	parameters := []any{text("scenario", string(query.Scenario)), list("areas", query.Areas),
		day("earlier_day", query.Earlier.AsOf, firstDay), moment("earlier_known_at", query.Earlier.KnownAt, lastMoment),
		day("later_day", query.Later.AsOf, firstDay), moment("known_at", query.Later.KnownAt, lastMoment), number("limit", query.Limit)}
	var changes []metrics.ValueChange
	err := s.selectRows(ctx, "value_changes", parameters, func(rows driver.Rows) error {
		var (
			change                metrics.ValueChange
			frequency, status     string
			first, last, released time.Time
			before, now           *decimal.Decimal
			known                 uint8
			run                   uuid.UUID
		)
		err := rows.Scan(&change.Indicator, &change.Area, &change.Dimension, &frequency, &first, &last,
			&before, &known, &now, &status, &released, &run)
		change.Scenario, change.KnownBefore = query.Scenario, known == 1
		change.Period = metrics.Period{Frequency: metrics.Frequency(frequency), First: metrics.DateOf(first), Last: metrics.DateOf(last)}
		change.Before, change.Now, change.Status = nullable(before), nullable(now), metrics.ObservationStatus(status)
		change.Released = metrics.DateOf(released)
		if run != uuid.Nil {
			change.Run = run.String()
		}
		changes = append(changes, change)
		return err
	})
	return changes, err
}
