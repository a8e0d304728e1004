package dashboard

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// ObservationPages gives out all values in pages. The warehouse implements it.
type ObservationPages interface {
	// ObservationPage returns the values that follow after a place, at most query.Limit.
	ObservationPage(ctx context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error)
	// PublicationMoment returns when a run was published or taken back last.
	PublicationMoment(ctx context.Context) (time.Time, error)
}
