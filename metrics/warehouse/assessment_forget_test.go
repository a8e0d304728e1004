package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// What was computed long ago of a day that nobody asked for since is forgotten, what was
// computed lately stays, and the answer is the same when it is asked for again.
func TestForgottenAssessmentsComeBackTheSame(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		saveTarget(t, store)
		load(t, store, clock, metrics.RunPublished, valueOf(coal, metrics.Year(2022), 1, "9"))
		ask := func(day metrics.Date) []metrics.Assessment {
			t.Helper()
			assessments, err := store.Assessments(t.Context(), metrics.AssessmentQuery{Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: day}})
			must(t, err)
			return assessments
		}
		batches := func() uint64 {
			t.Helper()
			count, err := store.CountBatches(t.Context())
			must(t, err)
			return count
		}
		early, late := metrics.NewDate(2023, 6, 30), metrics.NewDate(2023, 7, 31)
		first := ask(early)
		between := clock.advance(100 * 24 * time.Hour)
		clock.advance(time.Hour)
		ask(late)
		must(t, store.ForgetAssessments(t.Context(), between))
		if got := batches(); got != 1 {
			t.Errorf("%d computations are left, want the late one", got)
		}
		if diff := cmp.Diff(first, ask(early)); diff != "" || len(first) != 1 {
			t.Errorf("the early day (-before +after):\n%s", diff)
		}
		must(t, store.ForgetAssessments(t.Context(), time.Now().AddDate(50, 0, 0)))
		left, err := store.CountAssessments(t.Context())
		must(t, err)
		if got := batches(); got != 0 || len(left) != 0 {
			t.Errorf("%d computations and the assessments %v are left", got, left)
		}
		if diff := cmp.Diff(first, ask(early)); diff != "" {
			t.Errorf("the early day (-before +after):\n%s", diff)
		}
	})
}
