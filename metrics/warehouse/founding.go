package warehouse

import (
	"context"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// FinishFounding records that the first loading of the store is over: what was
// recorded by now counts as known on every earlier day. Only the first call counts.
func (s *Store) FinishFounding(ctx context.Context) error {
	finished, err := s.FoundingFinishedAt(ctx)
	if err != nil || !finished.IsZero() {
		return err
	}
	record, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new record of the founding: %w", err)
	}
	return s.insert(ctx, "founding", 1, func(int) []any { return []any{s.now().UTC(), record} })
}

// FoundingFinishedAt returns the moment at which the first loading was over, or the
// zero time while it is not.
func (s *Store) FoundingFinishedAt(ctx context.Context) (time.Time, error) {
	if known := s.founded.Load(); known != nil {
		return *known, nil
	}
	var finished time.Time
	err := s.selectRows(ctx, "founding", nil, func(rows driver.Rows) error { return rows.Scan(&finished) })
	if err == nil && !finished.IsZero() {
		s.founded.Store(&finished) // it never changes again
	}
	return finished, err
}

// VintageOn returns what a reader “as of” a day sees: the values released up to that
// day, of those that were recorded here by the end of it. For a day before the
// founding of the store ended, what was recorded by then counts. For today and later,
// and in a store without a founding, KnownAt is the zero time: everything. So the
// answer “as of” a past day stays the same whatever is recorded later.
func (s *Store) VintageOn(ctx context.Context, day metrics.Date) (metrics.Vintage, error) {
	founded, err := s.FoundingFinishedAt(ctx)
	if err != nil {
		return metrics.Vintage{}, err
	}
	return metrics.VintageOn(day, metrics.DateOf(s.now().In(metrics.CityZone())), founded, metrics.CityZone()), nil
}
