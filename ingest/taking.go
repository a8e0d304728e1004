package ingest

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// taking is one file on its way into the ledger, or on its dry run.
type taking struct {
	importer   *Importer
	catalogue  *metrics.Catalogue
	feed       metrics.Feed
	submission Submission
	writer     runWriter
	comparer   comparer
	report     Report

	recorded bool // the run ledger knows the run
	batch    []metrics.Observation
	rejects  []metrics.Reject
	sent     int
}

// progressEvery is how many rows lie between two reports of progress, and between two
// looks at whether the request was cancelled.
const progressEvery = 2000

// load goes the way from the file to the ledger.
func (t *taking) load(ctx context.Context) error {
	waiting, err := t.findWaiting(ctx)
	if err != nil {
		return err
	}
	if waiting != nil {
		return t.finish(ctx, metrics.RunUnchanged, metrics.NewProblem("run.waiting",
			"run", waiting.ID, "actor", waiting.Actor, "started", waiting.StartedAt.Format(time.RFC3339)))
	}
	words := headerWords()
	opened, err := table.Open(t.submission.Path, t.report.Run.File, table.Options{
		Limits:   table.Limits{FileBytes: t.importer.options.MaxFileBytes},
		IsHeader: func(cells []string) bool { return isHeader(words, cells) },
	})
	if err != nil {
		return err
	}
	defer opened.Close()
	matched, err := matchHeader(words, t.report.Run.File, opened.Columns())
	if err != nil {
		return err
	}
	if err := t.record(ctx, metrics.RunLoading, nil); err != nil {
		return err
	}
	t.flagUnknownColumns(opened, matched)
	if err := t.readRows(ctx, opened, matched); err != nil {
		return err
	}
	if err := checkWritten(ctx, t.writer, t.report.Run.ID, t.sent); err != nil {
		return err
	}
	return t.conclude(ctx)
}

// findWaiting looks for a run of the same file that waits for approval: loading the
// file again would only give the reviewer the same work twice. A run that was found
// unchanged for that reason points at the one that waits.
func (t *taking) findWaiting(ctx context.Context) (*metrics.Run, error) {
	earlier, err := t.importer.ledger.FindRun(ctx, t.feed.Code, t.report.Run.FileHash)
	if err == nil && earlier != nil && earlier.State == metrics.RunUnchanged &&
		earlier.Problem != nil && earlier.Problem.Key == "run.waiting" {
		earlier, err = t.importer.ledger.Run(ctx, earlier.Problem.Arguments["run"])
	}
	if err != nil {
		return nil, &storeFailure{"look for earlier runs of the file", err}
	}
	if earlier == nil || earlier.State != metrics.RunReview {
		return nil, nil //nolint:nilnil // nothing waits
	}
	return earlier, nil
}

func (t *taking) flagUnknownColumns(opened *table.Table, matched *layout) {
	if len(matched.unknown) == 0 {
		return
	}
	names := strings.Join(matched.unknown, "、")
	t.remark(metrics.Reject{
		File: t.report.Run.File, Sheet: opened.Sheet(), Row: opened.HeaderRow(), Column: names, Value: names, Warning: true,
		Problem: metrics.NewProblem("file.columns_unknown", "columns", names),
	})
}

func (t *taking) readRows(ctx context.Context, opened *table.Table, matched *layout) error {
	today := metrics.DateOf(t.importer.options.Now().In(t.importer.options.Zone))
	reader := newRowReader(t.catalogue, matched, t.report.Run, today)
	reader.workbook = opened.Format() == table.Workbook
	counts := &t.report.Run.Counts
	for row, err := range opened.Rows() {
		if err != nil {
			return err
		}
		if counts.Rows%progressEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			t.progress(counts.Rows, opened.Total())
		}
		counts.Rows++
		t.take(reader.read(row))
		if len(t.batch) >= t.importer.options.BatchRows {
			if err := t.flush(ctx); err != nil {
				return err
			}
		}
	}
	if counts.Rows == 0 {
		return metrics.NewProblem("file.empty", "file", t.report.Run.File)
	}
	if err := t.flush(ctx); err != nil {
		return err
	}
	t.progress(counts.Rows, counts.Rows)
	return nil
}

func (t *taking) progress(done, total int) {
	if t.submission.Progress != nil {
		t.submission.Progress(done, max(done, total))
	}
}

// take counts a row and keeps it for the next batch, unless it is rejected.
func (t *taking) take(result rowResult) {
	for _, remark := range result.remarks {
		t.remark(remark)
	}
	switch {
	case result.rejected:
		t.report.Run.Counts.Rejected++
		return
	case len(result.remarks) > 0:
		t.report.Run.Counts.Flagged++
	}
	t.batch = append(t.batch, result.observation)
}

// remark keeps a rejected or flagged cell for the ledger, and for the report as long
// as it has room.
func (t *taking) remark(reject metrics.Reject) {
	t.rejects = append(t.rejects, reject)
	if len(t.report.Rejects) < MaxListedRejects {
		t.report.Rejects = append(t.report.Rejects, reject)
	}
}

// flush compares the batch with what readers see, and writes what is new.
func (t *taking) flush(ctx context.Context) error {
	if len(t.batch) > 0 {
		compared, err := t.comparer.compare(ctx, t.batch, MaxListedChanges-len(t.report.Changes))
		if err != nil {
			return err
		}
		counts := &t.report.Run.Counts
		counts.New += compared.counts.New
		counts.Changed += compared.counts.Changed
		counts.Unchanged += compared.counts.Unchanged
		t.report.Changes = append(t.report.Changes, compared.changes...)
		if len(compared.write) > 0 {
			if err := t.writer.AppendObservations(ctx, t.report.Run, compared.write); err != nil {
				return &storeFailure{"write values", err}
			}
			t.sent += len(compared.write)
		}
		t.batch = t.batch[:0]
	}
	if len(t.rejects) > 0 {
		if err := t.writer.AppendRejects(ctx, t.report.Run, t.rejects); err != nil {
			return &storeFailure{"write rejected rows", err}
		}
		t.rejects = t.rejects[:0]
	}
	return nil
}

// conclude decides what becomes of a run whose rows are written.
func (t *taking) conclude(ctx context.Context) error {
	counts := t.report.Run.Counts
	switch {
	case counts.Rejected == counts.Rows:
		return metrics.NewProblem("run.all_rejected", "file", t.report.Run.File)
	case counts.New+counts.Changed == 0:
		return t.finish(ctx, metrics.RunUnchanged, nil)
	case t.feed.Review:
		return t.finish(ctx, metrics.RunReview, nil)
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
