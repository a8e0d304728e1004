package warehouse_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestSessionsLastUntilTheyEnd(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		digest := func(letter string) string { return strings.Repeat(letter, 64) }
		save := func(session metrics.Session) metrics.Session {
			t.Helper()
			clock.advance(time.Second)
			must(t, store.SaveSession(ctx, session))
			return session
		}
		begun := clock.now
		first := save(metrics.Session{Digest: digest("a"), Account: "wang", StartedAt: begun, SeenAt: begun, Address: "10.0.0.7", Agent: "浏览器 '1'"})
		second := save(metrics.Session{Digest: digest("b"), Account: "wang", StartedAt: begun, SeenAt: begun.Add(time.Hour)})
		save(metrics.Session{Digest: digest("c"), Account: "li", StartedAt: begun, SeenAt: begun})
		first.SeenAt = begun.Add(2 * time.Hour)
		save(first)

		found, err := store.Session(ctx, digest("a"))
		must(t, err)
		if diff := cmp.Diff(&first, found); diff != "" {
			t.Errorf("session a (-want +got):\n%s", diff)
		}
		of := func(since time.Time) []metrics.Session {
			t.Helper()
			sessions, err := store.SessionsOf(ctx, "wang", since)
			must(t, err)
			return sessions
		}
		if diff := cmp.Diff([]metrics.Session{first, second}, of(time.Time{})); diff != "" {
			t.Errorf("sessions of wang (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]metrics.Session{first}, of(begun.Add(90*time.Minute))); diff != "" {
			t.Errorf("sessions of wang seen lately (-want +got):\n%s", diff)
		}
		ended := first
		ended.Ended = true
		save(ended)
		save(first) // another instance, which has not heard of the end, renews it
		if found, err = store.Session(ctx, digest("a")); err != nil || found == nil || !found.Ended {
			t.Errorf("session a is %+v, %v: want it ended for good", found, err)
		}
		if diff := cmp.Diff([]metrics.Session{second}, of(time.Time{})); diff != "" {
			t.Errorf("sessions of wang after one ended (-want +got):\n%s", diff)
		}
		if none, err := store.Session(ctx, digest("e")); none != nil || err != nil {
			t.Errorf("an unknown digest: %+v, %v", none, err)
		}
	})
}
