package warehouse_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics/warehouse"
)

// A record under a higher token prevails, and under one token the later one, whatever
// the clocks said when they were written.
func TestTokensPrevailOverClocks(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		due := clock.now
		record := func(token, sequence uint64, body string) {
			t.Helper()
			clock.advance(-time.Minute) // the clock goes back all the time
			must(t, store.RecordOccurrence(t.Context(), warehouse.Occurrence{Schedule: "a", DueAt: due, Outcome: body, Body: body,
				Token: token, Sequence: sequence}))
		}
		read := func(want string) {
			t.Helper()
			for _, outcome := range []string{"", want} {
				bodies, err := store.Occurrences(t.Context(), warehouse.OccurrenceQuery{Outcome: outcome})
				must(t, err)
				if diff := cmp.Diff([]string{want}, bodies); diff != "" {
					t.Errorf("occurrences (-want +got):\n%s", diff)
				}
			}
			bodies, err := store.LastOccurrences(t.Context(), "", false)
			must(t, err)
			if diff := cmp.Diff([]string{want}, bodies); diff != "" {
				t.Errorf("last occurrences (-want +got):\n%s", diff)
			}
		}
		record(1, 1, "running")
		record(1, 2, "done")
		read("done")
		record(2, 1, "interrupted")
		read("interrupted")
		record(1, 3, "done late")
		read("interrupted")
	})
}

func TestLastOccurrencesAndVersions(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		for i, body := range []string{"a1", "a2", "b1"} {
			must(t, store.SaveSchedule(t.Context(), body[:1], "x", clock.now.Add(time.Duration(i)*time.Second), body))
			must(t, store.RecordOccurrence(t.Context(), warehouse.Occurrence{Schedule: body[:1], DueAt: clock.now.Add(time.Duration(i) * time.Hour), Body: body,
				Outcome: []string{"done", "done", "running"}[i]}))
		}
		// The second one of a had been recorded as done too early.
		must(t, store.RecordOccurrence(t.Context(), warehouse.Occurrence{Schedule: "a", DueAt: clock.now.Add(time.Hour), Body: "a2", Outcome: "failed", Sequence: 1}))
		must(t, store.RecordOccurrence(t.Context(), warehouse.Occurrence{Schedule: "a", DueAt: clock.now.Add(9 * time.Hour), Manual: true, Body: "hand"}))
		tests := []struct {
			name string
			got  func() ([]string, error)
			want []string
		}{
			{"last of all", func() ([]string, error) { return store.LastOccurrences(t.Context(), "", false) }, []string{"a2", "b1"}},
			{"last by hand too", func() ([]string, error) { return store.LastOccurrences(t.Context(), "", true) }, []string{"b1", "hand"}},
			{"last of one", func() ([]string, error) { return store.LastOccurrences(t.Context(), "a", false) }, []string{"a2"}},
			{"last of none", func() ([]string, error) { return store.LastOccurrences(t.Context(), "c", true) }, nil},
			{"last done of all", func() ([]string, error) { return store.LastOutcomes(t.Context(), "", "done") }, []string{"a1"}},
			{"last failed of one", func() ([]string, error) { return store.LastOutcomes(t.Context(), "a", "failed") }, []string{"a2"}},
			{"last of an outcome that never was", func() ([]string, error) { return store.LastOutcomes(t.Context(), "", "missed") }, nil},
			{"due from the first to before the second", func() ([]string, error) {
				return store.Occurrences(t.Context(), warehouse.OccurrenceQuery{Since: clock.now, Until: clock.now.Add(time.Hour)})
			}, []string{"a1"}},
			{"versions of one", func() ([]string, error) { return store.ScheduleVersions(t.Context(), "a") }, []string{"a1", "a2"}},
			{"versions of all", func() ([]string, error) { return store.ScheduleVersions(t.Context(), "") }, []string{"a1", "a2", "b1"}},
		}
		for _, test := range tests {
			got, err := test.got()
			must(t, err)
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.name, diff)
			}
		}
	})
}

// Old occurrences go; the latest of each schedule, which says up to when its due times
// are accounted, stays however old it is.
func TestForgetOccurrences(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		days := func(n int) time.Time { return clock.now.AddDate(0, 0, n) }
		for _, kept := range []warehouse.Occurrence{
			{Schedule: "old", DueAt: days(-300), Body: "goes"}, {Schedule: "old", DueAt: days(-200), Body: "watermark"},
			{Schedule: "new", DueAt: days(-200), Body: "goes too"}, {Schedule: "new", DueAt: days(-1), Body: "stays"},
			{Schedule: "new", DueAt: days(-150), Manual: true, Body: "by hand"},
		} {
			must(t, store.RecordOccurrence(t.Context(), kept))
		}
		must(t, store.ForgetOccurrences(t.Context(), days(-100)))
		bodies, err := store.Occurrences(t.Context(), warehouse.OccurrenceQuery{})
		must(t, err)
		if diff := cmp.Diff([]string{"stays", "watermark"}, bodies); diff != "" {
			t.Errorf("left (-want +got):\n%s", diff)
		}
	})
}
