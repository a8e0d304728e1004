package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"zhibiao/dashboard"
	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// rooms are the parts of the program, wired to each other.
type rooms struct {
	store     *warehouse.Store
	freshness *freshness
	importer  *ingest.Importer
	fetcher   *source.Fetcher
	underWay  *underway.Board // files on their way
	collector *collect.Collector
	scheduler *schedules.Scheduler
	notices   *notices.Dispatcher
	logger    *slog.Logger
	files     string // folder of watched folders and uploads
}

// open wires the rooms on the store that the command line names, and brings its
// schema up to date.
func (i *invocation) open() (*rooms, error) {
	logger := i.logger()
	store, err := warehouse.Open(i.ctx, i.line.DSN, warehouse.Options{Logger: logger})
	if err != nil {
		return nil, err
	}
	if _, err := store.Migrate(i.ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if err := store.RenewOpenViews(i.ctx); err != nil {
		logger.Warn("the views for other programs are not renewed", "detail", err)
	}
	files, err := filepath.Abs(i.line.files())
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	r := &rooms{store: store, freshness: keepFresh(store.RefreshAssessments, logger), logger: logger, files: files, underWay: &underway.Board{}}
	r.importer = ingest.New(r.watched(), ingest.Options{Logger: logger, Originals: r.originals(), Checks: store, Locks: store, Names: store, Forms: store, UnderWay: r.underWay})
	if r.fetcher, err = r.newFetcher(i.line.AllowPrivateSources); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	r.collector = r.newCollector()
	if r.notices, err = i.dispatcher(store, files, r.leading, logger); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if r.scheduler, err = r.newScheduler(i.line.Calendar); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return r, nil
}

// inside opens the rooms for a piece of work and closes them after it.
func (i *invocation) inside(work func(*rooms) error) (err error) {
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(i.ctx))) }()
	return work(r)
}

// originals keeps the files that were imported.
func (r *rooms) originals() *ingest.Originals {
	return ingest.NewOriginals(filepath.Join(r.files, "originals"))
}

// watched is the store for those who change it.
func (r *rooms) watched() watchedStore { return watchedStore{r.store, r.freshness} }

// leading tells whether this instance runs the schedules.
func (r *rooms) leading() bool { return r.scheduler != nil && r.scheduler.Leading() }

// close waits for running jobs and for assessments under way, and gives the store back.
func (r *rooms) close(ctx context.Context) error {
	stopping := r.scheduler.Stop(ctx)
	r.freshness.stop(ctx)
	return errors.Join(stopping, r.store.Close())
}

// dashboard builds the web on the rooms; serving sets what only a server has.
func (r *rooms) dashboard(demonstration bool, serving ...func(*dashboard.Dependencies)) (*dashboard.Server, error) {
	dependencies := dashboard.Dependencies{
		Store:         r.watched(),
		Remember:      warehouse.Remember,
		Importer:      r.importer,
		Scheduler:     r.scheduler,
		Originals:     r.originals(),
		Checks:        r.store,
		Notices:       r.notices,
		Logger:        r.logger,
		Changes:       r.store,
		Reports:       r.store,
		ReportFiles:   ingest.NewOriginals(filepath.Join(r.files, "report-files")),
		Revisions:     r.store,
		Decisions:     r.store,
		Audit:         r.store,
		Progress:      r.store,
		Tokens:        r.store,
		Values:        r.store,
		Reporting:     r.store,
		Forms:         r.store,
		Reminders:     r.notices,
		Coverage:      r.store,
		Demonstration: demonstration,
		UploadFolder:  filepath.Join(r.files, "uploads"),
		Version:       version(),
		Feeds:         r.feedDesk(),
		UnderWay:      r.underWay,
	}
	for _, set := range serving {
		set(&dependencies)
	}
	return dashboard.New(dependencies)
}
