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

// Withdraw takes a published run back: readers see the values that stood before it.
// Nothing is deleted, and a question about an earlier moment still gets its values.
func (i *Importer) Withdraw(ctx context.Context, run, actor, comment string) error {
	return i.change(ctx, run, metrics.RunPublished, metrics.RunWithdrawn, actor, comment)
}

// change moves a run from one state to another. The problem is run.unknown or
// run.state, which says in which state the run is.
func (i *Importer) change(ctx context.Context, id string, from, to metrics.RunState, actor, comment string) error {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	run, err := i.ledger.Run(ctx, id)
	if err != nil {
		return fmt.Errorf("read run %s: %w", id, err)
	}
	if run == nil {
		return metrics.NewProblem("run.unknown", "run", id)
	}
	if run.State != from {
		return metrics.NewProblem("run.state", "run", id, "state", string(run.State), "needed", string(from))
	}
	changed := *run
	changed.State, changed.Actor, changed.Comment, changed.ChangedAt = to, actor, comment, i.clock.moment()
	if err := i.ledger.RecordRun(ctx, changed); err != nil {
		return fmt.Errorf("record run %s as %s: %w", id, to, err)
	}
	i.options.Logger.InfoContext(ctx, "run changed", slog.String("run", id), slog.String("from", string(from)),
		slog.String("to", string(to)), slog.String("actor", actor))
	return nil
}
