package catalogue_test

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// publishedValues imports the feeds that come with the program and returns their
// actual values by series.
func publishedValues(t *testing.T, read *metrics.Catalogue) map[metrics.SeriesKey][]metrics.Observation {
	t.Helper()
	ledger := ledgertest.New(read)
	importer := ingest.New(ledger, ingest.Options{Logger: slog.New(slog.DiscardHandler)})
	for feed, file := range map[string]string{"plan-statements": "plan_statements.csv", "published-actuals": "published_actuals.csv"} {
		content, err := fs.ReadFile(fixtures.Files, "feeds/"+file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), file)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := importer.Import(context.Background(), ingest.Submission{Feed: feed, Path: path, FileName: file, Actor: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	observations, err := ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		t.Fatal(err)
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, o := range observations {
		series[o.SeriesKey] = append(series[o.SeriesKey], o)
	}
	return series
}

func TestWalk(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, asOf := range []metrics.Date{metrics.NewDate(2022, 12, 25), metrics.NewDate(2023, 12, 31), metrics.NewDate(2024, 6, 30), metrics.NewDate(2026, 11, 22)} {
		counts := map[string]int{}
		for _, a := range metrics.AssessCatalogue(metrics.CatalogueInput{Catalogue: read, Observations: publishedValues(t, read), Scenario: metrics.Actual, AsOf: asOf}) {
			counts["kind "+string(read.Indicator(a.Indicator).Kind)+" "+string(a.Status)]++
			counts["status "+string(a.Status)]++
			counts["reason "+a.Reason]++
			if a.Status != metrics.NotAssessable {
				target := read.Target(a.Target)
				t.Log(asOf, a.Target, a.Indicator, a.Dimension, target.Period, target.Comparator, target.Value.Decimal, target.BasePeriod, target.BaseValue.Decimal, "=>", a.LatestPeriod, a.Latest.Decimal, a.Status, a.Reason, a.Method)
			}
		}
		for k, v := range counts {
			t.Log(asOf, k, v)
		}
	}
}
