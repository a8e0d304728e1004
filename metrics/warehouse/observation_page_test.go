package warehouse_test

import (
	"fmt"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Pages of two over five values of three series give each value once and in order, while
// a later run revises one that was read, one that was not, and adds one: the moment that
// the first page was read at keeps them out.
func TestPagesOfValuesStandStillWhileRunsAreLoaded(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		before, err := store.PublicationMoment(t.Context())
		must(t, err)
		if before.Unix() != 0 {
			t.Errorf("before the first publication the moment is %v", before)
		}
		other := coal
		other.Dimension = "露天' \"\\\n"
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 1, "1"), valueOf(coal, metrics.Year(2022), 1, "2"),
			valueOf(coal, metrics.MonthOf(2022, 12), 1, "3"), valueOf(other, metrics.Year(2021), 1, "4"), valueOf(other, metrics.Year(2022), 1, "5"))
		clock.advance(time.Second)
		known, err := store.PublicationMoment(t.Context())
		must(t, err)
		query := metrics.ObservationPageQuery{ObservationQuery: metrics.ObservationQuery{Scenario: metrics.Actual, Vintage: metrics.Vintage{KnownAt: known}}, Limit: 2}
		read := func(query metrics.ObservationPageQuery, between func()) string {
			t.Helper()
			var all string
			for {
				page, err := store.ObservationPage(t.Context(), query)
				must(t, err)
				for _, value := range page {
					all += fmt.Sprintf("%s %s=%s;", value.Period.Frequency, value.Period, value.Value.Decimal)
				}
				if len(page) < query.Limit {
					return all
				}
				last := page[len(page)-1]
				query.After = &metrics.ObservationPlace{ObservationKey: last.ObservationKey, Revision: last.Revision, Run: last.Lineage.Run}
				if between != nil {
					between()
					between = nil
				}
			}
		}
		got := read(query, func() {
			load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2021), 2, "10"), valueOf(other, metrics.Year(2022), 2, "50"),
				valueOf(other, metrics.Year(2023), 1, "6"))
			clock.advance(time.Second)
		})
		// By frequency before period: the two years of coal, its month, the years of the other series.
		if want := "A 2021=1;A 2022=2;M 2022-12=3;A 2021=4;A 2022=5;"; got != want {
			t.Errorf("read %q, want %q", got, want)
		}
		later, err := store.PublicationMoment(t.Context())
		must(t, err)
		if !later.After(known) {
			t.Errorf("the moment stayed at %v", later)
		}
		query.Vintage.KnownAt = later
		if got, want := read(query, nil), "A 2021=10;A 2022=2;M 2022-12=3;A 2021=4;A 2022=50;A 2023=6;"; got != want {
			t.Errorf("afterwards %q, want %q", got, want)
		}
		query.Revisions, query.Indicators = true, []string{coal.Indicator}
		if got, want := read(query, nil), "A 2021=1;A 2021=10;A 2022=2;M 2022-12=3;A 2021=4;A 2022=5;A 2022=50;A 2023=6;"; got != want {
			t.Errorf("revisions %q, want %q", got, want)
		}
		none := ""
		query.Revisions, query.Dimension, query.From = false, &none, metrics.NewDate(2022, 1, 1)
		if got, want := read(query, nil), "A 2022=2;M 2022-12=3;"; got != want {
			t.Errorf("filtered %q, want %q", got, want)
		}
	})
}
