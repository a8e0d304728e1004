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

// keepLocked holds what a batch would write against the locks. Without a reason changes of
// locked periods are rejected; with one they are loaded and flagged. So is a value where
// there was none, unless a lock wants a reason for that too.
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
		key, loaded := "row.locked", reason != ""
		if loaded {
			key = "row.locked.changed"
		}
		if row.Revision == 1 {
			switch strict := t.locks.FirstClosedBy(row.ObservationKey); {
			case strict != nil:
				lock = strict
			case !loaded:
				key, loaded = "row.locked.first", true
			}
		}
		column := row.Lineage.Column
		t.remark(metrics.Reject{
			File: t.report.Run.File, Sheet: row.Lineage.Sheet, Row: row.Lineage.Row, Column: column, Value: shownValue(row.Value),
			Warning: loaded,
			Problem: metrics.NewProblem(key, "period", row.Period.String(), "until", lock.Until.String(), "lock", lock.Reason, "reason", reason),
		})
		if loaded {
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

// refuseLocked returns the problem run.lock_reason when a run that is published or taken
// back changes values of locked periods: every one of them when it is taken back; when it
// is published those that stand now, and first values where a lock wants a reason for them.
func (i *Importer) refuseLocked(ctx context.Context, run metrics.Run, catalogue *metrics.Catalogue, takenBack bool) error {
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
			count := len(rows)
			rows, err = i.changing(ctx, locks, rows, takenBack || revised)
			if err != nil {
				return err
			}
			if len(rows) > 0 {
				lock := locks.ClosedBy(rows[0].ObservationKey)
				return metrics.NewProblem("run.lock_reason", "indicator", rows[0].Indicator, "period", rows[0].Period.String(), "until", lock.Until.String())
			}
			if count < lockedPage {
				break
			}
		}
	}
	return nil
}

// changing returns the rows of locked periods that need a reason: all of them, or of rows
// that came as first values those that are none any more, and those whose lock wants a
// reason for first values too.
func (i *Importer) changing(ctx context.Context, locks metrics.LockSet, rows []metrics.Observation, all bool) ([]metrics.Observation, error) {
	rows = slices.DeleteFunc(rows, func(row metrics.Observation) bool { return locks.ClosedBy(row.ObservationKey) == nil })
	if all || len(rows) == 0 {
		return rows, nil
	}
	current, err := currentValues(ctx, i.ledger, rows)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rows, func(row metrics.Observation) bool {
		_, stands := current[row.ObservationKey]
		return !stands && locks.FirstClosedBy(row.ObservationKey) == nil
	}), nil
}
