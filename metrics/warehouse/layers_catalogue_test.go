package warehouse_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// TestLayersOverTheWholeCatalogue publishes values of indicators and areas that the
// targets of the real catalogue read, be it as members of groups, as inputs of derived
// values or as areas of a common target, and holds the stored answer against one
// computation of everything.
func TestLayersOverTheWholeCatalogue(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	must(t, err)
	read = read.Index()
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunPublished}
		must(t, store.SaveCatalogue(t.Context(), run, read))
		must(t, store.RecordRun(t.Context(), run))
		clock.advance(time.Second)
		chance := rand.New(rand.NewPCG(15, 7))
		query := metrics.AssessmentQuery{Areas: read.AreasWithTargets(), Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: metrics.NewDate(2024, 6, 30)}}
		readable := seriesOfDependencies(read)
		if len(readable) < 50 {
			t.Fatalf("%d series behind groups, derivations and common targets: too few to show anything", len(readable))
		}
		for step := range 8 {
			var rows []metrics.Observation
			for range 12 {
				rows = append(rows, valueOf(readable[chance.IntN(len(readable))], metrics.Year(2019+chance.IntN(5)), uint32(step+1), fmt.Sprint(1+chance.IntN(900))))
			}
			load(t, store, clock, metrics.RunPublished, rows...)
			got, err := store.Assessments(t.Context(), query)
			must(t, err)
			if diff := cmp.Diff(answerComputedAtOnce(t, store, query), byTarget(t, got)); diff != "" {
				t.Fatalf("step %d (-computed at once +stored):\n%s", step, diff)
			}
		}
		counts, err := store.CountAssessments(t.Context())
		must(t, err)
		total := uint64(0)
		for _, count := range counts {
			total += count
		}
		if whole := uint64(len(read.Targets)); total > 4*whole {
			t.Errorf("%d assessments were computed for eight runs over %d targets: nothing was saved by layers", total, whole)
		}
	})
}

// seriesOfDependencies lists series that are read by targets with more behind them
// than one series: members of groups, derived indicators, targets set for several areas.
func seriesOfDependencies(read *metrics.Catalogue) []metrics.SeriesKey {
	var keys []metrics.SeriesKey
	for i := range read.Targets {
		target := &read.Targets[i]
		indicators, areas := read.IndicatorsRead([]string{target.Code}), read.EachOf(target.Area)
		if len(indicators) < 2 && len(areas) == 0 && target.AlternativeGroup == "" {
			continue
		}
		for _, indicator := range indicators {
			for _, area := range append(areas, target.Area, metrics.CityArea) {
				keys = append(keys, metrics.SeriesKey{Indicator: indicator, Area: area, Dimension: target.Dimension, Scenario: metrics.Actual})
			}
		}
	}
	return keys
}

// answerComputedAtOnce judges the catalogue from the values that readers see.
func answerComputedAtOnce(t *testing.T, store *warehouse.Store, query metrics.AssessmentQuery) map[string]string {
	t.Helper()
	return byTarget(t, computedAtOnce(t, store, query))
}

func byTarget(t *testing.T, assessments []metrics.Assessment) map[string]string {
	t.Helper()
	answers := map[string]string{}
	for i, body := range textOf(t, assessments) {
		answers[assessments[i].Target] = body
	}
	return answers
}
