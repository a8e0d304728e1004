package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// ReportedPeriods returns the values that the query selects.
func (s *Store) ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	return s.Observations(ctx, query)
}
