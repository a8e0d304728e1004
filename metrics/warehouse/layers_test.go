package warehouse_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// The areas and indicators of gridCatalogue.
var (
	gridAreas      = []string{"150600", "150602", "150603"}
	gridIndicators = []string{"COAL-OUTPUT", "GAS-OUTPUT", "HYDROGEN-OUTPUT", "POWER-OUTPUT"}
)

// saveGrid publishes a catalogue with one target for each of three areas and four
// indicators: at least 10 by 2025, from 5 in 2020.
func saveGrid(t *testing.T, store *warehouse.Store) {
	t.Helper()
	number := func(value int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(value)) }
	catalogue := &metrics.Catalogue{Plans: []metrics.Plan{{Code: "P1", Scored: true}}}
	for _, indicator := range gridIndicators {
		catalogue.Indicators = append(catalogue.Indicators,
			metrics.Indicator{Code: indicator, Unit: "万吨", Kind: metrics.KindStock, Direction: metrics.HigherIsBetter})
		for _, area := range gridAreas {
			catalogue.Targets = append(catalogue.Targets, metrics.Target{Code: indicator + "@" + area, Plan: "P1", Indicator: indicator, Area: area,
				Period: "2025", Comparator: metrics.AtLeast, Value: number(10), BasePeriod: "2020", BaseValue: number(5), BaseComparable: true,
				Path: metrics.PathLinear, InForce: true, Scored: true, Recurrence: metrics.Once})
		}
	}
	run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunPublished}
	must(t, store.SaveCatalogue(t.Context(), run, catalogue))
	must(t, store.RecordRun(t.Context(), run))
}

func gridSeries(indicator, area int) metrics.SeriesKey {
	return metrics.SeriesKey{Indicator: gridIndicators[indicator], Area: gridAreas[area], Scenario: metrics.Actual}
}

func gridQuery() metrics.AssessmentQuery {
	return metrics.AssessmentQuery{Areas: gridAreas, Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: metrics.NewDate(2024, 6, 30)}}
}

func TestOnlyWhatARunTouchedIsComputedAgain(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveGrid(t, store)
		load(t, store, clock, metrics.RunPublished, valueOf(gridSeries(0, 0), metrics.Year(2022), 1, "6"), valueOf(gridSeries(0, 1), metrics.Year(2022), 1, "6"))
		computed := func() map[string]uint64 {
			t.Helper()
			_, err := store.Assessments(t.Context(), gridQuery())
			must(t, err)
			counts, err := store.CountAssessments(t.Context())
			must(t, err)
			return counts
		}
		want := map[string]uint64{"150600": 4, "150602": 4, "150603": 4}
		if diff := cmp.Diff(want, computed()); diff != "" {
			t.Fatalf("the first time everything is computed (-want +got):\n%s", diff)
		}
		run := load(t, store, clock, metrics.RunPublished, valueOf(gridSeries(1, 1), metrics.Year(2022), 1, "9"))
		want["150602"]++
		if diff := cmp.Diff(want, computed()); diff != "" {
			t.Errorf("after a value of one series (-want +got):\n%s", diff)
		}
		run.State = metrics.RunWithdrawn
		must(t, store.RecordRun(t.Context(), run))
		want["150602"]++
		if diff := cmp.Diff(want, computed()); diff != "" {
			t.Errorf("after its withdrawal (-want +got):\n%s", diff)
		}
		other := gridSeries(1, 2)
		other.Scenario = metrics.Demonstration
		load(t, store, clock, metrics.RunPublished, valueOf(other, metrics.Year(2022), 1, "9"))
		load(t, store, clock, metrics.RunReview, valueOf(gridSeries(1, 2), metrics.Year(2022), 1, "9"))
		if diff := cmp.Diff(want, computed()); diff != "" {
			t.Errorf("after values of another scenario and a run that waits (-want +got):\n%s", diff)
		}
		clock.advance(time.Second)
		_, err := store.SavePolicy(t.Context(), strict())
		must(t, err)
		for area := range want {
			want[area] += 4
		}
		if diff := cmp.Diff(want, computed()); diff != "" {
			t.Errorf("after another policy everything is computed (-want +got):\n%s", diff)
		}
	})
}

// TestLayersGiveWhatOneComputationWould publishes and withdraws runs at random, now and
// then with a clock that goes back, and holds what the store answers against a
// computation from the values that readers see.
func TestLayersGiveWhatOneComputationWould(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveGrid(t, store)
		clock.advance(time.Hour)
		chance := rand.New(rand.NewPCG(2022, 169))
		var runs []metrics.Run
		revision := uint32(0)
		for step := range 30 {
			if len(runs) > 0 && chance.IntN(4) == 0 {
				run := &runs[chance.IntN(len(runs))]
				run.State = map[metrics.RunState]metrics.RunState{metrics.RunPublished: metrics.RunWithdrawn, metrics.RunWithdrawn: metrics.RunPublished}[run.State]
				must(t, store.RecordRun(t.Context(), *run))
				clock.advance(time.Second)
			} else {
				revision++
				var rows []metrics.Observation
				for range 1 + chance.IntN(3) {
					rows = append(rows, valueOf(gridSeries(chance.IntN(4), chance.IntN(3)), metrics.Year(2021+chance.IntN(3)), revision, fmt.Sprint(chance.IntN(12))))
				}
				runs = append(runs, load(t, store, clock, metrics.RunPublished, rows...))
			}
			if step%9 == 5 { // a run that is recorded with a moment before the last one
				clock.now = clock.now.Add(-30 * time.Second)
				revision++
				runs = append(runs, load(t, store, clock, metrics.RunPublished, valueOf(gridSeries(chance.IntN(4), chance.IntN(3)), metrics.Year(2022), revision, "7")))
				clock.now = clock.now.Add(30 * time.Second)
			}
			if step%3 == 1 {
				must(t, store.RefreshAssessments(t.Context(), gridQuery().Vintage.AsOf))
			}
			got, err := store.Assessments(t.Context(), gridQuery())
			must(t, err)
			if diff := cmp.Diff(expectedAnswer(t, store), textOf(t, got)); diff != "" {
				t.Fatalf("step %d (-computed at once +stored):\n%s", step, diff)
			}
			if step%5 == 4 {
				historiesEndIn(t, store, got)
			}
		}
	})
}

// historiesEndIn holds the end of each target's history against its status.
func historiesEndIn(t *testing.T, store *warehouse.Store, assessments []metrics.Assessment) {
	t.Helper()
	for _, assessment := range assessments {
		turns, err := store.StatusHistory(t.Context(), metrics.StatusHistoryQuery{Target: assessment.Target,
			Scenario: metrics.Actual, Vintage: gridQuery().Vintage})
		must(t, err)
		last := metrics.NotAssessable
		if len(turns) > 0 {
			last = turns[len(turns)-1].To
		}
		if last != assessment.Status {
			t.Errorf("the history of %s ends in %s, the status is %s", assessment.Target, last, assessment.Status)
		}
	}
}

// expectedAnswer is what one computation of everything says of gridQuery.
func expectedAnswer(t *testing.T, store *warehouse.Store) []string {
	t.Helper()
	judged := computedAtOnce(t, store, gridQuery())
	slices.SortFunc(judged, func(a, b metrics.Assessment) int {
		return strings.Compare(a.Area+a.Indicator+a.Target, b.Area+b.Indicator+b.Target)
	})
	return textOf(t, judged)
}

// computedAtOnce judges the catalogue from the values that readers see.
func computedAtOnce(t *testing.T, store *warehouse.Store, query metrics.AssessmentQuery) []metrics.Assessment {
	t.Helper()
	catalogue, err := store.Catalogue(t.Context())
	must(t, err)
	policy, err := store.Policy(t.Context(), time.Time{})
	must(t, err)
	values, err := store.Observations(t.Context(), metrics.ObservationQuery{Scenario: query.Scenario, To: query.Vintage.AsOf, Vintage: query.Vintage})
	must(t, err)
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, value := range values {
		series[value.SeriesKey] = append(series[value.SeriesKey], value)
	}
	return metrics.AssessCatalogue(metrics.CatalogueInput{Catalogue: catalogue, Observations: series, Scenario: query.Scenario,
		AsOf: query.Vintage.AsOf, Policy: policy})
}

func textOf(t *testing.T, assessments []metrics.Assessment) []string {
	t.Helper()
	texts := make([]string, len(assessments))
	for i := range assessments {
		body, err := json.Marshal(assessments[i])
		must(t, err)
		texts[i] = string(body)
	}
	return texts
}

func TestAssessAreasGoesOnWhereItWas(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveGrid(t, store)
		load(t, store, clock, metrics.RunPublished, valueOf(gridSeries(0, 0), metrics.Year(2022), 1, "6"))
		part := gridQuery()
		part.Areas = gridAreas[:1]
		count, err := store.AssessAreas(t.Context(), part, nil)
		must(t, err)
		if count != 4 {
			t.Errorf("%d assessments of one area, want 4", count)
		}
		all := gridQuery()
		all.Areas = nil
		var steps []string
		count, err = store.AssessAreas(t.Context(), all, func(done, total int) { steps = append(steps, fmt.Sprint(done, "/", total)) })
		must(t, err)
		if count != 12 || len(steps) == 0 || steps[len(steps)-1] != "3/3" {
			t.Errorf("%d assessments in the steps %v, want 12 of three areas", count, steps)
		}
		counts, err := store.CountAssessments(t.Context())
		must(t, err)
		if diff := cmp.Diff(map[string]uint64{"150600": 4, "150602": 4, "150603": 4}, counts); diff != "" {
			t.Errorf("computed (-want +got):\n%s", diff)
		}
	})
}

// TestALargeCatalogueReadByAreasGivesTheSame assesses areas one by one by the parts of
// the catalogue that belong to them.
func TestALargeCatalogueReadByAreasGivesTheSame(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		store.ReadCatalogueByAreas(2)
		saveGrid(t, store)
		load(t, store, clock, metrics.RunPublished, valueOf(gridSeries(0, 0), metrics.Year(2022), 1, "6"), valueOf(gridSeries(3, 2), metrics.Year(2023), 1, "9"))
		query := gridQuery()
		var got []metrics.Assessment
		for _, area := range gridAreas {
			query.Areas = []string{area}
			assessments, err := store.Assessments(t.Context(), query)
			must(t, err)
			got = append(got, assessments...)
		}
		if diff := cmp.Diff(expectedAnswer(t, store), textOf(t, got)); diff != "" {
			t.Errorf("assessments (-by the whole catalogue +by areas):\n%s", diff)
		}
		areas, err := store.AreasWithTargets(t.Context(), time.Time{})
		must(t, err)
		if !slices.Equal(areas, gridAreas) {
			t.Errorf("areas with targets %v, want %v", areas, gridAreas)
		}
	})
}
