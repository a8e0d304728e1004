package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const conflictRegister register = "conflict_decision"

// ConflictDecisions returns the last decision on each conflict as it was known at a moment,
// by code of the conflict; the zero time means now.
func (s *Store) ConflictDecisions(ctx context.Context, knownAt time.Time) ([]metrics.ConflictDecision, error) {
	return entriesInForce[metrics.ConflictDecision](ctx, s, conflictRegister, knownAt)
}

// ConflictDecisionVersions returns every decision on one conflict, newest first.
func (s *Store) ConflictDecisionVersions(ctx context.Context, conflict string) ([]metrics.ConflictDecision, error) {
	if conflict == "" { // an empty code would ask for all
		return nil, nil
	}
	return entryVersions[metrics.ConflictDecision](ctx, s, conflictRegister, conflict, 0)
}

// DecideConflict keeps a decision, now and by decision.SavedBy.
func (s *Store) DecideConflict(ctx context.Context, decision metrics.ConflictDecision) (metrics.ConflictDecision, error) {
	stamp, err := s.stamp(decision.SavedBy)
	if err != nil {
		return metrics.ConflictDecision{}, err
	}
	decision.SavedAt = stamp.at
	return decision, s.keepEntry(ctx, conflictRegister, decision.Conflict, stamp, decision)
}
