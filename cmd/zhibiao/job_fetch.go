package main

import (
	"context"
	"strconv"

	"zhibiao/ingest/collect"
	"zhibiao/metrics"
	"zhibiao/schedules"
)

// readFetchArgument reads feed=CODE: a feed whose source the program itself asks.
func (r *rooms) readFetchArgument(ctx context.Context, text string) (*metrics.Feed, error) {
	parts, err := parseJobArgument(text, "feed")
	if err != nil {
		return nil, err
	}
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	feed := known.Feed(parts["feed"])
	switch {
	case feed == nil:
		return nil, schedules.NewReason("job.feed_unknown", "feed", parts["feed"])
	case !feed.Source.Kind.Fetched():
		return nil, schedules.NewReason("job.fetch.source", "feed", feed.Code)
	}
	return feed, nil
}

// fetchFeed fetches the file of the feed that the argument names and imports it. Only a
// fault that can pass, such as a source that does not answer, is tried again.
func (r *rooms) fetchFeed(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	feed, err := r.readFetchArgument(ctx, occasion.Argument)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	outcome, err := r.collector.Collect(ctx, *feed, occasion.Schedule, occasion.Schedule, nil)
	if err != nil {
		if err := asReason(err); collect.Retryable(err) {
			return schedules.Result{}, schedules.Temporary(err)
		}
		return schedules.Result{}, asReason(err)
	}
	if outcome.Unchanged {
		return schedules.Result{Words: schedules.NewReason("job.done.fetch_unchanged")}, nil
	}
	counts := outcome.Report.Run.Counts
	return schedules.Result{Changed: counts.New+counts.Changed > 0, Words: schedules.NewReason("job.done.fetch",
		"new", strconv.Itoa(counts.New), "changed", strconv.Itoa(counts.Changed),
		"unchanged", strconv.Itoa(counts.Unchanged), "rejected", strconv.Itoa(counts.Rejected))}, nil
}
