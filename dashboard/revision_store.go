package dashboard

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// RevisionStore has how values and runs came to be what they are, and what people keep
// about them: locked periods and remembered names. The warehouse implements it.
type RevisionStore interface {
	// RunSteps returns every change of state of some runs: by run, oldest first.
	RunSteps(ctx context.Context, runs ...string) ([]metrics.RunStep, error)
	// ValueVersions returns every value of a series that readers have seen for one of the
	// periods by a moment, also those that were taken back since, oldest first; the zero
	// time means now.
	ValueVersions(ctx context.Context, knownAt time.Time, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error)
	// TargetVersions returns how the catalogues that were published by a moment state a
	// target, oldest first; the zero time means now.
	TargetVersions(ctx context.Context, code string, knownAt time.Time) ([]metrics.TargetVersion, error)
	// Overtaken counts the values of a run that is not published over which runs handed in
	// later already stand.
	Overtaken(ctx context.Context, run string) (int, error)
	// DifferenceTally counts differences by kind, whatever the kind, order and limit asked for.
	DifferenceTally(ctx context.Context, query metrics.DifferenceQuery) (map[metrics.DifferenceKind]int, error)
	// Differences returns the values that readers see otherwise at two moments.
	Differences(ctx context.Context, query metrics.DifferenceQuery) ([]metrics.Difference, error)
	// Locks returns the locks in force.
	Locks(ctx context.Context) ([]metrics.Lock, error)
	// LockVersions returns every lock that was ever set or lifted, newest first.
	LockVersions(ctx context.Context) ([]metrics.Lock, error)
	// SaveLock sets or lifts a lock.
	SaveLock(ctx context.Context, lock metrics.Lock) (metrics.Lock, error)
	// NameChoices returns what people have decided that printed names stand for.
	NameChoices(ctx context.Context) ([]metrics.NameChoice, error)
	// NameChoiceVersions returns every such decision, newest first.
	NameChoiceVersions(ctx context.Context) ([]metrics.NameChoice, error)
	// SaveNameChoice makes a decision or takes it back.
	SaveNameChoice(ctx context.Context, choice metrics.NameChoice) (metrics.NameChoice, error)
}
