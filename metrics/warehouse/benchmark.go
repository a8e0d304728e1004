package warehouse

import (
	"context"

	"zhibiao/metrics"
)

// The methods of this file serve `zhibiao bench` only, on a database of its own.

// BenchmarkSize is how many observations a benchmark works on.
type BenchmarkSize struct{ Areas, Indicators, Months int }

// Observations is the number of observations of the size.
func (b BenchmarkSize) Observations() int { return b.Areas * b.Indicators * b.Months }

// fillAreas is how many areas one statement fills, so that a step of the progress bar
// takes about a second.
const fillAreas = 50

// FillForBenchmark makes monthly observations from January 2020 on, as rows of the
// run, and calls progress after each part.
func (s *Store) FillForBenchmark(ctx context.Context, run metrics.Run, size BenchmarkSize, progress func(done, total int)) error {
	perArea := size.Indicators * size.Months
	for first := 0; first < size.Areas; first += fillAreas {
		count := min(fillAreas, size.Areas-first) * perArea
		err := s.execute(ctx, "bench_fill_observations", text("run", run.ID), number("months", size.Months),
			number("indicators", size.Indicators), number("first", first*perArea), number("count", count))
		if err != nil {
			return err
		}
		progress(first*perArea+count, size.Observations())
	}
	return nil
}

// FillTargetsForBenchmark makes a target for each indicator of each area, by the end of
// 2025 from a base in 2020, as entries of a catalogue run. SaveCatalogue writes the
// rest of it.
func (s *Store) FillTargetsForBenchmark(ctx context.Context, run metrics.Run, size BenchmarkSize, progress func(done, total int)) error {
	for first := 0; first < size.Areas; first += fillAreas {
		count := min(fillAreas, size.Areas-first)
		err := s.execute(ctx, "bench_fill_targets", text("run", run.ID), number("indicators", size.Indicators),
			number("first", first*size.Indicators), number("count", count*size.Indicators))
		if err != nil {
			return err
		}
		progress(first+count, size.Areas)
	}
	return nil
}

// InsertCSVForBenchmark lets ClickHouse itself read a tidy CSV file into a table of
// the same columns: what an import is measured against. It creates the table.
func (s *Store) InsertCSVForBenchmark(ctx context.Context, path string) error {
	for _, name := range []string{"bench_create_csv_table", "bench_insert_csv"} {
		var parameters []any
		if name == "bench_insert_csv" {
			parameters = append(parameters, text("path", path))
		}
		if err := s.execute(ctx, name, parameters...); err != nil {
			return err
		}
	}
	return nil
}
