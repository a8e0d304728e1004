package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// PolicyVersion is one policy in the list of versions with what it changed.
type PolicyVersion struct {
	Policy  metrics.Policy
	InForce bool
	First   bool // the policy that stands before any was saved
	Changes []PolicyChange
}

// PolicyChange is one difference between two policies: of a setting, or of the method of
// a target. A method that is empty follows from the target itself.
type PolicyChange struct {
	Setting  string // name of the setting, or
	Target   *Item  // the target; nil when the catalogue does not have it any more
	Code     string // of the target
	Old, New string // numbers, or names of methods
}

// loadPolicies returns every policy that was known at the moment of the filters, the one
// in force first and the one that stands before all others last.
func (s *Server) loadPolicies(ctx context.Context, filters Filters) ([]metrics.Policy, error) {
	saved, err := s.dependencies.Store.Policies(ctx)
	if err != nil {
		return nil, fmt.Errorf("load policies: %w", err)
	}
	policies := make([]metrics.Policy, 0, len(saved)+1)
	for _, policy := range saved {
		if filters.KnownAt.IsZero() || !policy.SavedAt.After(filters.KnownAt) {
			policies = append(policies, policy)
		}
	}
	first := metrics.DefaultPolicy()
	if !slices.ContainsFunc(policies, func(policy metrics.Policy) bool { return policy.Version == first.Version }) {
		policies = append(policies, first)
	}
	return policies, nil
}

// policyVersions sets every policy beside the one that it took the place of.
func policyVersions(view snapshot, policies []metrics.Policy) []PolicyVersion {
	versions := make([]PolicyVersion, len(policies))
	for i, policy := range policies {
		versions[i] = PolicyVersion{Policy: policy, InForce: i == 0, First: policy.SavedAt.IsZero()}
		if i+1 < len(policies) {
			versions[i].Changes = policyChanges(view, policies[i+1], policy)
		}
	}
	return versions
}

// policyChanges lists what differs, the settings first, then the targets in the order of
// the catalogue's codes.
func policyChanges(view snapshot, before, after metrics.Policy) []PolicyChange {
	var changes []PolicyChange
	before.Settings, after.Settings = filledIn(before.Settings), filledIn(after.Settings)
	for _, field := range settingFields() {
		was, is := *field.at(&before.Settings), *field.at(&after.Settings)
		if was != is {
			changes = append(changes, PolicyChange{Setting: field.name, Old: writeSetting(was), New: writeSetting(is)})
		}
	}
	targets := map[string]bool{}
	for _, choice := range slices.Concat(before.Choices, after.Choices) {
		targets[choice.Target] = true
	}
	for _, code := range sortedKeys(targets) {
		was, is := before.Choice(code), after.Choice(code)
		if sameChoice(was, is) {
			continue
		}
		change := PolicyChange{Code: code, Target: targetItem(view, code)}
		if was != nil {
			change.Old = was.Method
		}
		if is != nil {
			change.New = is.Method
		}
		changes = append(changes, change)
	}
	return changes
}

// targetItem returns the item of a target's code, or nil.
func targetItem(view snapshot, code string) *Item {
	if target := view.catalogue.Target(code); target != nil {
		if item, found := view.item(target); found {
			return &item
		}
	}
	return nil
}

// sameChoice tells whether two choices lead to the same status, whatever their reasons.
func sameChoice(a, b *metrics.MethodChoice) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Method == b.Method && a.Decrease == b.Decrease && sameNumber(a.Limit, b.Limit) &&
		sameNumber(a.Satisfactory, b.Satisfactory) && sameNumber(a.Unacceptable, b.Unacceptable)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
