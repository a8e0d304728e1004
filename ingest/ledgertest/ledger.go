package ledgertest

import (
	"context"
	"slices"
	"sync"
	"time"

	"zhibiao/metrics"
)

// Ledger is safe for use by several goroutines. The zero value has no catalogue.
type Ledger struct {
	lock      sync.Mutex
	catalogue *metrics.Catalogue
	events    []metrics.Run // every state of every run, oldest first
	rows      []metrics.Observation
	rejects   map[string][]metrics.Reject
	comments  []metrics.RunComment
	readings  map[string][]*metrics.Problem
	faults    Faults
	appends   int
}

// Faults makes a ledger fail at chosen points.
type Faults struct {
	// AppendAt is the call of AppendObservations that fails, counted from 1; 0 for none.
	AppendAt int
	// LoseRow makes the last row of every block disappear without an error.
	LoseRow bool
	// RecordState is the state that cannot be recorded; empty for none.
	RecordState metrics.RunState
	// SaveCatalogue makes that call fail.
	SaveCatalogue bool
	// Error is what the failing call returns.
	Error error
}

// New returns an empty ledger with a catalogue.
func New(catalogue *metrics.Catalogue) *Ledger { return &Ledger{catalogue: catalogue} }

// Fail sets the faults from now on.
func (l *Ledger) Fail(faults Faults) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.faults, l.appends = faults, 0
}

// Catalogue returns the catalogue.
func (l *Ledger) Catalogue(context.Context) (*metrics.Catalogue, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.catalogue, nil
}

// SaveCatalogue replaces the catalogue. Unlike in the real ledger it is seen at once.
func (l *Ledger) SaveCatalogue(_ context.Context, _ metrics.Run, catalogue *metrics.Catalogue) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.faults.SaveCatalogue {
		return l.faults.Error
	}
	l.catalogue = catalogue
	return nil
}

// RecordRun appends a state of a run.
func (l *Ledger) RecordRun(ctx context.Context, run metrics.Run) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if l.faults.RecordState != "" && run.State == l.faults.RecordState {
		return l.faults.Error
	}
	l.events = append(l.events, run)
	return nil
}

// AppendObservations appends rows of a run; they are seen once it is published.
func (l *Ledger) AppendObservations(ctx context.Context, _ metrics.Run, rows []metrics.Observation) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if l.appends++; l.appends == l.faults.AppendAt {
		return l.faults.Error
	}
	if l.faults.LoseRow {
		rows = rows[:len(rows)-1]
	}
	l.rows = append(l.rows, rows...)
	return nil
}

// AppendRejects appends rejected and flagged rows of a run.
func (l *Ledger) AppendRejects(_ context.Context, run metrics.Run, rejects []metrics.Reject) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.rejects == nil {
		l.rejects = map[string][]metrics.Reject{}
	}
	l.rejects[run.ID] = append(l.rejects[run.ID], rejects...)
	return nil
}

// CountObservations counts the rows that a run has written.
func (l *Ledger) CountObservations(_ context.Context, run string) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	count := 0
	for i := range l.rows {
		if l.rows[i].Lineage.Run == run {
			count++
		}
	}
	return count, nil
}

// Rejects returns the rejected and flagged rows of a run.
func (l *Ledger) Rejects(_ context.Context, run string) ([]metrics.Reject, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.rejects[run]), nil
}

// Events returns every recorded state of every run, oldest first.
func (l *Ledger) Events() []metrics.Run {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.events)
}

// states returns the state of each run at a moment; the zero time means now.
func (l *Ledger) states(at time.Time) map[string]metrics.Run {
	states := map[string]metrics.Run{}
	for _, event := range l.events {
		if at.IsZero() || !event.ChangedAt.After(at) {
			states[event.ID] = event
		}
	}
	return states
}
