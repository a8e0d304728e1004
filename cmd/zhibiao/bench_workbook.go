package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// benchWorkbook compares the import of a workbook, with all its checks, with excelize
// doing no more than going through the rows of the same file.
func benchWorkbook(i *invocation, r *rooms, size warehouse.BenchmarkSize, rows int, profile string) error {
	if rows <= 0 {
		return nil
	}
	path := filepath.Join(r.files, "bench.xlsx")
	if err := writeBenchmarkWorkbook(path, size, rows); err != nil {
		return err
	}
	started, worked := time.Now(), processorTime()
	if err := ingest.IterateWorkbook(path); err != nil {
		return err
	}
	bare, bareWork := time.Since(started), processorTime()-worked
	if profile != "" {
		profile += ".workbook"
	}
	stopProfile, err := startProfile(profile)
	if err != nil {
		return err
	}
	work, end := i.terminal.follow(underway.About{Feed: benchFeed, Actor: "bench"})
	started, worked = time.Now(), processorTime()
	report, err := r.importer.Import(i.ctx, ingest.Submission{Feed: benchFeed, FileName: "bench.xlsx", Path: path, Actor: "bench", Work: work})
	end()
	if err = errors.Join(err, stopProfile()); err != nil {
		return err
	}
	imported, importedWork := time.Since(started), processorTime()-worked
	if report.Run.Counts.New != rows {
		return fmt.Errorf("the import brought %d new values, not %d: %+v", report.Run.Counts.New, rows, report.Run.Counts)
	}
	i.figure(fmt.Sprintf("excelize going through a workbook of %d rows", rows), fmt.Sprintf("%s, %s of processor time", milliseconds(bare), milliseconds(bareWork)))
	i.figure("import of the same workbook, with all checks", fmt.Sprintf("%s, %s of processor time  ratio %.2f, of processor time %.2f",
		milliseconds(imported), milliseconds(importedWork), ratio(imported, bare), ratio(importedWork, bareWork)))
	run := report.Run
	run.State = metrics.RunWithdrawn
	return r.store.RecordRun(i.ctx, run)
}

// writeBenchmarkWorkbook writes the rows of the benchmark's text file as a workbook.
func writeBenchmarkWorkbook(path string, size warehouse.BenchmarkSize, rows int) error {
	header := []any{"indicator", "area", "frequency", "period", "value", "unit", "status", "source_title"}
	return ingest.WriteWorkbook(path, header, rows, func(n int) []any {
		month, rest := n%size.Months, n/size.Months
		return []any{fmt.Sprintf("BENCH-%d", 1+rest%size.Indicators), benchArea(1 + rest/size.Indicators), "M",
			fmt.Sprintf("%d-%02d", 2020+month/12, 1+month%12), float64(100+n%900) + float64(n%100)/100, "万吨", "A", "统计月报"}
	})
}
