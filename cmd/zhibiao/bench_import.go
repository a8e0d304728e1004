package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"syscall"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// benchImport compares an import, with all its checks, with ClickHouse reading the
// same file by itself.
func benchImport(i *invocation, r *rooms, size warehouse.BenchmarkSize, rows int, profile string) error {
	path := filepath.Join(r.files, "bench.csv")
	if err := writeBenchmarkFile(path, size, rows); err != nil {
		return err
	}
	started, worked := time.Now(), processorTime()
	if err := r.store.InsertCSVForBenchmark(i.ctx, path); err != nil {
		return err
	}
	own, ownWork := time.Since(started), processorTime()-worked
	stopProfile, err := startProfile(profile)
	if err != nil {
		return err
	}
	runtime.GC()
	debug.FreeOSMemory()
	before := resetPeakMemory()
	work, end := i.terminal.follow(underway.About{Feed: benchFeed, Actor: "bench"})
	started, worked = time.Now(), processorTime()
	report, err := r.importer.Import(i.ctx, ingest.Submission{Feed: benchFeed, FileName: "bench.csv", Path: path, Actor: "bench", Work: work})
	end()
	if err = errors.Join(err, stopProfile()); err != nil {
		return err
	}
	imported, importedWork, peak := time.Since(started), processorTime()-worked, peakMemory()
	if report.Run.Counts.New != rows {
		return fmt.Errorf("the import brought %d new values, not %d: %+v", report.Run.Counts.New, rows, report.Run.Counts)
	}
	i.figure(fmt.Sprintf("ClickHouse's own insert of %d CSV rows", rows), fmt.Sprintf("%s, %s of processor time", milliseconds(own), milliseconds(ownWork)))
	i.figure("import of the same file, with all checks", fmt.Sprintf("%s, %s of processor time  ratio %.2f, of processor time %.2f",
		milliseconds(imported), milliseconds(importedWork), ratio(imported, own), ratio(importedWork, ownWork)))
	if before > 0 && peak > 0 {
		i.figure("resident memory of the import, above what the process held before", fmt.Sprintf("%d MiB  (%d MiB before)", (peak-before)>>10, before>>10))
	}
	// Taken back, so that the pages below read the large data set only.
	run := report.Run
	run.State = metrics.RunWithdrawn
	return r.store.RecordRun(i.ctx, run)
}

// processorTime is how long the processors have worked for this process, the engine
// included. On a machine with other work it says more than the clock.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// startProfile begins a CPU profile, where one is wanted.
func startProfile(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return file.Close()
	}, nil
}

func writeBenchmarkFile(path string, size warehouse.BenchmarkSize, rows int) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	writer := bufio.NewWriterSize(file, 1<<20)
	defer func() { err = errors.Join(err, writer.Flush()) }()
	if _, err := fmt.Fprintln(writer, "indicator,area,dimension,frequency,period,value,unit,status,scenario,year_on_year,scope,source_title,source_url,released,note"); err != nil {
		return err
	}
	for n := range rows {
		month, rest := n%size.Months, n/size.Months
		_, err := fmt.Fprintf(writer, "BENCH-%d,%s,,M,%d-%02d,%d.%02d,万吨,A,AC,,,统计月报,,,\n",
			1+rest%size.Indicators, benchArea(1+rest/size.Indicators), 2020+month/12, 1+month%12, 100+n%900, n%100)
		if err != nil {
			return err
		}
	}
	return nil
}
