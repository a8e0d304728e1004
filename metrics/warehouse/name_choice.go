package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const nameRegister register = "name"

// NameChoices returns what people have decided that printed names stand for, by kind and
// name.
func (s *Store) NameChoices(ctx context.Context) ([]metrics.NameChoice, error) {
	return entriesInForce[metrics.NameChoice](ctx, s, nameRegister, time.Time{})
}

// NameChoiceVersions returns every such decision that was ever made or taken back, newest
// first.
func (s *Store) NameChoiceVersions(ctx context.Context) ([]metrics.NameChoice, error) {
	return entryVersions[metrics.NameChoice](ctx, s, nameRegister, "", 0)
}

// SaveNameChoice keeps a decision, or takes it back when it is marked as removed, now and
// by choice.SavedBy.
func (s *Store) SaveNameChoice(ctx context.Context, choice metrics.NameChoice) (metrics.NameChoice, error) {
	stamp, err := s.stamp(choice.SavedBy)
	if err != nil {
		return metrics.NameChoice{}, err
	}
	choice.SavedAt, stamp.removed = stamp.at, choice.Removed
	return choice, s.keepEntry(ctx, nameRegister, choice.Identity(), stamp, choice)
}
