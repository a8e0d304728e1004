package ingest

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"

	"github.com/google/uuid"

	"zhibiao/metrics"
)

// mostKept bounds the values that an undo lists as left alone; the counts are complete.
const mostKept = 10_000

// Withdraw takes a published run back: readers see the values that stood before it.
// Values that a later run has revised stay as that run left them. Nothing is deleted,
// and a question about an earlier moment still gets its values.
//
// The undo is a run of its own in the ledger: who, when, why, how many values were
// restored, how many are gone because there was none before, and which were left.
// Its record is begun before the run is taken back and ended after, so that a process
// that is killed in between leaves either the run as it was, or taken back with an undo
// that has not ended.
func (i *Importer) Withdraw(ctx context.Context, run, actor, comment string) error {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	undone, err := i.inState(ctx, run, metrics.RunPublished)
	if err != nil {
		return err
	}
	if undone.Undoes() != "" {
		return metrics.NewProblem("run.undo_of_undo", "run", run)
	}
	catalogue, err := i.ledger.Catalogue(ctx)
	if err != nil {
		return fmt.Errorf("read the catalogue: %w", err)
	}
	if comment == "" {
		if err := i.refuseLocked(ctx, *undone, catalogue, true); err != nil {
			return err
		}
	}
	standing, err := i.ledger.RunStanding(ctx, run, mostKept)
	if err != nil {
		return fmt.Errorf("see what later runs have revised of run %s: %w", run, err)
	}
	if standing.Values == 0 { // a catalogue: its state says all there is to say
		return i.move(ctx, *undone, metrics.RunWithdrawn, actor, comment)
	}
	undo, err := i.beginUndo(undone, standing, actor, comment)
	if err != nil {
		return err
	}
	if err := i.ledger.RecordRun(ctx, undo); err != nil {
		return fmt.Errorf("record the undo of run %s: %w", run, err)
	}
	if kept := keptRemarks(catalogue, undone, standing); len(kept) > 0 {
		if err := i.ledger.AppendRejects(ctx, undo, kept); err != nil {
			return fmt.Errorf("record what the undo of run %s leaves: %w", run, err)
		}
	}
	if err := i.move(ctx, *undone, metrics.RunWithdrawn, actor, comment); err != nil {
		return err
	}
	undo.State, undo.ChangedAt = metrics.RunPublished, i.clock.moment()
	if err := i.ledger.RecordRun(ctx, undo); err != nil {
		return fmt.Errorf("record the undo of run %s as ended: %w", run, err)
	}
	i.options.Logger.InfoContext(ctx, "run undone", slog.String("run", run), slog.String("undo", undo.ID),
		slog.Int("restored", standing.Restored), slog.Int("removed", standing.Removed), slog.Int("left", standing.Left))
	return nil
}

func (i *Importer) beginUndo(undone *metrics.Run, standing metrics.RunStanding, actor, comment string) (metrics.Run, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return metrics.Run{}, err
	}
	started := i.clock.moment()
	return metrics.Run{
		ID: id.String(), Feed: undone.Feed, Scenario: undone.Scenario, State: metrics.RunLoading, File: undone.File,
		Actor: actor, Comment: comment, StartedAt: started, ChangedAt: started,
		Counts: metrics.RunCounts{Rows: standing.Values, Changed: standing.Restored + standing.Removed, Unchanged: standing.Left, Flagged: standing.Left},
		Problem: metrics.NewProblem(metrics.RunUndone, "run", undone.ID, "file", undone.File, "restored", strconv.Itoa(standing.Restored),
			"removed", strconv.Itoa(standing.Removed), "left", strconv.Itoa(standing.Left)),
	}, nil
}

// keptRemarks tells of each value that was left which run had revised it.
func keptRemarks(catalogue *metrics.Catalogue, undone *metrics.Run, standing metrics.RunStanding) []metrics.Reject {
	remarks := make([]metrics.Reject, 0, len(standing.Kept))
	for _, kept := range standing.Kept {
		key := kept.Own.ObservationKey
		problem := metrics.NewProblem("run.undo.left", "dimension", key.Dimension,
			"period", key.Period.String(), "own", shownValue(kept.Own.Value), "current", shownValue(kept.Current.Value),
			"revision", strconv.Itoa(int(kept.Current.Revision)), "run", kept.Current.Lineage.Run)
		if catalogue != nil {
			nameKey(problem, catalogue, &key)
		}
		remarks = append(remarks, metrics.Reject{
			File: undone.File, Sheet: kept.Own.Lineage.Sheet, Row: kept.Own.Lineage.Row, Value: shownValue(kept.Own.Value), Warning: true,
			Problem: problem,
		})
	}
	return remarks
}
