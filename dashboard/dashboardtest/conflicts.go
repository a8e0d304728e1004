package dashboardtest

import (
	"context"
	"slices"
	"sync"
	"time"

	"zhibiao/metrics"
)

// ConflictDecisions keeps decisions in memory, newest first, each made at Now.
type ConflictDecisions struct {
	mutex sync.Mutex
	list  []metrics.ConflictDecision
}

// ConflictDecisions returns the last decision on each conflict.
func (c *ConflictDecisions) ConflictDecisions(context.Context, time.Time) ([]metrics.ConflictDecision, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	var last []metrics.ConflictDecision
	for _, decision := range c.list {
		if !slices.ContainsFunc(last, func(known metrics.ConflictDecision) bool { return known.Conflict == decision.Conflict }) {
			last = append(last, decision)
		}
	}
	return last, nil
}

// ConflictDecisionVersions returns every decision on one conflict, newest first.
func (c *ConflictDecisions) ConflictDecisionVersions(_ context.Context, conflict string) ([]metrics.ConflictDecision, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.DeleteFunc(slices.Clone(c.list), func(known metrics.ConflictDecision) bool { return known.Conflict != conflict }), nil
}

// DecideConflict keeps a decision.
func (c *ConflictDecisions) DecideConflict(_ context.Context, decision metrics.ConflictDecision) (metrics.ConflictDecision, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	decision.SavedAt = Now()
	c.list = slices.Insert(c.list, 0, decision)
	return decision, nil
}
