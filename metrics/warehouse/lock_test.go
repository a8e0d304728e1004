package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Two locks are set, one is lifted: one is in force, and all three decisions are on record.
func TestLocksKeepEveryDecision(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		save := func(lock metrics.Lock) metrics.Lock {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.SaveLock(t.Context(), lock)
			must(t, err)
			return saved
		}
		first := save(metrics.Lock{Until: metrics.NewDate(2022, 12, 31), Reason: "年鉴'定稿\"\\", SavedBy: "reviewer"})
		second := save(metrics.Lock{Theme: "ENERGY", Until: metrics.NewDate(2023, 6, 30), Reason: "半年报", SavedBy: "reviewer"})
		lifted := first
		lifted.Removed, lifted.Reason = true, "普查修订"
		lifted = save(lifted)
		locks, err := store.Locks(t.Context())
		must(t, err)
		if diff := cmp.Diff([]metrics.Lock{second}, locks); diff != "" {
			t.Errorf("in force (-want +got):\n%s", diff)
		}
		versions, err := store.LockVersions(t.Context())
		must(t, err)
		if diff := cmp.Diff([]metrics.Lock{lifted, second, first}, versions); diff != "" {
			t.Errorf("on record (-want +got):\n%s", diff)
		}
	})
}

// A name means one thing at a time; the decision before stays on record.
func TestNameChoices(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		save := func(code string, removed bool) metrics.NameChoice {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.SaveNameChoice(t.Context(), metrics.NameChoice{Kind: metrics.NameOfIndicator, Name: "原煤 总产", Normal: "原煤总产",
				Code: code, Removed: removed, SavedBy: "statistician"})
			must(t, err)
			return saved
		}
		first, second := save("COAL-OUTPUT", false), save("COAL-OUTPUT-LARGE", false)
		choices, err := store.NameChoices(t.Context())
		must(t, err)
		if diff := cmp.Diff([]metrics.NameChoice{second}, choices); diff != "" {
			t.Errorf("in force (-want +got):\n%s", diff)
		}
		gone := save("COAL-OUTPUT-LARGE", true)
		choices, err = store.NameChoices(t.Context())
		must(t, err)
		if len(choices) != 0 {
			t.Errorf("after it was taken back: %+v", choices)
		}
		versions, err := store.NameChoiceVersions(t.Context())
		must(t, err)
		if diff := cmp.Diff([]metrics.NameChoice{gone, second, first}, versions); diff != "" {
			t.Errorf("on record (-want +got):\n%s", diff)
		}
	})
}
