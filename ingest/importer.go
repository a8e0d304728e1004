package ingest

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"

	"zhibiao/ingest/checks"
	"zhibiao/ingest/table"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// Options adjusts an Importer. Every zero field has a default.
type Options struct {
	Now          func() time.Time // time.Now
	Logger       *slog.Logger     // slog.Default()
	Zone         *time.Location   // whose day is “today”; UTC+8
	BatchRows    int              // rows compared and checked at once; 50,000
	MaxFileBytes int64            // 512 MiB
	// MostReached bounds the values that the rows of one file that delete are held against;
	// 1,000,000. They are read page by page and never stand in memory together: the bound is
	// there because nobody can review more, and a cell left blank by mistake reaches as far.
	MostReached int
	// SettleTime is how long a file of a watched folder must keep its size before it
	// counts as whole; one second.
	SettleTime time.Duration
	// Checks has the rules that rows are held against; nil: metrics.DefaultChecks.
	Checks CheckSource
	// Locks has the locked periods; nil: none.
	Locks LockSource
	// Names has what people have decided that names stand for; nil: nothing.
	Names NameSource
	// Forms has the fill-in forms that were sent out; nil: none are taken back.
	Forms FormSource
	// UnderWay is told of every file that is being taken in; nil: nobody watches.
	UnderWay *underway.Board
	// Originals keeps every file that is imported; nil keeps none.
	Originals *Originals
}

// CheckSource has the rules of checks that are in force. The warehouse implements it.
type CheckSource interface {
	Checks(ctx context.Context) (metrics.CheckSet, error)
}

// Importer takes files in and changes the state of runs. One file is taken in at a
// time, because the next must be compared with what the one before has published.
type Importer struct {
	ledger  Ledger
	options Options
	turn    chan struct{} // holds one token
	clock   *risingClock
}

// New returns an Importer that writes to the ledger.
func New(ledger Ledger, options Options) *Importer {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Logger == nil {
		options.Logger = slog.Default()
	}
	if options.Zone == nil {
		options.Zone = metrics.CityZone()
	}
	if options.BatchRows <= 0 {
		options.BatchRows = 50_000
	}
	if options.MaxFileBytes <= 0 {
		options.MaxFileBytes = table.DefaultLimits().FileBytes
	}
	if options.MostReached <= 0 {
		options.MostReached = 1_000_000
	}
	if options.SettleTime <= 0 {
		options.SettleTime = time.Second
	}
	importer := &Importer{ledger: ledger, options: options, turn: make(chan struct{}, 1), clock: &risingClock{now: options.Now}}
	importer.turn <- struct{}{}
	return importer
}

// DryRun says exactly what Import would do with the same file, and writes nothing.
func (i *Importer) DryRun(ctx context.Context, submission Submission) (Report, error) {
	return i.take(ctx, submission, true)
}

// Import takes a file in as one run: all of its good rows become visible at once (or,
// where the feed asks for a review, with its approval), or none do. The same file a
// second time changes nothing; the state of its run is then unchanged.
//
// An error goes with a report whose run has failed. It holds a metrics.Problem that
// says why; MayBeRetried tells whether the reason lies outside the file.
func (i *Importer) Import(ctx context.Context, submission Submission) (Report, error) {
	return i.take(ctx, submission, false)
}

func (i *Importer) take(ctx context.Context, submission Submission, dry bool) (Report, error) {
	if submission.Work == nil {
		work, end := i.options.UnderWay.Begin(underway.About{Feed: submission.Feed, Actor: submission.Actor, Schedule: submission.Schedule})
		defer end()
		submission.Work = work
		var release func()
		ctx, release = work.Context(ctx)
		defer release()
	}
	submission.Work.Wait(fileName(submission), dry)
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return Report{DryRun: dry}, underway.Cause(ctx, err)
	}
	defer release()
	submission.Work.Open()
	taking, err := i.prepare(ctx, submission, dry)
	if err != nil {
		return Report{DryRun: dry}, underway.Cause(ctx, err)
	}
	err = taking.load(ctx)
	if err != nil {
		err = underway.Cause(ctx, err)
		taking.fail(ctx, err)
	}
	inOrderOfFile(taking.report.Rejects)
	return taking.report, err
}

// waitForTurn returns when no other file is being taken in.
func (i *Importer) waitForTurn(ctx context.Context) (release func(), err error) {
	select {
	case <-i.turn:
		return func() { i.turn <- struct{}{} }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// prepare finds the feed and describes the run. An error here leaves no trace in the
// ledger: there is no feed, no catalogue or no file to speak of.
func (i *Importer) prepare(ctx context.Context, submission Submission, dry bool) (*taking, error) {
	catalogue, err := i.ledger.Catalogue(ctx)
	if err != nil {
		return nil, &storeFailure{"read the catalogue", err}
	}
	if catalogue == nil || len(catalogue.Indicators) == 0 {
		return nil, &storeFailure{"read the catalogue", metrics.NewProblem("catalogue.missing").Because(errNoCatalogue)}
	}
	feed := catalogue.Feed(submission.Feed)
	if feed == nil {
		return nil, metrics.NewProblem("feed.unknown", "feed", submission.Feed)
	}
	if feed.Retired && !dry {
		return nil, metrics.NewProblem("feed.retired", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
	}
	rules := metrics.DefaultChecks()
	if i.options.Checks != nil {
		if rules, err = i.options.Checks.Checks(ctx); err != nil {
			return nil, &storeFailure{"read the rules of checks", err}
		}
	}
	locks, err := i.locksInForce(ctx, catalogue)
	if err != nil {
		return nil, err
	}
	hash, err := hashFile(submission.Path)
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	scenario := feed.Scenario
	if submission.Scenario != "" {
		scenario = submission.Scenario
	}
	if scenario == "" {
		scenario = metrics.Actual
	}
	started := i.clock.moment()
	run := metrics.Run{
		ID: id.String(), Feed: feed.Code, Scenario: scenario, State: metrics.RunLoading,
		File: fileName(submission), FileHash: hash, Actor: submission.Actor, Schedule: submission.Schedule, Comment: strings.TrimSpace(submission.Reason),
		StartedAt: started, ChangedAt: started,
	}
	var writer runWriter = i.ledger
	if dry {
		writer = &dryWriter{}
	}
	standing := newStandingValues(i.ledger)
	return &taking{
		importer: i, catalogue: catalogue, feed: *feed, submission: submission, writer: writer, locks: locks, standing: standing,
		checks:   checks.For(rules.ForFeed(*feed), catalogue, feed.Code),
		comparer: comparer{i.ledger, standing, feed.Code, map[string]string{}},
		report:   Report{Run: run, DryRun: dry, Changes: []Change{}, Rejects: []metrics.Reject{}},
	}, nil
}
