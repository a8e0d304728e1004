package demonstration_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/demonstration"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

var (
	from = metrics.NewDate(2020, 1, 1)
	to   = metrics.NewDate(2026, 11, 22)
)

func fixtureCatalogue(t *testing.T) *metrics.Catalogue {
	t.Helper()
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// What holds for every value: the scenario, the note, the indicator's decimals, shares
// within bounds, ranks, events, no value twice, none released after the last day.
func TestEveryValue(t *testing.T) {
	read := fixtureCatalogue(t)
	seen := map[metrics.ObservationKey]bool{}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for observation := range demonstration.Generate(read, from, to, 1) {
		indicator := read.Indicator(observation.Indicator)
		value := observation.Value.Decimal
		bad := func(what string) { t.Errorf("%+v %s: %s", observation.ObservationKey, value, what) }
		if seen[observation.ObservationKey] {
			bad("stands twice")
		}
		seen[observation.ObservationKey] = true
		series[observation.SeriesKey] = append(series[observation.SeriesKey], observation)
		if observation.Scenario != metrics.Demonstration || observation.Note != "演示数据" {
			bad("is not marked as demonstration")
		}
		if observation.Released > to || observation.Released <= observation.Period.End() || observation.Period.Start() < from {
			bad("lies outside the days asked for")
		}
		if !observation.Value.Valid || !value.Equal(value.Round(int32(indicator.Decimals))) {
			bad("has other decimals than its indicator")
		}
		if value.IsNegative() {
			bad("is negative")
		}
		if indicator.Unit == "%" && indicator.Kind == metrics.KindRatio && value.GreaterThan(decimal.NewFromInt(100)) && maximum(read, indicator.Code).LessThan(value) {
			bad("is a share over 100")
		}
		if indicator.Kind == metrics.KindRank && (value.LessThan(decimal.NewFromInt(1)) || !value.IsInteger()) {
			bad("is no rank")
		}
		if indicator.Kind == metrics.KindEvent && !value.IsZero() && !value.Equal(decimal.NewFromInt(1)) {
			bad("is no event")
		}
	}
	for i := range read.Targets {
		target := &read.Targets[i]
		areas := read.EachOf(target.Area)
		if target.Area == metrics.CityArea {
			areas = []string{target.Area}
		}
		for _, area := range areas {
			key := metrics.SeriesKey{Indicator: target.Indicator, Area: area, Dimension: target.Dimension, Scenario: metrics.Demonstration}
			if target.InForce && target.Value.Valid && len(series[key]) == 0 &&
				len(read.Derive(key.Indicator, area, key.Dimension, key.Scenario, series)) == 0 {
				t.Errorf("target %s has no value in %s, printed or derived", target.Code, area)
			}
		}
	}
	if len(seen) >= 60_000 || len(seen) < 10_000 {
		t.Errorf("%d values, want some ten thousand and fewer than 60,000", len(seen))
	}
}

// maximum is the highest target value of an indicator, or 100.
func maximum(read *metrics.Catalogue, indicator string) decimal.Decimal {
	highest := decimal.NewFromInt(100)
	for _, target := range read.TargetsOf(indicator) {
		if target.Value.Valid && target.Value.Decimal.GreaterThan(highest) {
			highest = target.Value.Decimal
		}
	}
	return highest
}

// The file goes through the importer without a rejected row, through a demonstration
// feed, and through no other.
func TestImportsThroughDemonstrationFeedOnly(t *testing.T) {
	read := fixtureCatalogue(t)
	var text bytes.Buffer
	rows, err := demonstration.WriteCSV(&text, read, metrics.NewDate(2025, 1, 1), to, 1)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "demonstration.csv")
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	importer := ingest.New(ledgertest.New(read), ingest.Options{Logger: slog.New(slog.DiscardHandler), Now: to.Time})
	report, err := importer.Import(context.Background(), ingest.Submission{Feed: "demonstration", Path: path, FileName: "demonstration.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if counts := report.Run.Counts; counts.New != rows || counts.Rejected+counts.Flagged > 0 {
		t.Errorf("%+v, want %d new rows and no remark; first: %+v", counts, rows, report.Rejects[:min(3, len(report.Rejects))])
	}
	if _, err := importer.Import(context.Background(), ingest.Submission{Feed: "published-actuals", Path: path, FileName: "demonstration.csv"}); err == nil {
		t.Error("demonstration values came in through a feed of actual ones")
	}
}
