package warehouse

import (
	"context"

	"zhibiao/metrics"
)

const feedMemoryRegister register = "feed_memory"

// FeedMemory returns what the program remembers of the last file that it fetched for a
// feed; the zero value before the first.
func (s *Store) FeedMemory(ctx context.Context, feed string) (metrics.FeedMemory, error) {
	memory, err := entryInForce[metrics.FeedMemory](ctx, s, feedMemoryRegister, feed)
	if err != nil || memory == nil {
		return metrics.FeedMemory{}, err
	}
	return *memory, nil
}

// RememberFeed keeps what is to be remembered of a fetched file.
func (s *Store) RememberFeed(ctx context.Context, feed string, memory metrics.FeedMemory) error {
	stamp, err := s.stamp("fetch")
	if err != nil {
		return err
	}
	return s.keepEntry(ctx, feedMemoryRegister, feed, stamp, memory)
}
