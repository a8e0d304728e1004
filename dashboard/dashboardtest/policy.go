package dashboardtest

import (
	"context"
	"strconv"
	"time"

	"zhibiao/metrics"
)

// Policy returns the policy that was in force at a moment, or the default one.
func (s *Store) Policy(_ context.Context, at time.Time) (metrics.Policy, error) {
	for _, policy := range s.PolicyList {
		if at.IsZero() || !policy.SavedAt.After(at) {
			return policy, s.Failure
		}
	}
	return metrics.DefaultPolicy(), s.Failure
}

// Policies returns the saved policies, newest first.
func (s *Store) Policies(context.Context) ([]metrics.Policy, error) { return s.PolicyList, s.Failure }

// SavePolicy keeps a policy that does not contradict itself.
func (s *Store) SavePolicy(_ context.Context, policy metrics.Policy) (metrics.Policy, error) {
	if err := policy.Settings.Validate(); err != nil {
		return metrics.Policy{}, err
	}
	policy.Version = "policy-" + strconv.Itoa(len(s.PolicyList)+1)
	policy.Settings.Version, policy.SavedAt = policy.Version, Now()
	s.PolicyList = append([]metrics.Policy{policy}, s.PolicyList...)
	return policy, s.Failure
}

// StatusHistory returns the turns laid in for a target.
func (s *Store) StatusHistory(_ context.Context, query metrics.StatusHistoryQuery) ([]metrics.StatusTurn, error) {
	return s.Turns[query.Target], s.Failure
}

// VintageOn returns what was known at the end of a past day, and everything for today.
func (s *Store) VintageOn(_ context.Context, day metrics.Date) (metrics.Vintage, error) {
	vintage := metrics.Vintage{AsOf: day}
	if day >= metrics.DateOf(Now()) {
		return vintage, s.Failure
	}
	next := day.AddDays(1).Time()
	end := time.Date(next.Year(), next.Month(), next.Day(), 0, 0, 0, 0, Now().Location()).Add(-time.Millisecond)
	if vintage.KnownAt = end; s.Founded.After(end) {
		vintage.KnownAt = s.Founded
	}
	return vintage, s.Failure
}
