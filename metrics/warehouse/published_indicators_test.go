package warehouse_test

import (
	"slices"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Of five indicators one is published, one waits for its review, one was taken back, one is
// demonstration, and one was published and its revision taken back.
func TestIndicatorsThatHavePublishedValues(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		of := func(code string, scenario metrics.Scenario, text string) metrics.Observation {
			series := coal
			series.Indicator, series.Scenario = code, scenario
			return valueOf(series, metrics.Year(2022), 1, text)
		}
		load(t, store, clock, metrics.RunPublished, of("SEEN", metrics.Actual, "1"), of("REVISED", metrics.Actual, "2"))
		load(t, store, clock, metrics.RunReview, of("WAITING", metrics.Actual, "3"))
		load(t, store, clock, metrics.RunPublished, of("SHOWN", metrics.Demonstration, "4"))
		for _, code := range []string{"TAKEN-BACK", "REVISED"} {
			run := load(t, store, clock, metrics.RunPublished, of(code, metrics.Actual, "5"))
			clock.advance(time.Second)
			run.State, run.ChangedAt = metrics.RunWithdrawn, clock.Now()
			must(t, store.RecordRun(t.Context(), run))
		}
		for scenario, want := range map[metrics.Scenario][]string{
			metrics.Actual: {"REVISED", "SEEN"}, metrics.Demonstration: {"SHOWN"}, metrics.Forecast: nil,
		} {
			codes, err := store.PublishedIndicators(t.Context(), scenario)
			must(t, err)
			if !slices.Equal(codes, want) {
				t.Errorf("scenario %s: %q, want %q", scenario, codes, want)
			}
		}
	})
}
