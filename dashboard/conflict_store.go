package dashboard

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// ConflictDecisions keeps what people have decided on conflicts. The warehouse implements it.
type ConflictDecisions interface {
	// ConflictDecisions returns the last decision on each conflict as it was known at a
	// moment; the zero time means now.
	ConflictDecisions(ctx context.Context, knownAt time.Time) ([]metrics.ConflictDecision, error)
	// ConflictDecisionVersions returns every decision on one conflict, newest first.
	ConflictDecisionVersions(ctx context.Context, conflict string) ([]metrics.ConflictDecision, error)
	// DecideConflict keeps a decision.
	DecideConflict(ctx context.Context, decision metrics.ConflictDecision) (metrics.ConflictDecision, error)
}

// conflictsOf returns the conflicts of a catalogue as they stand after what people have
// decided by the moment of the page.
func (s *Server) conflictsOf(ctx context.Context, catalogue *metrics.Catalogue, filters Filters) ([]metrics.Conflict, error) {
	if s.dependencies.Decisions == nil {
		return catalogue.Conflicts, nil
	}
	decisions, err := s.dependencies.Decisions.ConflictDecisions(ctx, filters.KnownAt)
	if err != nil {
		return nil, fmt.Errorf("load decisions on conflicts: %w", err)
	}
	byConflict := index(decisions, func(d *metrics.ConflictDecision) string { return d.Conflict })
	conflicts := slices.Clone(catalogue.Conflicts)
	for i := range conflicts {
		if decision := byConflict[conflicts[i].Code]; decision != nil {
			conflicts[i] = conflicts[i].Decided(*decision, metrics.DateOf(decision.SavedAt.In(s.dependencies.Zone)))
		}
	}
	return conflicts, nil
}
