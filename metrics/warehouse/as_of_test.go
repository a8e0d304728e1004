package warehouse_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestTheFoundingIsFinishedOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		finished, err := store.FoundingFinishedAt(t.Context())
		must(t, err)
		if !finished.IsZero() {
			t.Errorf("a new store was founded at %v", finished)
		}
		vintage, err := store.VintageOn(t.Context(), metrics.NewDate(2020, 1, 1))
		must(t, err)
		if !vintage.KnownAt.IsZero() {
			t.Errorf("without a founding known at %v, want everything", vintage.KnownAt)
		}
		founded := clock.now
		must(t, store.FinishFounding(t.Context()))
		clock.advance(time.Hour)
		must(t, store.FinishFounding(t.Context()))
		finished, err = store.FoundingFinishedAt(t.Context())
		must(t, err)
		if !finished.Equal(founded) {
			t.Errorf("founded at %v, want %v", finished, founded)
		}
	})
}

// answerAsOf is what the store answers about a day, as bytes.
func answerAsOf(t *testing.T, store *warehouse.Store, day metrics.Date) string {
	t.Helper()
	vintage, err := store.VintageOn(t.Context(), day)
	must(t, err)
	assessments, err := store.Assessments(t.Context(), metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: vintage})
	must(t, err)
	values, err := store.Observations(t.Context(), metrics.ObservationQuery{Scenario: metrics.Actual, Vintage: vintage})
	must(t, err)
	catalogue, err := store.CatalogueAt(t.Context(), vintage.KnownAt)
	must(t, err)
	policy, err := store.Policy(t.Context(), vintage.KnownAt)
	must(t, err)
	body, err := json.Marshal([]any{assessments, values, catalogue.Targets, policy})
	must(t, err)
	return string(body)
}

// TestThePastStaysAsItWas changes everything that a light depends on and asks for
// two past days again: one before the store was founded, one after.
func TestThePastStaysAsItWas(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		founding := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "9"))
		clock.advance(time.Second)
		must(t, store.FinishFounding(t.Context()))
		clock.advance(24 * time.Hour)
		second := load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2023), 1, "9.5"))
		clock.advance(10 * 24 * time.Hour)

		days := []metrics.Date{metrics.NewDate(2023, 6, 30), metrics.NewDate(2024, 1, 5)}
		before := map[metrics.Date]string{}
		for _, day := range days {
			before[day] = answerAsOf(t, store, day)
		}
		if before[days[0]] == before[days[1]] {
			t.Fatal("both days give the same answer: the test would show nothing")
		}
		today := metrics.DateOf(clock.now)
		now := answerAsOf(t, store, today)
		for _, step := range []struct {
			name   string
			change func()
		}{
			{"a withdrawal of what the founding brought", func() {
				founding.State = metrics.RunWithdrawn
				must(t, store.RecordRun(t.Context(), founding))
			}},
			{"an import", func() { load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 2, "4")) }},
			{"a withdrawal", func() {
				second.State = metrics.RunWithdrawn
				must(t, store.RecordRun(t.Context(), second))
			}},
			{"another policy", func() {
				_, err := store.SavePolicy(t.Context(), strict())
				must(t, err)
			}},
			{"another catalogue", func() {
				run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: metrics.CatalogueFeed, State: metrics.RunPublished}
				must(t, store.SaveCatalogue(t.Context(), run, &metrics.Catalogue{Plans: []metrics.Plan{{Code: "P2"}}}))
				must(t, store.RecordRun(t.Context(), run))
			}},
		} {
			step.change()
			clock.advance(time.Hour)
			for _, day := range days {
				if after := answerAsOf(t, store, day); after != before[day] {
					t.Errorf("after %s the answer as of %v is\n%s\nand was\n%s", step.name, day, after, before[day])
				}
			}
			after := answerAsOf(t, store, today)
			if after == now {
				t.Errorf("%s does not show today: the test would show nothing", step.name)
			}
			now = after
		}
	})
}
