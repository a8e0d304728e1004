package dashboardtest

import (
	"context"
	"strconv"
	"time"

	"zhibiao/metrics"
)

// Policy returns the last saved policy, or the default one.
func (s *Store) Policy(context.Context, time.Time) (metrics.Policy, error) {
	if len(s.PolicyList) == 0 {
		return metrics.DefaultPolicy(), s.Failure
	}
	return s.PolicyList[0], s.Failure
}

// Policies returns the saved policies, newest first.
func (s *Store) Policies(context.Context) ([]metrics.Policy, error) { return s.PolicyList, s.Failure }

// SavePolicy keeps a policy that does not contradict itself.
func (s *Store) SavePolicy(_ context.Context, policy metrics.Policy) (metrics.Policy, error) {
	if err := policy.Settings.Validate(); err != nil {
		return metrics.Policy{}, err
	}
	policy.Version = "policy-" + strconv.Itoa(len(s.PolicyList)+1)
	policy.Settings.Version = policy.Version
	s.PolicyList = append([]metrics.Policy{policy}, s.PolicyList...)
	return policy, s.Failure
}

// StatusHistory returns the turns laid in for a target.
func (s *Store) StatusHistory(_ context.Context, query metrics.StatusHistoryQuery) ([]metrics.StatusTurn, error) {
	return s.Turns[query.Target], s.Failure
}

// VintageOn returns the day alone: this store keeps no moments.
func (s *Store) VintageOn(_ context.Context, day metrics.Date) (metrics.Vintage, error) {
	return metrics.Vintage{AsOf: day}, s.Failure
}
