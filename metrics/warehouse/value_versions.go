package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// ValueVersions returns every value of a series that readers have seen for one of the
// periods by a moment, also those that were taken back since, oldest first; the zero time
// means now.
func (s *Store) ValueVersions(ctx context.Context, knownAt time.Time, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	return s.observations(ctx, "value_versions", append(periodsOfSeries(series, periods), moment("known_at", knownAt, lastMoment))...)
}
