package dashboardtest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// Ledger is what Revisions asks about runs and values; *ledgertest.Ledger has all of it.
type Ledger interface {
	RunSteps(ctx context.Context, runs ...string) ([]metrics.RunStep, error)
	Revisions(ctx context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error)
	Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
}

// Revisions keeps locks and names in memory, and answers everything else from a ledger.
// Its moments come from Now.
type Revisions struct {
	Ledger Ledger
	Now    func() time.Time

	// Targets are the versions of targets by code, oldest first.
	Targets map[string][]metrics.TargetVersion

	locks []metrics.Lock       // every version, oldest first
	names []metrics.NameChoice // every version, oldest first
}

// RunSteps asks the ledger.
func (r *Revisions) RunSteps(ctx context.Context, runs ...string) ([]metrics.RunStep, error) {
	return r.Ledger.RunSteps(ctx, runs...)
}

// ValueVersions asks the ledger and leaves out what was published after the moment.
func (r *Revisions) ValueVersions(ctx context.Context, knownAt time.Time, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	all, err := r.Ledger.Revisions(ctx, series, periods...)
	if err != nil || knownAt.IsZero() {
		return all, err
	}
	var versions []metrics.Observation
	for _, version := range all {
		steps, err := r.Ledger.RunSteps(ctx, version.Lineage.Run)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(steps, func(step metrics.RunStep) bool {
			return step.State == metrics.RunPublished && !step.RecordedAt.After(knownAt)
		}) {
			versions = append(versions, version)
		}
	}
	return versions, nil
}

// TargetVersions returns those of its field that were known at the moment.
func (r *Revisions) TargetVersions(_ context.Context, code string, knownAt time.Time) ([]metrics.TargetVersion, error) {
	return slices.DeleteFunc(slices.Clone(r.Targets[code]), func(version metrics.TargetVersion) bool {
		return !knownAt.IsZero() && version.KnownAt.After(knownAt)
	}), nil
}

// Overtaken counts nothing.
func (r *Revisions) Overtaken(context.Context, string) (int, error) { return 0, nil }

// Differences compares what the ledger shows at the two moments.
func (r *Revisions) Differences(ctx context.Context, query metrics.DifferenceQuery) ([]metrics.Difference, error) {
	found := map[metrics.ObservationKey]metrics.Difference{}
	for _, end := range []struct {
		at    time.Time
		after bool
	}{{query.Before, false}, {query.After, true}} {
		values, err := r.Ledger.Observations(ctx, metrics.ObservationQuery{Scenario: query.Scenario, Indicators: query.Indicators,
			Vintage: metrics.Vintage{KnownAt: end.at}})
		if err != nil {
			return nil, err
		}
		for _, value := range values {
			difference := found[value.ObservationKey]
			difference.ObservationKey = value.ObservationKey
			known := metrics.KnownValue{Value: value.Value, Status: value.Status, Revision: value.Revision, Run: value.Lineage.Run}
			if end.after {
				difference.After = known
			} else {
				difference.Before = known
			}
			found[value.ObservationKey] = difference
		}
	}
	var differences []metrics.Difference
	for _, difference := range found {
		if difference.Kind() != "" {
			differences = append(differences, difference)
		}
	}
	sortDifferences(differences, query.Order)
	differences = slices.DeleteFunc(differences, func(difference metrics.Difference) bool {
		return query.Kind != "" && difference.Kind() != query.Kind
	})
	differences = differences[min(query.Offset, len(differences)):]
	if query.Limit > 0 {
		differences = differences[:min(query.Limit, len(differences))]
	}
	return differences, nil
}

// DifferenceTally counts what Differences finds.
func (r *Revisions) DifferenceTally(ctx context.Context, query metrics.DifferenceQuery) (map[metrics.DifferenceKind]int, error) {
	query.Kind, query.Offset, query.Limit = "", 0, 0
	differences, err := r.Differences(ctx, query)
	tally := map[metrics.DifferenceKind]int{}
	for _, difference := range differences {
		tally[difference.Kind()]++
	}
	return tally, err
}

// Locks returns the locks in force.
func (r *Revisions) Locks(context.Context) ([]metrics.Lock, error) {
	return inForce(r.locks, func(lock metrics.Lock) (string, bool) { return lock.Code, lock.Removed }), nil
}

// LockVersions returns every decision, newest first.
func (r *Revisions) LockVersions(context.Context) ([]metrics.Lock, error) {
	return reversed(r.locks), nil
}

// SaveLock keeps a decision.
func (r *Revisions) SaveLock(_ context.Context, lock metrics.Lock) (metrics.Lock, error) {
	if lock.Code == "" {
		lock.Code = fmt.Sprintf("lock-%d", len(r.locks)+1)
	}
	lock.SavedAt = r.Now()
	r.locks = append(r.locks, lock)
	return lock, nil
}

// NameChoices returns the decisions in force.
func (r *Revisions) NameChoices(context.Context) ([]metrics.NameChoice, error) {
	return inForce(r.names, func(choice metrics.NameChoice) (string, bool) { return choice.Identity(), choice.Removed }), nil
}

// NameChoiceVersions returns every decision, newest first.
func (r *Revisions) NameChoiceVersions(context.Context) ([]metrics.NameChoice, error) {
	return reversed(r.names), nil
}

// SaveNameChoice keeps a decision.
func (r *Revisions) SaveNameChoice(_ context.Context, choice metrics.NameChoice) (metrics.NameChoice, error) {
	choice.SavedAt = r.Now()
	r.names = append(r.names, choice)
	return choice, nil
}

// inForce keeps the newest version of each entry, unless that one is removed.
func inForce[T any](versions []T, of func(T) (code string, removed bool)) []T {
	seen := map[string]bool{}
	var kept []T
	for _, version := range slices.Backward(versions) {
		code, removed := of(version)
		if !seen[code] && !removed {
			kept = append(kept, version)
		}
		seen[code] = true
	}
	slices.Reverse(kept)
	return kept
}

func reversed[T any](versions []T) []T {
	turned := slices.Clone(versions)
	slices.Reverse(turned)
	return turned
}
