package warehouse_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// shortTimes make the tests short. The order of the times is that of the program.
func shortTimes() warehouse.LeaseTimes {
	return warehouse.LeaseTimes{Lease: 3 * time.Second, Margin: time.Second, Claim: 500 * time.Millisecond}
}

func onServer(t *testing.T) bool { return !strings.HasSuffix(t.Name(), "/embedded") }

func TestLeaseIsHeldByOne(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		first, second := store.NewLease("first", shortTimes()), store.NewLease("second", shortTimes())
		token, until, err := first.Acquire(t.Context())
		must(t, err)
		if token != 1 || time.Until(until) > 3*time.Second {
			t.Errorf("token %d, until %s from now", token, time.Until(until))
		}
		if onServer(t) {
			if _, _, err := second.Acquire(t.Context()); !errors.Is(err, warehouse.ErrLeaseHeld) {
				t.Errorf("a second holder: %v", err)
			}
		}
		// Renewed beyond the end of the first claim.
		for range 3 {
			time.Sleep(1100 * time.Millisecond)
			if until, err = first.Renew(t.Context(), token); err != nil {
				t.Fatal(err)
			}
		}
		if left := time.Until(until); left < 1500*time.Millisecond || left > 3*time.Second {
			t.Errorf("renewed for %s", left)
		}
		must(t, first.Release(t.Context(), token))
		if _, err := first.Renew(t.Context(), token); !errors.Is(err, warehouse.ErrLeaseLost) {
			t.Errorf("renewed after its release: %v", err)
		}
		token, _, err = second.Acquire(t.Context())
		if err != nil || token != 2 {
			t.Errorf("after the release: token %d, %v", token, err)
		}
		if _, err := first.Renew(t.Context(), 1); !errors.Is(err, warehouse.ErrLeaseLost) {
			t.Errorf("the first one renews: %v", err)
		}
	})
}

// A holder that does not renew loses the lease, to itself too, and somebody else gets
// it only after the margin.
func TestLeaseExpires(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		if !onServer(t) {
			return // the embedded engine is locked by its process: its lease does not expire
		}
		first, second := store.NewLease("first", shortTimes()), store.NewLease("second", shortTimes())
		token, _, err := first.Acquire(t.Context())
		must(t, err)
		claimed := time.Now()
		time.Sleep(3100 * time.Millisecond)
		if _, err := first.Renew(t.Context(), token); !errors.Is(err, warehouse.ErrLeaseLost) {
			t.Errorf("renewed after its end: %v", err)
		}
		for {
			token, _, err = second.Acquire(t.Context())
			if !errors.Is(err, warehouse.ErrLeaseHeld) {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		must(t, err)
		if waited := time.Since(claimed); onServer(t) && waited < 3800*time.Millisecond || token != 2 {
			t.Errorf("token %d after %s", token, waited)
		}
	})
}

// Many claim at the same moment, again and again: never do two of them hold the lease.
func TestRivalsForTheLease(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		if !onServer(t) {
			return // there are no rivals on a locked folder
		}
		for range 4 {
			var mutex sync.Mutex
			var holders []*warehouse.Lease
			var held uint64
			var rivals sync.WaitGroup
			for range 6 {
				rivals.Go(func() {
					lease := store.NewLease("rival", shortTimes())
					token, _, err := lease.Acquire(t.Context())
					mutex.Lock()
					defer mutex.Unlock()
					if err == nil {
						holders, held = append(holders, lease), token
					} else if !errors.Is(err, warehouse.ErrLeaseHeld) && t.Context().Err() == nil {
						t.Logf("a claim that took too long does not count: %v", err)
					}
				})
			}
			rivals.Wait()
			if len(holders) > 1 {
				t.Fatalf("%d rivals hold the lease", len(holders))
			}
			if len(holders) == 1 {
				must(t, holders[0].Release(t.Context(), held))
			}
		}
	})
}

// A run is published under the lease in force and under no other; every text survives.
func TestPublicationIsFenced(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		lease := store.NewLease("first", shortTimes())
		publish := func(token uint64, state metrics.RunState, month int, value string) (metrics.Run, error) {
			period := metrics.MonthOf(2024, month)
			run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: "published-actuals", Scenario: metrics.Actual,
				State: metrics.RunLoading, File: "表\\t'一'\n.csv", FileHash: "h", Actor: "O'Neil \\", StartedAt: clock.now, Comment: "a\tb\\n",
				Counts: metrics.RunCounts{Rows: 7, New: 1, Changed: 2, Unchanged: 3, Rejected: 4, Flagged: 5}}
			ctx := warehouse.Fenced(t.Context(), token)
			must(t, store.RecordRun(ctx, run))
			must(t, store.AppendObservations(ctx, run, []metrics.Observation{valueOf(coal, period, 1, value)}))
			clock.advance(time.Second)
			run.State = state
			return run, store.RecordRun(ctx, run)
		}
		token, _, err := lease.Acquire(t.Context())
		must(t, err)
		run, err := publish(token, metrics.RunPublished, 1, "1")
		must(t, err)
		stored, err := store.Run(t.Context(), run.ID)
		must(t, err)
		if stored == nil || stored.State != metrics.RunPublished || stored.File != run.File || stored.Actor != run.Actor ||
			stored.Comment != run.Comment || stored.Counts != run.Counts || !stored.StartedAt.Equal(run.StartedAt) {
			t.Errorf("stored %+v\nwant %+v", stored, run)
		}
		if _, err := publish(token+1, metrics.RunPublished, 2, "2"); keyOf(err) != "store.fenced" {
			t.Errorf("a token that was never granted publishes: %v", err)
		}
		time.Sleep(3100 * time.Millisecond) // nobody has renewed
		if !onServer(t) {
			must(t, lease.Release(t.Context(), token))
		}
		if _, err := publish(token, metrics.RunPublished, 3, "3"); keyOf(err) != "store.fenced" {
			t.Errorf("an expired lease publishes: %v", err)
		}
		next := store.NewLease("second", shortTimes())
		var later uint64
		for later == 0 {
			if later, _, err = next.Acquire(t.Context()); err != nil && !errors.Is(err, warehouse.ErrLeaseHeld) {
				t.Fatal(err)
			}
		}
		if _, err := publish(token, metrics.RunPublished, 4, "4"); keyOf(err) != "store.fenced" {
			t.Errorf("a stale holder publishes: %v", err)
		}
		run.State = metrics.RunWithdrawn
		if err := store.RecordRun(warehouse.Fenced(t.Context(), token), run); keyOf(err) != "store.fenced" {
			t.Errorf("a stale holder withdraws: %v", err)
		}
		if values := current(t, store, metrics.Vintage{}); len(values) != 1 {
			t.Errorf("readers see %v", values)
		}
		must(t, store.RecordRun(warehouse.Fenced(t.Context(), later), run))
		if values := current(t, store, metrics.Vintage{}); len(values) != 0 {
			t.Errorf("after the withdrawal readers see %v", values)
		}
	})
}

// The settings that replicas agree by are known to the server and do not change what one
// server does.
func TestLeaseAsOnACluster(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		defer store.AgreeAsOnCluster()()
		lease := store.NewLease("first", shortTimes())
		token, _, err := lease.Acquire(t.Context())
		must(t, err)
		_, err = lease.Renew(t.Context(), token)
		must(t, err)
		must(t, lease.Release(t.Context(), token))
		if _, err := lease.Renew(t.Context(), token); !errors.Is(err, warehouse.ErrLeaseLost) {
			t.Errorf("renewed after its release: %v", err)
		}
	})
}
