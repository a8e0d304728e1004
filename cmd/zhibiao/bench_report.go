package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard"
	"zhibiao/dashboard/locale"
	"zhibiao/dashboard/reports"
	"zhibiao/ingest"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// The workbook of the benchmark has benchSeries × benchValues values.
const (
	benchSeries = 2000
	benchValues = 100
)

// reportSize is what the workbooks of the whole way hold: the indicators of one long plan
// with five years of monthly values, 204,000 together.
var reportSize = warehouse.BenchmarkSize{Areas: 1, Indicators: 3400, Months: 60}

// benchReport measures what a large workbook takes: the writer alone, given values that are
// made while it writes, and the whole way from the store to the numbered file that is kept
// and sent.
func benchReport(i *invocation, r *rooms) error {
	texts, err := locale.Load()
	if err != nil {
		return err
	}
	report := benchmarkReport(texts)
	if err := benchWriting(i, fmt.Sprintf("workbook of %d values, made while it is written", benchSeries*benchValues), func() error {
		return reports.WriteMonitoringTable(i.ctx, io.Discard, report)
	}); err != nil {
		return err
	}
	withdraw, err := publishReportValues(i, r)
	if err != nil {
		return err
	}
	pages, err := dashboard.New(dashboard.Dependencies{Store: r.store, Importer: r.importer, Scheduler: benchScheduler(r), Logger: r.logger,
		Changes: r.store, Reporting: r.store, Progress: r.store, Remember: warehouse.Remember,
		Reports: r.store, ReportFiles: ingest.NewOriginals(filepath.Join(r.files, "reports"))})
	if err != nil {
		return err
	}
	for _, path := range []string{"/plans/BENCH.xlsx", "/indicators.xlsx"} {
		export := func() error {
			answer := &discardedAnswer{header: http.Header{}}
			pages.Handler().ServeHTTP(answer, httptest.NewRequestWithContext(i.ctx, http.MethodGet, path+"?"+benchDay, nil))
			if answer.status != 0 && answer.status != http.StatusOK {
				return fmt.Errorf("the export answers %d", answer.status)
			}
			return nil
		}
		if err := export(); err != nil { // assesses what the workbook shows, which is measured elsewhere
			return err
		}
		name := fmt.Sprintf("%s of %d values, from the store to the kept file", path, reportSize.Observations())
		if err := benchWriting(i, name, export); err != nil {
			return err
		}
	}
	return withdraw()
}

// publishReportValues publishes what the workbooks of the whole way show. The function that
// it returns takes the values back.
func publishReportValues(i *invocation, r *rooms) (withdraw func() error, err error) {
	if err := publishBenchmarkCatalogue(i.ctx, r.store, reportSize); err != nil {
		return nil, err
	}
	run, err := newBenchmarkRun(i.ctx, r.store, "workbook")
	if err != nil {
		return nil, err
	}
	if err := r.store.FillForBenchmark(i.ctx, run, reportSize, func(int, int) {}); err != nil {
		return nil, err
	}
	run.State = metrics.RunPublished
	return func() error {
		run.State = metrics.RunWithdrawn
		return r.store.RecordRun(i.ctx, run)
	}, r.store.RecordRun(i.ctx, run)
}

// thriftyCollection makes the garbage collector run often enough that what is measured is
// what is held, and not the garbage that it lets pile up beside everything the process holds.
const thriftyCollection = 10

// benchWriting prints the time of a piece of work and, of a second time, the memory that it
// takes beside what the process with its engine held before.
func benchWriting(i *invocation, name string, work func() error) error {
	started, worked := time.Now(), processorTime()
	if err := work(); err != nil {
		return err
	}
	figure := fmt.Sprintf("%s, %s of processor time", milliseconds(time.Since(started)), milliseconds(processorTime()-worked))
	defer debug.SetGCPercent(debug.SetGCPercent(thriftyCollection))
	runtime.GC()
	debug.FreeOSMemory()
	before := resetPeakMemory()
	if err := work(); err != nil {
		return err
	}
	if peak := peakMemory(); before > 0 && peak > 0 {
		figure += fmt.Sprintf("  %d MiB of memory", (peak-before)>>10)
	}
	i.figure(name, figure)
	return nil
}

// benchmarkReport is a report whose values are made when they are asked for.
func benchmarkReport(texts *locale.Texts) reports.Report {
	report := reports.Report{Title: "bench", AreaName: "bench", AsOf: metrics.NewDate(2024, 12, 31), KnownAt: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
		Zone: time.UTC, Language: locale.Chinese, Texts: texts, Rows: make([]reports.Row, benchSeries)}
	for n := range report.Rows {
		report.Rows[n] = reports.Row{Section: "bench", IndicatorCode: fmt.Sprintf("BENCH-%d", n+1), IndicatorName: fmt.Sprintf("指标 %d", n+1), Unit: "万吨", Decimals: 2}
	}
	report.Values = func(_ context.Context, from, to int) ([][]reports.Point, error) {
		points := make([][]reports.Point, to-from)
		for n := range points {
			points[n] = make([]reports.Point, benchValues)
			for k := range points[n] {
				points[n][k] = reports.Point{Period: metrics.MonthOf(2016+k/12, 1+k%12), Value: decimal.NewNullDecimal(decimal.New(int64(10000+(from+n)*k%90000), -2)),
					Status: metrics.StatusNormal, Scenario: metrics.Actual, Source: "统计月报", Run: "018f0000-0000-7000-8000-000000000001"}
			}
		}
		return points, nil
	}
	return report
}

// discardedAnswer is an answer that nobody keeps, so that only what the server holds of it
// is measured.
type discardedAnswer struct {
	header http.Header
	status int
}

func (a *discardedAnswer) Header() http.Header               { return a.header }
func (a *discardedAnswer) WriteHeader(status int)            { a.status = status }
func (a *discardedAnswer) Write(content []byte) (int, error) { return len(content), nil }
