package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"github.com/google/uuid"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// benchAssess publishes a target for every indicator of every area and assesses some
// of the areas, or all: the full recomputation of `zhibiao assess --full`.
func benchAssess(i *invocation, r *rooms, size warehouse.BenchmarkSize, areas int) error {
	if areas <= 0 {
		return nil
	}
	if err := publishBenchmarkTargets(i, r, size); err != nil {
		return err
	}
	query := metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: metrics.NewDate(2024, 12, 31)}}
	for n := range min(areas, size.Areas) {
		query.Areas = append(query.Areas, benchArea(n+1))
	}
	runtime.GC()
	before := resetPeakMemory()
	draw, end := i.terminal.progress("cli.assess.full.progress")
	started := time.Now()
	assessments, err := r.store.AssessAreas(i.ctx, query, draw)
	end()
	if err != nil {
		return err
	}
	elapsed := time.Since(started)
	figure := fmt.Sprintf("%.1f s  %.0f series a second", elapsed.Seconds(), float64(assessments)/elapsed.Seconds())
	if peak := peakMemory(); before > 0 && peak > 0 {
		figure += fmt.Sprintf("  peak memory %d MiB, %.2f times that before", peak>>10, float64(peak)/float64(before))
	}
	i.figure(fmt.Sprintf("full assessment of %d series (%d of %d areas, %d months each)", assessments, len(query.Areas), size.Areas, size.Months), figure)
	return nil
}

// publishBenchmarkTargets replaces the benchmark's catalogue by one with all targets.
func publishBenchmarkTargets(i *invocation, r *rooms, size warehouse.BenchmarkSize) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	run := metrics.Run{ID: id.String(), Feed: metrics.CatalogueFeed, State: metrics.RunLoading, File: "bench", Actor: "bench"}
	made := benchmarkCatalogue(size)
	made.Targets = nil
	if err := r.store.SaveCatalogue(i.ctx, run, made); err != nil {
		return err
	}
	draw, end := i.terminal.progress("cli.bench.targets")
	err = r.store.FillTargetsForBenchmark(i.ctx, run, size, draw)
	end()
	if err != nil {
		return err
	}
	run.State = metrics.RunPublished
	return r.store.RecordRun(i.ctx, run)
}

// processStatus is where Linux tells how much memory this process has had at most.
const processStatus = "/proc/self/status"

var peakLine = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peakMemory is the most memory, in KiB, that the process with its engine has held
// since resetPeakMemory; 0 where the system does not tell.
func peakMemory() int {
	status, err := os.ReadFile(processStatus)
	if err != nil {
		return 0
	}
	found := peakLine.FindSubmatch(status)
	if found == nil {
		return 0
	}
	kibibytes, _ := strconv.Atoi(string(found[1]))
	return kibibytes
}

// resetPeakMemory begins a new measurement and returns what is held now, 0 where the
// system does not let it.
func resetPeakMemory() int {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200); err != nil {
		return 0
	}
	return peakMemory()
}
