package main

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/metrics"
)

func TestChangesThatComeCloseTogetherAreOneRefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refreshes := 0
		keeper := keepFresh(func(context.Context, metrics.Date) error {
			refreshes++
			time.Sleep(time.Minute)
			return nil
		}, slog.New(slog.DiscardHandler))
		keeper.wake()
		synctest.Wait() // the first refresh is under way
		for range 10 {
			keeper.wake()
		}
		keeper.stop(t.Context())
		if refreshes != 2 {
			t.Errorf("%d refreshes, want the one under way and one for the ten changes after it", refreshes)
		}
		keeper.wake() // a request that is still under way must not be harmed
	})
}

func TestAStopThatLastsTooLongCancelsTheRefresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keeper := keepFresh(func(ctx context.Context, _ metrics.Date) error {
			<-ctx.Done()
			return ctx.Err()
		}, slog.New(slog.DiscardHandler))
		keeper.wake()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
		defer cancel()
		started := time.Now()
		keeper.stop(ctx)
		if waited := time.Since(started); waited != 8*time.Second {
			t.Errorf("the stop took %v, want the time it was given", waited)
		}
	})
}
