package warehouse

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// The pauses by hand: 10, 20, 40, 80, 160 and 320 ms, then 500 ms each.
func TestWritesWaitForTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy, other := fmt.Errorf("insert: %w", &clickhouse.Exception{Code: 286}), &clickhouse.Exception{Code: 60}
		for name, one := range map[string]struct {
			refusals int
			then     error
			limit    time.Duration
			tries    int
			took     time.Duration
			want     error
		}{
			"at once":           {0, nil, time.Minute, 1, 0, nil},
			"third":             {2, nil, time.Minute, 3, 30 * time.Millisecond, nil},
			"another error":     {1, other, time.Minute, 2, 10 * time.Millisecond, other},
			"always":            {99, nil, time.Minute, 17, 5630 * time.Millisecond, busy},
			"the caller's time": {99, nil, 60 * time.Millisecond, 3, 60 * time.Millisecond, busy},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), one.limit)
			tries, started := 0, time.Now()
			err := inTurn(ctx, func() error {
				if tries++; tries <= one.refusals {
					return busy
				}
				return one.then
			})
			cancel()
			if !errors.Is(err, one.want) || tries != one.tries || time.Since(started) != one.took {
				t.Errorf("%s: %v after %d tries and %v, want %v, %d and %v", name, err, tries, time.Since(started), one.want, one.tries, one.took)
			}
		}
	})
}
