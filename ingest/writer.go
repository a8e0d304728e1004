package ingest

import (
	"context"
	"strconv"

	"zhibiao/metrics"
)

// runWriter is the part of the ledger that an import writes to. A dry run has one that
// only counts, so that both go the same way.
type runWriter interface {
	RecordRun(ctx context.Context, run metrics.Run) error
	AppendObservations(ctx context.Context, run metrics.Run, rows []metrics.Observation) error
	AppendRejects(ctx context.Context, run metrics.Run, rejects []metrics.Reject) error
	CountObservations(ctx context.Context, run string) (int, error)
}

// dryWriter takes everything and keeps nothing.
type dryWriter struct{ rows int }

func (w *dryWriter) RecordRun(context.Context, metrics.Run) error { return nil }

func (w *dryWriter) AppendObservations(_ context.Context, _ metrics.Run, rows []metrics.Observation) error {
	w.rows += len(rows)
	return nil
}

func (w *dryWriter) AppendRejects(context.Context, metrics.Run, []metrics.Reject) error { return nil }

func (w *dryWriter) CountObservations(context.Context, string) (int, error) { return w.rows, nil }

// checkWritten compares what the store holds of a run with what was sent.
func checkWritten(ctx context.Context, writer runWriter, run string, sent int) error {
	held, err := writer.CountObservations(ctx, run)
	if err != nil {
		return &storeFailure{"count the rows of the run", err}
	}
	if held != sent {
		return &storeFailure{"count the rows of the run", metrics.NewProblem("run.count_differs",
			"sent", strconv.Itoa(sent), "held", strconv.Itoa(held))}
	}
	return nil
}
