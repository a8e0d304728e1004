package ingest

import (
	"context"
	"fmt"
	"log/slog"

	"zhibiao/metrics"
)

// Approve publishes a run that waits for review.
func (i *Importer) Approve(ctx context.Context, run, actor string) error {
	return i.change(ctx, run, metrics.RunReview, metrics.RunPublished, actor, "")
}

// Return refuses a run that waits for review. Its values stay unseen.
func (i *Importer) Return(ctx context.Context, run, actor, comment string) error {
	return i.change(ctx, run, metrics.RunReview, metrics.RunReturned, actor, comment)
}

// change moves a run from one state to another. The problem is run.unknown or
// run.state, which says in which state the run is.
func (i *Importer) change(ctx context.Context, id string, from, to metrics.RunState, actor, comment string) error {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	run, err := i.inState(ctx, id, from)
	if err != nil {
		return err
	}
	return i.move(ctx, *run, to, actor, comment)
}

// inState returns a run that is in a state. The problem is run.unknown or run.state.
func (i *Importer) inState(ctx context.Context, id string, wanted metrics.RunState) (*metrics.Run, error) {
	run, err := i.ledger.Run(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read run %s: %w", id, err)
	}
	if run == nil {
		return nil, metrics.NewProblem("run.unknown", "run", id)
	}
	if run.State != wanted {
		return nil, metrics.NewProblem("run.state", "run", id, "state", string(run.State), "needed", string(wanted))
	}
	return run, nil
}

// move records a run in another state.
func (i *Importer) move(ctx context.Context, run metrics.Run, to metrics.RunState, actor, comment string) error {
	from := run.State
	run.State, run.Actor, run.Comment, run.ChangedAt = to, actor, comment, i.clock.moment()
	if err := i.ledger.RecordRun(ctx, run); err != nil {
		return fmt.Errorf("record run %s as %s: %w", run.ID, to, err)
	}
	i.options.Logger.InfoContext(ctx, "run changed", slog.String("run", run.ID), slog.String("from", string(from)),
		slog.String("to", string(to)), slog.String("actor", actor))
	return nil
}
