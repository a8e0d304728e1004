package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// PublisherActor is who the ledger names when a run is published because its moment has
// come.
const PublisherActor = "publication"

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// mostScheduled bounds how many runs wait for their moment together.
const mostScheduled = 10_000

// PublishDue publishes every approved run whose moment has come, the earliest moment
// first, and returns how many, and the next moment that is waited for; the zero time when
// nothing waits. After a standstill it publishes what became due meanwhile: the ledger
// tells when that was. A run that cannot be recorded does not hold up the others.
func (i *Importer) PublishDue(ctx context.Context) (published int, next time.Time, err error) {
	waiting, err := i.ledger.Runs(ctx, metrics.RunQuery{States: []metrics.RunState{metrics.RunScheduled}, Limit: mostScheduled})
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("look for runs that wait for their moment: %w", err)
	}
	now := i.options.Now()
	var failures []error
	for _, at := range momentsOf(waiting) {
		if at.After(now) {
			next = at
			break
		}
		for _, run := range waiting {
			if !run.PublishesAt().Equal(at) {
				continue
			}
			done, err := i.publishWaiting(ctx, run.ID, now)
			if err != nil {
				failures = append(failures, err)
			} else if done {
				published++
			}
		}
	}
	return published, next, errors.Join(failures...)
}

// publishWaiting publishes a run unless it was pulled back, or put off, meanwhile.
func (i *Importer) publishWaiting(ctx context.Context, id string, now time.Time) (bool, error) {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	run, err := i.ledger.Run(ctx, id)
	if err != nil {
		return false, fmt.Errorf("read run %s: %w", id, err)
	}
	if run == nil || run.State != metrics.RunScheduled || run.PublishesAt().After(now) {
		return false, nil
	}
	run.Problem = nil
	return true, i.move(ctx, *run, metrics.RunPublished, PublisherActor, run.Comment)
}

// momentsOf lists the moments of waiting runs, the earliest first, each once.
func momentsOf(waiting []metrics.Run) []time.Time {
	var moments []time.Time
	for _, run := range waiting {
		moments = append(moments, run.PublishesAt())
	}
	slices.SortFunc(moments, time.Time.Compare)
	return slices.CompactFunc(moments, time.Time.Equal)
}
