package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// A conflict is confirmed, then disputed; another is confirmed between. The last word on
// each counts, both words on the first stay on record, and an earlier moment knows only
// what had been said by then.
func TestConflictDecisionsKeepEveryWord(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		decide := func(conflict, word, reason string) metrics.ConflictDecision {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.DecideConflict(t.Context(), metrics.ConflictDecision{Conflict: conflict, Word: word, Reason: reason, SavedBy: "reviewer"})
			must(t, err)
			return saved
		}
		first := decide("CF-1", metrics.ConflictConfirmed, "与原件'核对\"一致\\")
		other := decide("CF-2", metrics.ConflictConfirmed, "专项方案优先")
		last := decide("CF-1", metrics.ConflictDisputed, "函询印发单位")
		now, err := store.ConflictDecisions(t.Context(), time.Time{})
		must(t, err)
		if diff := cmp.Diff([]metrics.ConflictDecision{last, other}, now); diff != "" {
			t.Errorf("now (-want +got):\n%s", diff)
		}
		then, err := store.ConflictDecisions(t.Context(), other.SavedAt)
		must(t, err)
		if diff := cmp.Diff([]metrics.ConflictDecision{first, other}, then); diff != "" {
			t.Errorf("then (-want +got):\n%s", diff)
		}
		versions, err := store.ConflictDecisionVersions(t.Context(), "CF-1")
		must(t, err)
		if diff := cmp.Diff([]metrics.ConflictDecision{last, first}, versions); diff != "" {
			t.Errorf("on record (-want +got):\n%s", diff)
		}
	})
}
