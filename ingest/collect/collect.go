// Package collect takes the file of a feed from its source into the ledger: fetch, import,
// remember. It joins the rooms source and ingest, and must not know schedules or pages.
package collect

import (
	"context"
	"errors"
	"fmt"

	"zhibiao/ingest"
	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// Fetcher brings files. *source.Fetcher implements it.
type Fetcher interface {
	Fetch(ctx context.Context, feed metrics.Feed, memory metrics.FeedMemory) (source.File, error)
}

// Importer takes files in. *ingest.Importer implements it.
type Importer interface {
	Import(ctx context.Context, submission ingest.Submission) (ingest.Report, error)
}

// Memory keeps what is remembered of fetched files. The warehouse implements it.
type Memory interface {
	FeedMemory(ctx context.Context, feed string) (metrics.FeedMemory, error)
	RememberFeed(ctx context.Context, feed string, memory metrics.FeedMemory) error
}

// Collector fetches and imports.
type Collector struct {
	fetcher  Fetcher
	importer Importer
	memory   Memory
	told     Told
}

// Told is called while a file is fetched and taken in; either may be nil.
type Told struct {
	Fetched func(bytes int64)     // the file is there; now it is read
	Read    func(done, total int) // rows, as in ingest.Submission
}

// Telling returns a Collector that tells how far it has come.
func (c *Collector) Telling(told Told) *Collector {
	telling := *c
	telling.told = told
	return &telling
}

// New returns a Collector.
func New(fetcher Fetcher, importer Importer, memory Memory) *Collector {
	return &Collector{fetcher: fetcher, importer: importer, memory: memory}
}

// Outcome is what became of a fetch. Unchanged: the source had nothing new, so there is no
// run; the report is empty then.
type Outcome struct {
	Unchanged bool
	Bytes     int64
	Report    ingest.Report
}

// Collect fetches the file of a feed and takes it in as a run, for a schedule, or for a
// person when schedule is empty: a person gets the whole file, changed or not.
// What was fetched is remembered once it has been taken in: a file that was refused is
// asked for again, and refused again, until it or the feed is mended.
func (c *Collector) Collect(ctx context.Context, feed metrics.Feed, actor, schedule string) (Outcome, error) {
	if feed.Retired {
		return Outcome{}, metrics.NewProblem("feed.retired", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
	}
	before := metrics.FeedMemory{}
	if schedule != "" {
		var err error
		if before, err = c.memory.FeedMemory(ctx, feed.Code); err != nil {
			return Outcome{}, fmt.Errorf("remember the last file of feed %s: %w", feed.Code, err)
		}
	}
	file, err := c.fetcher.Fetch(ctx, feed, before)
	if err != nil {
		return Outcome{}, err
	}
	defer func() { _ = file.Remove() }() // a file that stays is hidden, and deleted by nobody's loss
	if c.told.Fetched != nil {
		c.told.Fetched(file.Bytes)
	}
	same := before.Terms == feed.Terms() && before.FileHash != "" && before.FileHash == file.Memory.FileHash
	if file.Unchanged || same {
		return Outcome{Unchanged: true, Bytes: file.Bytes}, nil
	}
	report, err := c.importer.Import(ctx, ingest.Submission{Feed: feed.Code, FileName: file.Name, Path: file.Path, Actor: actor, Schedule: schedule, Progress: c.told.Read})
	outcome := Outcome{Bytes: file.Bytes, Report: report}
	if err != nil {
		return outcome, err
	}
	memory := file.Memory
	memory.Run = report.Run.ID
	if err := c.memory.RememberFeed(ctx, feed.Code, memory); err != nil {
		return outcome, fmt.Errorf("remember the file of feed %s: %w", feed.Code, err)
	}
	return outcome, nil
}

// Retryable tells whether another attempt may succeed without anybody doing something.
func Retryable(err error) bool {
	return err != nil && !errors.Is(err, context.Canceled) && (source.Retryable(err) || metrics.AsProblem(err) == nil)
}
