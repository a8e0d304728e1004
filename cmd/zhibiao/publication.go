package main

import (
	"context"
	"time"
)

// longestPublicationWait is how long the keeper of publications sleeps at most: a moment
// that another instance has set is found within it.
const longestPublicationWait = 10 * time.Second

// publish starts to publish what is due and returns how to end it.
func (r *rooms) publish(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.keepPublishing(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}
}

// keepPublishing publishes approved runs when their moment comes, and at once those
// whose moment passed while the program was down. Only the instance that runs the
// schedules publishes. It ends with the context.
func (r *rooms) keepPublishing(ctx context.Context) {
	for ctx.Err() == nil {
		wait := time.Second // until it leads
		if r.leading() {
			published, next, err := r.importer.PublishDue(ctx)
			switch {
			case err != nil && ctx.Err() == nil:
				r.logger.WarnContext(ctx, "approved runs are not published yet", "error", err)
			case published > 0:
				r.logger.InfoContext(ctx, "approved runs published because their moment has come", "count", published)
			}
			wait = publicationWait(next, time.Now())
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// publicationWait is how long to sleep before the next look: until the next moment, but
// never longer than longestPublicationWait.
func publicationWait(next, now time.Time) time.Duration {
	if next.IsZero() {
		return longestPublicationWait
	}
	return min(max(next.Sub(now), time.Millisecond), longestPublicationWait)
}
