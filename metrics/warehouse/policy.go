package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"zhibiao/metrics"
)

// Policy returns the policy of assessment that was in force at a moment; the zero time
// means now. Before any was saved it is the one that the store was opened with.
func (s *Store) Policy(ctx context.Context, knownAt time.Time) (metrics.Policy, error) {
	return once(ctx, "policy", knownAt, func() (metrics.Policy, error) {
		policies, err := s.policies(ctx, knownAt, 1)
		if err != nil {
			return metrics.Policy{}, err
		}
		if len(policies) == 0 {
			return s.firstPolicy(), nil
		}
		return policies[0], nil
	})
}

// firstPolicy stands before any was saved.
func (s *Store) firstPolicy() metrics.Policy {
	return metrics.Policy{Version: s.settings.Version, Settings: s.settings}
}

// Policies returns every saved policy, newest first.
func (s *Store) Policies(ctx context.Context) ([]metrics.Policy, error) {
	return s.policies(ctx, time.Time{}, math.MaxInt32)
}

func (s *Store) policies(ctx context.Context, knownAt time.Time, limit int) ([]metrics.Policy, error) {
	return decoded[metrics.Policy](s.documents(ctx, "policies", moment("known_at", knownAt, lastMoment), number("limit", limit)))
}

// SavePolicy puts a policy in force from now on and returns it with its version and
// the moment. The version also names its Settings. One that contradicts itself or the
// reference data in force is refused with the Problem of Policy.Validate, and nothing
// is saved.
func (s *Store) SavePolicy(ctx context.Context, policy metrics.Policy) (metrics.Policy, error) {
	version, err := newIdentifier()
	if err != nil {
		return metrics.Policy{}, fmt.Errorf("new version of the policy: %w", err)
	}
	policy.Version, policy.SavedAt = version.String(), s.now().UTC().Truncate(time.Microsecond)
	policy.Settings.Version = policy.Version
	catalogue, err := s.Catalogue(ctx)
	if err != nil {
		return metrics.Policy{}, err
	}
	if err := policy.Validate(catalogue); err != nil {
		return metrics.Policy{}, err
	}
	body, err := json.Marshal(policy)
	if err != nil {
		return metrics.Policy{}, fmt.Errorf("policy: %w", err)
	}
	err = s.insert(ctx, "policy_version", 1, func(int) []any {
		return []any{version, policy.SavedAt, policy.SavedBy, string(body)}
	})
	if err != nil {
		return metrics.Policy{}, err
	}
	return policy, nil
}
