package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// PublishedIndicators lists the codes of the indicators of which published runs hold a
// value in a scenario, in order.
func (s *Store) PublishedIndicators(ctx context.Context, scenario metrics.Scenario) ([]string, error) {
	return s.documents(ctx, "published_indicators", text("scenario", string(scenario)), moment("known_at", time.Time{}, lastMoment))
}
