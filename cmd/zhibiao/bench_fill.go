package main

import (
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// fillBenchmark makes the large data set and publishes it, unless an earlier run has
// published one of this size.
func fillBenchmark(i *invocation, r *rooms, size warehouse.BenchmarkSize) error {
	published, err := r.store.Runs(i.ctx, metrics.RunQuery{Feed: benchFeed, States: []metrics.RunState{metrics.RunPublished}})
	if err != nil {
		return err
	}
	filled := fmt.Sprintf("%d × %d × %d", size.Areas, size.Indicators, size.Months)
	if slices.ContainsFunc(published, func(run metrics.Run) bool { return run.File == filled }) {
		return nil
	}
	for _, other := range published { // of another size
		other.State = metrics.RunWithdrawn
		if err := r.store.RecordRun(i.ctx, other); err != nil {
			return err
		}
	}
	run, err := newBenchmarkRun(i.ctx, r.store, filled)
	if err != nil {
		return err
	}
	draw, end := i.terminal.progress("cli.bench.filling")
	started := time.Now()
	err = r.store.FillForBenchmark(i.ctx, run, size, draw)
	end()
	if err != nil {
		return err
	}
	run.State = metrics.RunPublished
	if err := r.store.RecordRun(i.ctx, run); err != nil {
		return err
	}
	i.figure(fmt.Sprintf("%d observations filled (%d areas × %d indicators × %d months)", size.Observations(), size.Areas, size.Indicators, size.Months),
		fmt.Sprintf("%.1f s", time.Since(started).Seconds()))
	return nil
}
