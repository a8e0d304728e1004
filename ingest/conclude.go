package ingest

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"zhibiao/metrics"
)

// conclude decides what becomes of a run whose rows are written.
func (t *taking) conclude(ctx context.Context) error {
	counts := t.report.Run.Counts
	switch {
	case counts.Rejected == counts.Rows:
		return metrics.NewProblem("run.all_rejected", "file", t.report.Run.File)
	case counts.New+counts.Changed == 0:
		return t.finish(ctx, metrics.RunUnchanged, nil)
	case t.feed.Approver() != metrics.ApprovalNone:
		return t.finish(ctx, metrics.RunReview, nil)
	}
	now := t.importer.clock.moment()
	if at := t.feed.Publication.Moment(now, t.importer.options.Zone); at.After(now) {
		waiting := t.report.Run.WaitsUntil(at)
		return t.finish(ctx, waiting.State, waiting.Problem)
	}
	return t.finish(ctx, metrics.RunPublished, nil)
}

func (t *taking) finish(ctx context.Context, state metrics.RunState, problem *metrics.Problem) error {
	if err := t.record(ctx, state, problem); err != nil {
		return err
	}
	counts := t.report.Run.Counts
	t.importer.options.Logger.InfoContext(ctx, "file taken in", slog.String("feed", t.feed.Code),
		slog.String("file", t.report.Run.File), slog.String("run", t.report.Run.ID), slog.String("state", string(state)),
		slog.Bool("dry_run", t.report.DryRun), slog.Int("rows", counts.Rows), slog.Int("new", counts.New),
		slog.Int("changed", counts.Changed), slog.Int("unchanged", counts.Unchanged), slog.Int("rejected", counts.Rejected))
	return nil
}

// record writes the run in a new state. The report changes only once that is done.
func (t *taking) record(ctx context.Context, state metrics.RunState, problem *metrics.Problem) error {
	run := t.report.Run
	run.State, run.Problem = state, problem
	if state != metrics.RunLoading {
		run.ChangedAt = t.importer.clock.moment()
	}
	if err := t.writer.RecordRun(ctx, run); err != nil {
		return &storeFailure{"write the run ledger", err}
	}
	t.report.Run, t.recorded = run, true
	return nil
}

// failureGrace is how long a failed or cancelled run may take to say so.
const failureGrace = 10 * time.Second

// fail records that the run has failed. Nothing of it was ever visible; when even the
// record cannot be written, the run stays in the state loading, which nobody sees.
func (t *taking) fail(ctx context.Context, cause error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), failureGrace)
	defer cancel()
	logger := t.importer.options.Logger
	logger.WarnContext(ctx, "file not taken in", slog.String("feed", t.feed.Code), slog.String("file", t.report.Run.File),
		slog.String("run", t.report.Run.ID), slog.Any("error", cause))
	if len(t.rejects) > 0 && metrics.AsProblem(cause) != nil {
		if err := t.writer.AppendRejects(ctx, t.report.Run, t.rejects); err != nil {
			logger.ErrorContext(ctx, "rejected rows are not recorded", slog.Any("error", err))
		}
	}
	t.report.Run.State, t.report.Run.Problem = metrics.RunFailed, problemOf(cause)
	if err := t.record(ctx, metrics.RunFailed, problemOf(cause)); err != nil {
		logger.ErrorContext(ctx, "failed run is not recorded", slog.Any("error", errors.Join(err, cause)))
	}
}
