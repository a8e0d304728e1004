package dashboardtest

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// FirstRelease returns the day on which the first value of a scenario was published.
func (s *Store) FirstRelease(_ context.Context, scenario metrics.Scenario, knownAt time.Time) (metrics.Date, error) {
	var first metrics.Date
	for _, value := range s.known(knownAt) {
		day := value.Released
		if day.IsZero() {
			day = value.Period.Last
		}
		if value.Scenario == scenario && (first.IsZero() || day < first) {
			first = day
		}
	}
	return first, s.Failure
}
