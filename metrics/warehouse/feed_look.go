package warehouse

import (
	"context"

	"zhibiao/metrics"
)

const feedLookRegister register = "feed_look"

// FeedLook returns what was found when the program last looked for files of a feed; the
// zero value before the first time.
func (s *Store) FeedLook(ctx context.Context, feed string) (metrics.FeedLook, error) {
	look, err := entryInForce[metrics.FeedLook](ctx, s, feedLookRegister, feed)
	if err != nil || look == nil {
		return metrics.FeedLook{}, err
	}
	return *look, nil
}

// FeedLooks returns what was found when the program last looked for files of each feed, by
// code; of feeds that it never looked for nothing.
func (s *Store) FeedLooks(ctx context.Context) (map[string]metrics.FeedLook, error) {
	return entriesByCode[metrics.FeedLook](ctx, s, feedLookRegister)
}

// KeepFeedLook keeps what was found.
func (s *Store) KeepFeedLook(ctx context.Context, feed string, look metrics.FeedLook) error {
	stamp, err := s.stamp(look.Actor)
	if err != nil {
		return err
	}
	return s.keepEntry(ctx, feedLookRegister, feed, stamp, look)
}
