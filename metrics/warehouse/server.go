package warehouse

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"zhibiao/metrics"
)

// ServerVersion returns the version of the engine that answers.
func (s *Store) ServerVersion(ctx context.Context) (string, error) {
	return s.selectText(ctx, "server_version")
}

// ClockDifference returns how far the clock of the engine is ahead of this machine's,
// give or take half of the time that asking took.
func (s *Store) ClockDifference(ctx context.Context) (time.Duration, error) {
	asked := time.Now()
	clock, err := s.serverClock(ctx)
	if err != nil {
		return 0, err
	}
	return clock.Sub(asked.Add(time.Since(asked) / 2)), nil
}

// serverClock returns what time it is by the clock of the engine.
func (s *Store) serverClock(ctx context.Context) (time.Time, error) {
	text, err := s.selectText(ctx, "server_clock")
	if err != nil {
		return time.Time{}, err
	}
	microseconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("clock of the server %q: %w", text, err)
	}
	return time.UnixMicro(microseconds), nil
}

// Unverified tells whether the server is spoken to over TLS without a look at its
// certificate, as skip_verify in the address asks for.
func (s *Store) Unverified() bool { return s.trusting }

// TryWriting tells whether the account may write, by writing no rows. The error is a
// Problem store.read_only_account when it may not.
func (s *Store) TryWriting(ctx context.Context) error {
	err := s.execute(ctx, "write_nothing")
	if refused := metrics.AsProblem(err); refused != nil && refused.Key == "store.access_denied" {
		return metrics.NewProblem("store.read_only_account").Because(err)
	}
	return err
}
