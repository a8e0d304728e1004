package collect

import (
	"context"
	"fmt"
	"log/slog"
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
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if own, known := c.looks[feed]; known && !own.At.Before(kept.At) {
		return own, nil // nothing has changed since the one that was kept
	}
	return kept, nil
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
