package main

import (
	"context"
	"log/slog"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// watchedStore is the store as the importer and the pages get it: whatever changes what
// assessments depend on also wakes the keeper of freshness. So neither of them knows
// that assessments are stored.
type watchedStore struct {
	*warehouse.Store
	freshness *freshness
}

// RecordRun records, and wakes the keeper when readers see other values than before.
func (w watchedStore) RecordRun(ctx context.Context, run metrics.Run) error {
	err := w.Store.RecordRun(ctx, run)
	if err == nil && (run.State == metrics.RunPublished || run.State == metrics.RunWithdrawn) {
		w.freshness.wake()
	}
	return err
}

// SavePolicy saves and wakes the keeper.
func (w watchedStore) SavePolicy(ctx context.Context, policy metrics.Policy) (metrics.Policy, error) {
	saved, err := w.Store.SavePolicy(ctx, policy)
	if err == nil {
		w.freshness.wake()
	}
	return saved, err
}

// freshness brings today's stored assessments up to date in the background after each
// change, so that the next page finds them ready. Nothing is lost when it is behind,
// fails or is killed: a reader sees from the store that a computation is missing, and
// makes it.
type freshness struct {
	refresh  func(ctx context.Context, asOf metrics.Date) error
	logger   *slog.Logger
	changed  chan struct{} // holds one token at most: changes that come close together are one
	stopping chan struct{}
	ended    chan struct{}
	cancel   context.CancelFunc
}

func keepFresh(refresh func(ctx context.Context, asOf metrics.Date) error, logger *slog.Logger) *freshness {
	ctx, cancel := context.WithCancel(context.Background())
	f := &freshness{refresh: refresh, logger: logger, changed: make(chan struct{}, 1),
		stopping: make(chan struct{}), ended: make(chan struct{}), cancel: cancel}
	go f.keep(ctx)
	return f
}

// keep waits for changes until it is told to stop; a change that came before is still
// followed.
func (f *freshness) keep(ctx context.Context) {
	defer close(f.ended)
	for stopping := false; !stopping; {
		select {
		case <-f.changed:
		case <-f.stopping:
			stopping = true
			if len(f.changed) == 0 {
				return
			}
		}
		if err := f.refresh(ctx, today(time.Now())); err != nil && ctx.Err() == nil {
			f.logger.Warn("assessments are not up to date; readers compute what they need", "error", err)
		}
	}
}

// wake tells that something changed. It never waits.
func (f *freshness) wake() {
	select {
	case f.changed <- struct{}{}:
	default:
	}
}

// stop lets the work under way end, or cancels it when the context is over.
func (f *freshness) stop(ctx context.Context) {
	close(f.stopping)
	select {
	case <-f.ended:
	case <-ctx.Done():
	}
	f.cancel()
	<-f.ended
}
