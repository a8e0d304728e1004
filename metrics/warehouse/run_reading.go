package warehouse

import (
	"context"

	"zhibiao/metrics"
)

const runReadingRegister register = "run_reading"

// runReading is how the cross tables of a run were read.
type runReading struct {
	Said []*metrics.Problem `json:"said"`
}

// KeepRunReading keeps in words how the tables of a run were read, for its reviewer.
func (s *Store) KeepRunReading(ctx context.Context, run string, said []*metrics.Problem) error {
	stamp, err := s.stamp("")
	if err != nil {
		return err
	}
	return s.keepEntry(ctx, runReadingRegister, run, stamp, runReading{said})
}

// RunReading returns how the tables of a run were read, in words; nothing for a table of
// one value a row, and for runs of before such words were kept.
func (s *Store) RunReading(ctx context.Context, run string) ([]*metrics.Problem, error) {
	found, err := entryInForce[runReading](ctx, s, runReadingRegister, run)
	if err != nil || found == nil {
		return nil, err
	}
	return found.Said, nil
}
