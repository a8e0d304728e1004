package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// ValueVersions returns every value under a key that readers have seen by a moment, also
// those that were taken back since, oldest first; the zero time means now.
func (s *Store) ValueVersions(ctx context.Context, key metrics.ObservationKey, knownAt time.Time) ([]metrics.Observation, error) {
	return s.observations(ctx, "value_versions",
		text("scenario", string(key.Scenario)), text("indicator", key.Indicator), text("area", key.Area),
		text("dimension", key.Dimension), text("frequency", string(key.Period.Frequency)),
		day("period_last", key.Period.Last, firstDay), moment("known_at", knownAt, lastMoment))
}
