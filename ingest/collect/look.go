package collect

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"zhibiao/metrics"
)

// keepWait is how long a look may take to be kept after the work was stopped.
const keepWait = 10 * time.Second

// LastLook returns what was found when the program last looked for files of a feed; the
// zero value before the first time.
func (c *Collector) LastLook(ctx context.Context, feed string) (metrics.FeedLook, error) {
	kept, err := c.memory.FeedLook(ctx, feed)
	if err != nil {
		return kept, fmt.Errorf("remember the last look for files of feed %s: %w", feed, err)
	}
	return c.latest(feed, kept), nil
}

// LastLooks returns what was found when the program last looked for files of each feed, by
// its code; of those that it never looked for nothing.
func (c *Collector) LastLooks(ctx context.Context) (map[string]metrics.FeedLook, error) {
	looks, err := c.memory.FeedLooks(ctx)
	if err != nil {
		return nil, fmt.Errorf("remember the last looks for files: %w", err)
	}
	latest := map[string]metrics.FeedLook{}
	for _, feed := range append(slices.Collect(maps.Keys(looks)), c.looked()...) {
		latest[feed] = c.latest(feed, looks[feed])
	}
	return latest, nil
}

// latest is the own look where that is not older than the kept one: nothing had changed
// then.
func (c *Collector) latest(feed string, kept metrics.FeedLook) metrics.FeedLook {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if own, known := c.looks[feed]; known && !own.At.Before(kept.At) {
		return own
	}
	return kept
}

// looked names the feeds that this instance has looked for files of.
func (c *Collector) looked() []string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.Collect(maps.Keys(c.looks))
}

// keepLook keeps what was found, in the store only where it says something new: a folder
// that is looked at every minute would fill the register otherwise. A look that cannot be
// kept is no fault of the file.
func (c *Collector) keepLook(ctx context.Context, feed string, look metrics.FeedLook) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepWait)
	defer cancel()
	look.At = c.options.Now().UTC().Truncate(time.Millisecond)
	before, err := c.LastLook(ctx, feed)
	if err == nil {
		look = look.After(before)
		if look.Tells(before) {
			err = c.memory.KeepFeedLook(ctx, feed, look)
		}
	}
	if err != nil {
		c.options.Logger.ErrorContext(ctx, "what was found is not kept", slog.String("feed", feed), slog.Any("error", err))
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.looks[feed] = look
}
