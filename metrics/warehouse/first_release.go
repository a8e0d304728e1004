package warehouse

import (
	"context"
	"fmt"
	"time"

	"zhibiao/metrics"
)

// FirstRelease returns the day on which the first value of a scenario was published, of
// those known at a moment; the zero time means now. One that names no day of publication
// counts from the end of its period. Without values it is the zero day.
func (s *Store) FirstRelease(ctx context.Context, scenario metrics.Scenario, knownAt time.Time) (metrics.Date, error) {
	return once(ctx, "first release of "+string(scenario), knownAt, func() (metrics.Date, error) {
		found, err := s.selectText(ctx, "first_release", text("scenario", string(scenario)), moment("known_at", knownAt, lastMoment))
		if err != nil {
			return 0, err
		}
		first, err := metrics.ParseDate(found)
		if err != nil {
			return 0, fmt.Errorf("first release: %w", err)
		}
		return first, nil
	})
}
