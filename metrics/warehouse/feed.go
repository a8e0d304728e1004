package warehouse

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"zhibiao/metrics"
)

const feedRegister register = "feed"

// Feeds returns the feeds in force now: those of the catalogue, each as people have
// edited it, and the ones that people have added.
func (s *Store) Feeds(ctx context.Context) ([]metrics.Feed, error) {
	catalogue, err := s.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	return catalogue.Feeds, nil
}

// keptFeeds are the feeds that people kept, and the catalogue with them.
type keptFeeds struct {
	of, with *metrics.Catalogue
	feeds    []metrics.Feed
}

// withKeptFeeds returns a catalogue with the feeds that people kept at a moment. As long as
// neither changes it is the very same one: whoever works something out of a catalogue
// knows by that whether to do it again.
func (s *Store) withKeptFeeds(ctx context.Context, catalogue *metrics.Catalogue, knownAt time.Time) (*metrics.Catalogue, error) {
	feeds, err := entriesInForce[metrics.Feed](ctx, s, feedRegister, knownAt)
	if err != nil {
		return nil, fmt.Errorf("read the feeds: %w", err)
	}
	if len(feeds) == 0 {
		return catalogue, nil
	}
	s.catalogues.Lock()
	defer s.catalogues.Unlock()
	if known := s.catalogues.kept; known.of == catalogue && reflect.DeepEqual(known.feeds, feeds) {
		return known.with, nil
	}
	s.catalogues.kept = keptFeeds{of: catalogue, with: catalogue.WithFeeds(feeds), feeds: feeds}
	return s.catalogues.kept.with, nil
}

// FeedVersions returns the saved versions of a feed, newest first. The version that came
// with the catalogue is not among them.
func (s *Store) FeedVersions(ctx context.Context, code string) ([]metrics.Feed, error) {
	if code == "" {
		return nil, nil
	}
	return entryVersions[metrics.Feed](ctx, s, feedRegister, code, 0)
}

// SaveFeed keeps a new version of a feed, saved now by feed.SavedBy, and returns it with
// the moment.
func (s *Store) SaveFeed(ctx context.Context, feed metrics.Feed) (metrics.Feed, error) {
	stamp, err := s.stamp(feed.SavedBy)
	if err != nil {
		return metrics.Feed{}, err
	}
	feed = feed.Normal()
	feed.Kept, feed.SavedAt = true, stamp.at
	return feed, s.keepEntry(ctx, feedRegister, feed.Code, stamp, feed)
}
