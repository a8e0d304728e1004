package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

const benchFeed = "bench"

// benchArea is the code of one of the benchmark's areas, counted from 1.
func benchArea(n int) string { return fmt.Sprintf("B%05d", n) }

// benchOrganisations is how many organisations share the targets.
const benchOrganisations = 25

// benchOrganisation is the code of the organisation that leads the target counted n.
func benchOrganisation(n int) string { return fmt.Sprintf("BENCH-O%d", 1+n%benchOrganisations) }

// publishBenchmarkCatalogue publishes a catalogue as large as the benchmark, with a
// target for every indicator of the first area.
func publishBenchmarkCatalogue(ctx context.Context, store *warehouse.Store, size warehouse.BenchmarkSize) error {
	_, err := catalogue.Import(ctx, store, benchmarkCatalogue(size).Index(), catalogue.Source{File: "bench", Hash: "bench", Actor: "bench"})
	return err
}

func benchmarkCatalogue(size warehouse.BenchmarkSize) *metrics.Catalogue {
	made := &metrics.Catalogue{
		Plans:  []metrics.Plan{{Code: "BENCH", Number: "BENCH", TitleZh: "性能测量", TitleEn: "Benchmark", Kind: "plan", Scored: true, HorizonFrom: "2021", HorizonTo: "2025"}},
		Themes: []metrics.Theme{{Code: "BENCH", NameZh: "性能测量", NameEn: "Benchmark", Position: 1}},
		Feeds:  []metrics.Feed{{Code: benchFeed, NameZh: "性能测量", NameEn: "Benchmark", Scenario: metrics.Actual}},
	}
	for n := range benchOrganisations {
		made.Organisations = append(made.Organisations, metrics.Organisation{Code: benchOrganisation(n), NameZh: fmt.Sprintf("单位%d", n+1), NameEn: fmt.Sprintf("Organisation %d", n+1)})
	}
	for n := range size.Areas {
		made.Areas = append(made.Areas, metrics.Area{Code: benchArea(n + 1), NameZh: fmt.Sprintf("区域%d", n+1), NameEn: fmt.Sprintf("Area %d", n+1), Level: "city"})
	}
	for n := range size.Indicators {
		code := fmt.Sprintf("BENCH-%d", n+1)
		made.Indicators = append(made.Indicators, metrics.Indicator{Code: code, NameZh: fmt.Sprintf("指标%d", n+1), NameEn: fmt.Sprintf("Indicator %d", n+1),
			Unit: "万吨", Decimals: 2, Kind: metrics.KindStock, Direction: metrics.HigherIsBetter, Theme: "BENCH"})
		made.Targets = append(made.Targets, metrics.Target{Code: fmt.Sprintf("BENCH-T%d", n+1), Plan: "BENCH", Position: n + 1, Indicator: code, Area: benchArea(1),
			Period: "2025", Comparator: metrics.AtLeast, Value: decimal.NewNullDecimal(decimal.NewFromInt(int64(140 + n%40))), Unit: "万吨",
			BasePeriod: "2020", BaseValue: decimal.NewNullDecimal(decimal.NewFromInt(100)), BaseComparable: true,
			Recurrence: metrics.Once, Path: metrics.PathLinear, InForce: true, Scored: true,
			LeadOrganisation: benchOrganisation(n)})
	}
	return made
}

// newBenchmarkRun begins a run of the benchmark's feed with what stands for its file.
func newBenchmarkRun(ctx context.Context, store *warehouse.Store, file string) (metrics.Run, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return metrics.Run{}, err
	}
	run := metrics.Run{ID: id.String(), Feed: benchFeed, Scenario: metrics.Actual, State: metrics.RunLoading, File: file, Actor: "bench"}
	return run, store.RecordRun(ctx, run)
}
