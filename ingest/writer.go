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
	KeepRunReading(ctx context.Context, run string, said []*metrics.Problem) error
}

// blockLedger is a ledger that gathers rows of its own accord and writes them while others
// are read.
type blockLedger interface {
	ObservationWriter(run metrics.Run) metrics.ObservationWriter
}

// newValueWriter returns where the values of a run go.
func newValueWriter(writer runWriter, run metrics.Run) metrics.ObservationWriter {
	if ledger, gathers := writer.(blockLedger); gathers {
		return ledger.ObservationWriter(run)
	}
	return &directWriter{writer: writer, run: run}
}

// directWriter writes rows as they come.
type directWriter struct {
	writer  runWriter
	run     metrics.Run
	written int
}

func (w *directWriter) Append(ctx context.Context, rows []metrics.Observation) error {
	if err := w.writer.AppendObservations(ctx, w.run, rows); err != nil {
		return err
	}
	w.written += len(rows)
	return nil
}

func (w *directWriter) Written() int { return w.written }

func (w *directWriter) Close(context.Context) error { return nil }

// dryWriter takes everything and keeps nothing.
type dryWriter struct{ rows int }

func (w *dryWriter) RecordRun(context.Context, metrics.Run) error { return nil }

func (w *dryWriter) KeepRunReading(context.Context, string, []*metrics.Problem) error { return nil }

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
