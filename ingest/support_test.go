package ingest_test

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// smallCatalogue has a handful of indicators that differ in what can go wrong.
func smallCatalogue() *metrics.Catalogue {
	catalogue := &metrics.Catalogue{
		Indicators: []metrics.Indicator{
			{Code: "COAL-OUTPUT", NameZh: "煤炭产量", NameEn: "Raw coal output", Unit: "万吨", Kind: metrics.KindFlow},
			{Code: "COAL-OUTPUT-LARGE", NameZh: "规模以上工业煤炭产量", NameEn: "Raw coal output, large industry", Unit: "万吨", Kind: metrics.KindFlow},
			{Code: "BED-SHARE", NameZh: "护理型床位占比", NameEn: "Share of nursing beds", Unit: "%", Kind: metrics.KindRatio},
			{Code: "COAL-GROWTH", NameZh: "煤炭产量增速", NameEn: "Growth of raw coal output", Unit: "%", Kind: metrics.KindRatio},
			{Code: "NEW-ENERGY-CAPACITY", NameZh: "新能源装机规模", NameEn: "New-energy capacity", Unit: "万千瓦", Kind: metrics.KindStock},
			{Code: "NEW-ENERGY-GENERATION", NameZh: "新能源发电量", NameEn: "New-energy generation", Unit: "亿千瓦时", Kind: metrics.KindFlow},
		},
		IndicatorAliases: []metrics.IndicatorAlias{
			{Indicator: "COAL-OUTPUT", Alias: "原煤产量"},
			{Indicator: "COAL-OUTPUT-LARGE", Alias: "原煤产量", Scope: "规模以上工业"},
			{Indicator: "NEW-ENERGY-CAPACITY", Alias: "新能源", Unit: "万千瓦"},
			{Indicator: "NEW-ENERGY-GENERATION", Alias: "新能源", Unit: "亿千瓦时"},
		},
		Areas: []metrics.Area{
			{Code: "150600", NameZh: "鄂尔多斯市", NameEn: "Ordos City", Aliases: []string{"全市"}},
			{Code: "150627", NameZh: "伊金霍洛旗", NameEn: "Ejin Horo Banner", Aliases: []string{"伊旗"}},
		},
		Feeds: []metrics.Feed{
			{Code: "actuals", Folder: "inbox/actuals", FilePattern: "*.csv", Scenario: metrics.Actual},
			{Code: "second", Folder: "inbox/second", FilePattern: "*.csv", Scenario: metrics.Actual},
			{Code: "upload", Scenario: metrics.Actual, Review: true},
			{Code: "demonstration", Scenario: metrics.Demonstration},
		},
	}
	return catalogue.Index()
}

// bench is an importer over a fresh ledger, with a clock that stands on 2024-06-01.
type bench struct {
	testing.TB
	ledger   *ledgertest.Ledger
	importer *ingest.Importer
	folder   string
}

func newBench(t testing.TB, options ingest.Options) *bench {
	t.Helper()
	ledger := ledgertest.New(smallCatalogue())
	options.Logger = quiet()
	options.SettleTime = time.Millisecond
	if options.Now == nil {
		options.Now = func() time.Time { return time.Date(2024, 6, 1, 4, 0, 0, 0, time.UTC) }
	}
	return &bench{TB: t, ledger: ledger, importer: ingest.New(ledger, options), folder: t.TempDir()}
}

// submission saves text as a file of the feed.
func (b *bench) submission(feed, text string) ingest.Submission {
	b.Helper()
	path := filepath.Join(b.folder, "values.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return ingest.Submission{Feed: feed, FileName: "values.csv", Path: path, Actor: "test"}
}

// load imports text and requires that it works.
func (b *bench) load(feed, text string) ingest.Report {
	b.Helper()
	report, err := b.importer.Import(context.Background(), b.submission(feed, text))
	if err != nil {
		b.Fatal(err)
	}
	return report
}

// values returns what readers see, as text by area and period.
func (b *bench) values(vintage metrics.Vintage) map[string]string {
	b.Helper()
	found, err := b.ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual, Vintage: vintage})
	if err != nil {
		b.Fatal(err)
	}
	values := map[string]string{}
	for _, observation := range found {
		text := "missing"
		if observation.Value.Valid {
			text = observation.Value.Decimal.String()
		}
		values[observation.Indicator+" "+observation.Area+" "+observation.Period.String()] = text
	}
	return values
}

func problemKey(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	return ""
}
