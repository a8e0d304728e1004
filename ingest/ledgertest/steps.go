package ledgertest

import (
	"context"
	"slices"

	"zhibiao/metrics"
)

// RunSteps returns every change of state of some runs: by run, oldest first.
func (l *Ledger) RunSteps(_ context.Context, runs ...string) ([]metrics.RunStep, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var steps []metrics.RunStep
	for _, run := range slices.Sorted(slices.Values(runs)) {
		for _, event := range l.events {
			if event.ID == run {
				steps = append(steps, metrics.RunStep{Run: run, State: event.State, Actor: event.Actor, Comment: event.Comment,
					Problem: event.Problem, RecordedAt: event.ChangedAt})
			}
		}
	}
	return steps, nil
}
