package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// LockSource has the locks in force. The warehouse implements it.
type LockSource interface {
	Locks(ctx context.Context) ([]metrics.Lock, error)
}

// locksInForce reads the locks once for a run.
func (i *Importer) locksInForce(ctx context.Context, catalogue *metrics.Catalogue) (metrics.LockSet, error) {
	if i.options.Locks == nil {
		return metrics.LockSet{}, nil
	}
	locks, err := i.options.Locks.Locks(ctx)
	if err != nil {
		return metrics.LockSet{}, &storeFailure{"read the locked periods", err}
	}
	return metrics.LockSet{Locks: locks, Catalogue: catalogue}, nil
}

// keepLocked holds what a batch would write against the locks. Without a reason the
// values of locked periods are rejected; with one they are loaded and flagged.
func (t *taking) keepLocked(compared *comparison) {
	if len(t.locks.Locks) == 0 {
		return
	}
	reason := strings.TrimSpace(t.submission.Reason)
	refused := map[metrics.ObservationKey]bool{}
	compared.write = slices.DeleteFunc(compared.write, func(row metrics.Observation) bool {
		lock := t.locks.ClosedBy(row.ObservationKey)
		if lock == nil {
			return false
		}
		key := "row.locked"
		if reason != "" {
			key = "row.locked.changed"
		}
		column := row.Lineage.Column
		t.remark(metrics.Reject{
			File: t.report.Run.File, Sheet: row.Lineage.Sheet, Row: row.Lineage.Row, Column: column, Value: shownValue(row.Value),
			Warning: reason != "",
			Problem: metrics.NewProblem(key, "period", row.Period.String(), "until", lock.Until.String(), "lock", lock.Reason, "reason", reason),
		})
		if reason != "" {
			t.flag(row.ObservationKey)
			return false
		}
		refused[row.ObservationKey] = true
		t.refuse(compared, &row)
		return true
	})
	compared.changes = slices.DeleteFunc(compared.changes, func(change Change) bool { return refused[change.Key] })
}

// lockedPage is how many values of a run are held against the locks at a time.
const lockedPage = 10_000

// refuseLocked returns the problem run.lock_reason when a run has values of locked
// periods.
func (i *Importer) refuseLocked(ctx context.Context, run metrics.Run, catalogue *metrics.Catalogue) error {
	locks, err := i.locksInForce(ctx, catalogue)
	if err != nil || len(locks.Locks) == 0 {
		return err
	}
	for _, revised := range []bool{true, false} {
		for offset := 0; ; offset += lockedPage {
			rows, err := i.ledger.RunValues(ctx, metrics.RunValueQuery{Run: run.ID, Revised: revised, Offset: offset, Limit: lockedPage})
			if err != nil {
				return fmt.Errorf("read the values of run %s: %w", run.ID, err)
			}
			for _, row := range rows {
				if lock := locks.ClosedBy(row.ObservationKey); lock != nil {
					return metrics.NewProblem("run.lock_reason", "indicator", row.Indicator, "period", row.Period.String(), "until", lock.Until.String())
				}
			}
			if len(rows) < lockedPage {
				break
			}
		}
	}
	return nil
}
