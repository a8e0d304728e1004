package warehouse_test

import (
	"context"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// A request that reads keeps the policy and the reference data that it met first, for
// each moment by itself; the next request meets the new ones.
func TestARequestKeepsWhatItMetFirst(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		reading := warehouse.Remember(t.Context())
		first := clock.now
		policyAt := func(ctx context.Context, moment time.Time) string {
			t.Helper()
			policy, err := store.Policy(ctx, moment)
			must(t, err)
			return policy.Version
		}
		catalogueOf := func(ctx context.Context) *metrics.Catalogue {
			t.Helper()
			catalogue, err := store.Catalogue(ctx)
			must(t, err)
			return catalogue
		}
		before, feeds := policyAt(reading, time.Time{}), len(catalogueOf(reading).Feeds)

		clock.advance(time.Hour)
		saved, err := store.SavePolicy(t.Context(), strict())
		must(t, err)
		_, err = store.SaveFeed(t.Context(), metrics.Feed{Code: "NEW", NameZh: "新", NameEn: "new", Scenario: metrics.Actual, SavedBy: "reviewer"})
		must(t, err)

		if now := policyAt(reading, time.Time{}); now != before {
			t.Errorf("the policy of one request turned from %s to %s", before, now)
		}
		if now := len(catalogueOf(reading).Feeds); now != feeds {
			t.Errorf("the feeds of one request turned from %d to %d", feeds, now)
		}
		if then := policyAt(reading, clock.now); then != saved.Version {
			t.Errorf("of another moment the policy is %s, want %s", then, saved.Version)
		}
		if then := policyAt(reading, first); then != before {
			t.Errorf("of the moment before the policy is %s, want %s", then, before)
		}
		for name, ctx := range map[string]context.Context{"without a memory": t.Context(), "in the next request": warehouse.Remember(t.Context())} {
			if now := policyAt(ctx, time.Time{}); now != saved.Version {
				t.Errorf("%s the policy is %s, want %s", name, now, saved.Version)
			}
			if now := len(catalogueOf(ctx).Feeds); now != feeds+1 {
				t.Errorf("%s there are %d feeds, want %d", name, now, feeds+1)
			}
		}
	})
}

// What failed is asked again.
func TestAnErrorIsNotRemembered(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		saveTarget(t, store)
		ctx := warehouse.Remember(t.Context())
		ended, end := context.WithCancel(ctx)
		end()
		if _, err := store.Catalogue(ended); err == nil {
			t.Fatal("a question whose asker is gone was answered")
		}
		catalogue, err := store.Catalogue(ctx)
		must(t, err)
		if len(catalogue.Targets) != 1 {
			t.Errorf("the catalogue has %d targets, want 1", len(catalogue.Targets))
		}
	})
}
