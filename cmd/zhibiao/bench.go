package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"zhibiao/ingest"
	"zhibiao/metrics/warehouse"
)

type benchCommand struct {
	Folder     string `type:"path" help:"folder for the data of the benchmark; they stay there; default: a temporary folder that is removed"`
	Rows       int    `default:"1000000" help:"rows of the imported file"`
	SheetRows  int    `default:"200000" help:"rows of the imported workbook; 0: none"`
	Areas      int    `default:"3000" help:"areas of the large data set"`
	Indicators int    `default:"500" help:"indicators of the large data set"`
	Months     int    `default:"60" help:"months of the large data set"`
	Assess     int    `default:"100" help:"areas of the large data set to assess in full; 0: none"`
	Serve      string `placeholder:"ADDRESS" help:"at the end serve the pages of the large data set on this address of this machine, with the demonstration accounts, until interrupted"`
	ServeOnly  bool   `help:"measure nothing: fill the large data set, unless an earlier run has left it in the folder, and serve it"`
	ImportOnly bool   `help:"measure the import alone"`
	ReportOnly bool   `help:"measure the written workbooks alone"`
	Profile    string `type:"path" placeholder:"FILE" help:"write a CPU profile of the import, for go tool pprof"`
}

// Run measures on the embedded engine, in a folder of its own, and prints ratios:
// machines differ, ratios taken in one run can be compared.
func (c benchCommand) Run(i *invocation) (err error) {
	if c.ServeOnly && c.Serve == "" {
		return errors.New("say with --serve on which address to serve")
	}
	folder := c.Folder
	if folder == "" {
		if folder, err = os.MkdirTemp("", "zhibiao-bench-*"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	}
	logger := i.logger()
	store, err := warehouse.Open(i.ctx, "embedded:"+filepath.Join(folder, "data"), warehouse.Options{Logger: logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := store.Migrate(i.ctx); err != nil {
		return err
	}
	r := &rooms{store: store, importer: ingest.New(store, ingest.Options{Logger: logger}), logger: logger, files: folder}
	size := warehouse.BenchmarkSize{Areas: c.Areas, Indicators: c.Indicators, Months: c.Months}
	if err := publishBenchmarkCatalogue(i.ctx, store, size); err != nil {
		return err
	}
	if c.ServeOnly {
		if err := fillBenchmark(i, r, size); err != nil {
			return err
		}
		return benchServe(i, r, c.Serve)
	}
	if c.ReportOnly {
		return benchReport(i, r)
	}
	if err := benchImport(i, r, size, c.Rows, c.Profile); err != nil {
		return err
	}
	if err := benchWorkbook(i, r, size, c.SheetRows, c.Profile); err != nil || c.ImportOnly {
		return err
	}
	if err := benchReport(i, r); err != nil {
		return err
	}
	if err := publishBenchmarkCatalogue(i.ctx, store, size); err != nil { // the workbooks have one of their own
		return err
	}
	if err := benchPages(i, r, size); err != nil {
		return err
	}
	if err := benchAssess(i, r, size, c.Assess); err != nil || c.Serve == "" {
		return err
	}
	return benchServe(i, r, c.Serve)
}

// line prints one measurement.
func (i *invocation) figure(name, value string) {
	_, _ = fmt.Fprintf(i.terminal.out, "%-64s %s\n", name, value)
}

// median runs work an odd number of times and returns the middle of the durations.
func median(ctx context.Context, times int, work func(context.Context) error) (time.Duration, error) {
	durations := make([]time.Duration, times)
	for n := range durations {
		started := time.Now()
		if err := work(ctx); err != nil {
			return 0, err
		}
		durations[n] = time.Since(started)
	}
	slices.Sort(durations)
	return durations[times/2], nil
}

// ratio compares two durations.
func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f ms", d.Seconds()*1000) }
