package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// The kill tests import 10 indicators × 10 areas × 200 months = 20,000 rows, 1,000
// at a time, and the store writes them 3,000 at once: a kill can fall between any two of
// twenty blocks, and while others are being written.
const (
	killIndicators = 10
	killAreas      = 10
	killMonths     = 200
	killRows       = killIndicators * killAreas * killMonths
	killBatch      = 1000
	killBlock      = 3000
	// killStride keeps the values of one attempt apart from those of the next.
	killStride = 1_000_000
)

func killIndicator(i int) string { return fmt.Sprintf("K-%02d", i) }
func killArea(i int) string      { return fmt.Sprintf("9900%02d", i) }

// killPeriods are the months of the files, from January 2000 on.
func killPeriods() []metrics.Period {
	periods := make([]metrics.Period, killMonths)
	for i := range periods {
		first := metrics.NewDate(2000, i+1, 1)
		periods[i] = metrics.Period{Frequency: metrics.Month, First: first, Last: metrics.NewDate(2000, i+2, 1).AddDays(-1)}
	}
	return periods
}

// killFile is the file of an attempt: row n says attempt × killStride + n, so a value
// tells which attempt it came with and whether it lies at its own place.
func killFile(attempt int) []byte {
	var text bytes.Buffer
	text.WriteString("indicator,area,frequency,period,value\n")
	row, periods := 0, killPeriods()
	for indicator := range killIndicators {
		for area := range killAreas {
			for month := range killMonths {
				fmt.Fprintf(&text, "%s,%s,M,%s,%d\n", killIndicator(indicator), killArea(area), periods[month], attempt*killStride+row)
				row++
			}
		}
	}
	return text.Bytes()
}

// prepareSmall makes a database with a catalogue of its own that fits killFile.
func prepareSmall(arguments []string) error {
	return inside(arguments[0], func(ctx context.Context, store *warehouse.Store) error {
		known := &metrics.Catalogue{Feeds: []metrics.Feed{{Code: "kill", Scenario: metrics.Actual}}}
		for i := range killIndicators {
			known.Indicators = append(known.Indicators, metrics.Indicator{Code: killIndicator(i), NameZh: "指标" + killIndicator(i),
				NameEn: "Indicator " + killIndicator(i), Unit: "万吨", Kind: metrics.KindFlow})
		}
		for i := range killAreas {
			known.Areas = append(known.Areas, metrics.Area{Code: killArea(i), NameZh: "区域" + killArea(i), NameEn: "Area " + killArea(i)})
		}
		_, err := catalogue.Import(ctx, store, known.Index(), catalogue.Source{File: "small", Hash: "small", Actor: "test"})
		return err
	})
}

// importInBatches imports a file and says every step that it is about to take.
func importInBatches(arguments []string) error {
	return inside(arguments[0], func(ctx context.Context, store *warehouse.Store) error {
		return tellImport(ctx, store, arguments[1])
	})
}

// recoverFrom is what happens after a kill: it says what the restarted program sees,
// imports the file again, and says what is seen then.
func recoverFrom(arguments []string) error {
	return inside(arguments[0], func(ctx context.Context, store *warehouse.Store) error {
		if err := tellAttempts(ctx, store); err != nil {
			return err
		}
		if err := tellImport(ctx, store, arguments[1]); err != nil {
			return err
		}
		return tellAttempts(ctx, store)
	})
}

func tellImport(ctx context.Context, store *warehouse.Store, path string) error {
	importer := ingest.New(tellingLedger{store}, ingest.Options{BatchRows: killBatch, Logger: slog.New(slog.DiscardHandler)})
	report, err := importer.Import(ctx, ingest.Submission{Feed: "kill", Path: path, Actor: "test"})
	if err != nil {
		return err
	}
	fmt.Println("acknowledged", report.Run.State)
	return nil
}

// tellingLedger announces each write before it is done.
type tellingLedger struct{ *warehouse.Store }

func (l tellingLedger) RecordRun(ctx context.Context, run metrics.Run) error {
	fmt.Println("record", run.State)
	return l.Store.RecordRun(ctx, run)
}

func (l tellingLedger) ObservationWriter(run metrics.Run) metrics.ObservationWriter {
	return &tellingWriter{ObservationWriter: l.Store.ObservationWriter(run)}
}

type tellingWriter struct {
	metrics.ObservationWriter
	blocks int
}

func (w *tellingWriter) Append(ctx context.Context, rows []metrics.Observation) error {
	w.blocks++
	fmt.Println("block", w.blocks)
	return w.ObservationWriter.Append(ctx, rows)
}

func (w *tellingWriter) Close(ctx context.Context) error {
	fmt.Println("last block")
	return w.ObservationWriter.Close(ctx)
}

// tellAttempts prints one line: “seen” and for each attempt of which readers see
// values its number and how many of its rows.
func tellAttempts(ctx context.Context, store *warehouse.Store) error {
	values, err := store.Observations(ctx, metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		return err
	}
	place, periods := map[metrics.ObservationKey]int{}, killPeriods()
	for row := range killRows {
		place[metrics.ObservationKey{Period: periods[row%killMonths], SeriesKey: metrics.SeriesKey{Scenario: metrics.Actual,
			Indicator: killIndicator(row / (killAreas * killMonths)), Area: killArea(row / killMonths % killAreas)}}] = row
	}
	attempts := map[int64]int{}
	for _, value := range values {
		row, known := place[value.ObservationKey]
		number := value.Value.Decimal.IntPart()
		if !known || number%killStride != int64(row) {
			return fmt.Errorf("%v holds %s, which no file says", value.ObservationKey, value.Value.Decimal)
		}
		attempts[number/killStride]++
	}
	line := "seen"
	for _, attempt := range slices.Sorted(maps.Keys(attempts)) {
		line += fmt.Sprintf(" %d:%d", attempt, attempts[attempt])
	}
	fmt.Println(line)
	return nil
}

// withStore opens the store of a DSN, brings its schema up to date and closes it.
func inside(dsn string, work func(ctx context.Context, store *warehouse.Store) error) (err error) {
	ctx := context.Background()
	store, err := warehouse.Open(ctx, dsn, warehouse.Options{BlockRows: killBlock})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := store.Migrate(ctx); err != nil {
		return err
	}
	return work(ctx, store)
}
