// Package collect takes the files of feeds from their sources and watched folders into the
// ledger: fetch, import, remember, and keep what was found. It joins the rooms source and
// ingest, and must not know schedules or pages.
package collect

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// Fetcher brings files. *source.Fetcher implements it.
type Fetcher interface {
	Fetch(ctx context.Context, feed metrics.Feed, memory metrics.FeedMemory, received source.Received) (source.File, error)
}

// Importer takes files in. *ingest.Importer implements it.
type Importer interface {
	Import(ctx context.Context, submission ingest.Submission) (ingest.Report, error)
	ImportFolder(ctx context.Context, feed metrics.Feed, root string, work *underway.Work) (ingest.FolderLook, error)
}

// Memory keeps what is remembered of feeds. The warehouse implements it.
type Memory interface {
	FeedMemory(ctx context.Context, feed string) (metrics.FeedMemory, error)
	RememberFeed(ctx context.Context, feed string, memory metrics.FeedMemory) error
	FeedLook(ctx context.Context, feed string) (metrics.FeedLook, error)
	FeedLooks(ctx context.Context) (map[string]metrics.FeedLook, error)
	KeepFeedLook(ctx context.Context, feed string, look metrics.FeedLook) error
}

// Options adjusts a Collector. Every zero field has a default.
type Options struct {
	// Root is the folder of files, which holds the watched folders.
	Root string
	// UnderWay is told of every file that is being fetched; nil: nobody watches.
	UnderWay *underway.Board
	Logger   *slog.Logger
	Now      func() time.Time
}

// Collector fetches and imports. It is made once and used by any number of requests.
type Collector struct {
	fetcher  Fetcher
	importer Importer
	memory   Memory
	options  Options
	mutex    sync.Mutex
	looks    map[string]metrics.FeedLook // the newest of each feed, also where it was not worth keeping
}

// New returns a Collector.
func New(fetcher Fetcher, importer Importer, memory Memory, options Options) *Collector {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	return &Collector{fetcher: fetcher, importer: importer, memory: memory, options: options, looks: map[string]metrics.FeedLook{}}
}

// Outcome is what became of a fetch. Unchanged: the source had nothing new, so there is no
// run; the report is empty then.
type Outcome struct {
	Unchanged bool
	Bytes     int64
	Report    ingest.Report
}

// Collect fetches the file of a feed and takes it in as a run, for a schedule, or for a
// person when schedule is empty: a person gets the whole file, changed or not. work, when
// set, is told how far it is, and can be stopped; nil: it stands on the board only.
//
// What was fetched is remembered once it has been taken in: a file that was refused is
// asked for again, and refused again, until it or the feed is mended.
func (c *Collector) Collect(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (Outcome, error) {
	if feed.Retired {
		return Outcome{}, metrics.NewProblem("feed.retired", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
	}
	work, working, release := c.begin(ctx, underway.About{Feed: feed.Code, Actor: actor, Schedule: schedule}, work)
	defer release()
	outcome, file, err := c.collect(working, feed, actor, schedule, work)
	err = underway.Cause(working, err)
	look := metrics.FeedLook{Actor: actor, Schedule: schedule, Unchanged: outcome.Unchanged}
	switch {
	case file != nil:
		file.Problem = problemOf(err, outcome.Report.Run)
		look.Files = []metrics.FoundFile{*file}
	case err != nil:
		look.Problem = problemOf(err, metrics.Run{})
	}
	c.keepLook(ctx, feed.Code, look)
	return outcome, err
}

// begin puts work on the board, unless somebody has begun it already, and lets it be stopped.
func (c *Collector) begin(ctx context.Context, about underway.About, begun *underway.Work) (work *underway.Work, working context.Context, release func()) {
	end := func() {}
	if work = begun; work == nil {
		work, end = c.options.UnderWay.Begin(about)
	}
	working, stop := work.Context(ctx)
	return work, working, func() { stop(); end() }
}

// collect tells also which file came, nil when none did.
func (c *Collector) collect(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (Outcome, *metrics.FoundFile, error) {
	before := metrics.FeedMemory{}
	if schedule != "" {
		var err error
		if before, err = c.memory.FeedMemory(ctx, feed.Code); err != nil {
			return Outcome{}, nil, fmt.Errorf("remember the last file of feed %s: %w", feed.Code, err)
		}
	}
	file, err := c.fetcher.Fetch(ctx, feed, before, work.Receive)
	if err != nil {
		return Outcome{}, nil, err
	}
	defer func() { _ = file.Remove() }() // a file that stays is hidden, and deleted by nobody's loss
	if file.Unchanged {
		return Outcome{Unchanged: true}, nil, nil
	}
	memory := file.Memory
	if before.Terms == feed.Terms() && before.FileHash != "" && before.FileHash == memory.FileHash {
		// The same bytes under other marks: the marks are kept, so that the next question
		// can name them.
		memory.Run = before.Run
		return Outcome{Unchanged: true, Bytes: file.Bytes}, nil, c.remember(ctx, feed.Code, memory)
	}
	report, err := c.importer.Import(ctx, ingest.Submission{Feed: feed.Code, FileName: file.Name, Path: file.Path, Actor: actor, Schedule: schedule, Work: work})
	outcome := Outcome{Bytes: file.Bytes, Report: report}
	found := &metrics.FoundFile{Name: file.Name, Bytes: file.Bytes, Hash: memory.FileHash, Run: report.Run.ID, State: report.Run.State, Counts: report.Run.Counts}
	if err != nil {
		return outcome, found, err
	}
	memory.Run = report.Run.ID
	return outcome, found, c.remember(ctx, feed.Code, memory)
}

func (c *Collector) remember(ctx context.Context, feed string, memory metrics.FeedMemory) error {
	if err := c.memory.RememberFeed(ctx, feed, memory); err != nil {
		return fmt.Errorf("remember the file of feed %s: %w", feed, err)
	}
	return nil
}

// problemOf puts an error into words; the run, when there is one, has them already.
func problemOf(err error, run metrics.Run) *metrics.Problem {
	switch problem := metrics.AsProblem(err); {
	case err == nil:
		return nil
	case problem != nil:
		return problem
	case run.Problem != nil:
		return run.Problem
	}
	return metrics.NewProblem("feed.look_failed").Because(err)
}

// Retryable tells whether another attempt may succeed without anybody doing something.
func Retryable(err error) bool {
	return err != nil && !errors.Is(err, context.Canceled) && (source.Retryable(err) || metrics.AsProblem(err) == nil)
}
