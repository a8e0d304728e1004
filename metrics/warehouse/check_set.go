package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"zhibiao/metrics"
)

// Checks returns the rules of checks in force; before any were saved the default ones.
func (s *Store) Checks(ctx context.Context) (metrics.CheckSet, error) {
	sets, err := s.checkSets(ctx, 1)
	if err != nil || len(sets) == 0 {
		return metrics.DefaultChecks(), err
	}
	return sets[0], nil
}

// CheckSets returns every saved version of the rules, newest first.
func (s *Store) CheckSets(ctx context.Context) ([]metrics.CheckSet, error) {
	return s.checkSets(ctx, math.MaxInt32)
}

func (s *Store) checkSets(ctx context.Context, limit int) ([]metrics.CheckSet, error) {
	return decoded[metrics.CheckSet](s.documents(ctx, "check_sets", number("limit", limit)))
}

// SaveChecks puts rules in force from now on and returns them with their version and
// the moment. The set before stays on record.
func (s *Store) SaveChecks(ctx context.Context, set metrics.CheckSet) (metrics.CheckSet, error) {
	version, err := newIdentifier()
	if err != nil {
		return metrics.CheckSet{}, fmt.Errorf("new version of the checks: %w", err)
	}
	set.Version, set.SavedAt = version.String(), s.now().UTC().Truncate(time.Microsecond)
	body, err := json.Marshal(set)
	if err != nil {
		return metrics.CheckSet{}, fmt.Errorf("checks: %w", err)
	}
	err = s.insert(ctx, "check_set", 1, func(int) []any { return []any{version, set.SavedAt, set.SavedBy, string(body)} })
	if err != nil {
		return metrics.CheckSet{}, err
	}
	return set, nil
}
