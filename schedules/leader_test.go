package schedules_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// wire is the way of one instance to records and lease, which can be cut.
type wire struct {
	severable
	lease *schedulestest.Lease
}

var errCut = errors.New("no route to host")

func (c *wire) Acquire(ctx context.Context) (schedules.Grant, error) {
	if c.dead.Load() {
		return schedules.Grant{}, errCut
	}
	return c.lease.Acquire(ctx)
}

func (c *wire) Renew(ctx context.Context, grant schedules.Grant) (schedules.Grant, error) {
	if c.dead.Load() {
		return grant, errCut
	}
	return c.lease.Renew(ctx, grant)
}

func (c *wire) Release(ctx context.Context, grant schedules.Grant) error {
	if c.dead.Load() {
		return errCut
	}
	return c.lease.Release(ctx, grant)
}

// instance is one of several schedulers on the same records.
func instance(t *testing.T, memory *schedulestest.Memory, lease *schedulestest.Lease, w *workshop, saved ...schedules.Schedule) (*schedules.Scheduler, *wire) {
	t.Helper()
	cut := &wire{severable: severable{Records: memory}, lease: lease}
	return process(t, cut, w, schedules.Options{Lease: cut, MaxConcurrent: 2}, saved...), cut
}

func hourly(job, argument string) schedules.Schedule {
	return schedules.Schedule{Name: "x", Job: job, Argument: argument, Spec: "0 * * * *", Zone: "UTC", Timeout: 5 * time.Hour}
}

func TestOneOfTwoInstancesRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, w := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}
		first, _ := instance(t, memory, lease, w, hourly("quick", ""))
		second, _ := instance(t, memory, lease, w)
		elapse(2*time.Hour + 30*time.Minute)
		if !first.Leading() || second.Leading() {
			t.Errorf("leading: the first %t, the second %t", first.Leading(), second.Leading())
		}
		if len(w.occasions) != 2 || lease.Token() != 1 {
			t.Errorf("%d runs for two due times, token %d", len(w.occasions), lease.Token())
		}
		if err := stop(first, time.Minute); err != nil {
			t.Fatal(err)
		}
		elapse(time.Hour)
		expect(t, memory, "x", "01 01:00 done", "01 02:00 done", "01 03:00 done")
		if lease.Token() != 2 || w.occasions[2].Token != 2 {
			t.Errorf("token %d, the job was given %d", lease.Token(), w.occasions[2].Token)
		}
		done := func(count int) []schedules.OutcomeCount {
			return []schedules.OutcomeCount{{Schedule: "x", Outcome: schedules.OutcomeDone, Count: count}}
		}
		if first.Leading() || !second.Leading() || !slices.Equal(first.Tally(), done(2)) || !slices.Equal(second.Tally(), done(1)) {
			t.Errorf("the first counted %v, the second %v", first.Tally(), second.Tally())
		}
		_ = stop(second, time.Minute)
	})
}

// A second instance starts while the first one runs a job, and must not take that for
// a run that was cut off.
func TestStartLeavesTheRunsOfAnotherInstanceAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, w := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}
		first, _ := instance(t, memory, lease, w, hourly("sleep", "30m"))
		elapse(70 * time.Minute)
		second, _ := instance(t, memory, lease, w)
		elapse(time.Minute)
		expect(t, memory, "x", "01 01:00 running")
		statuses, err := second.Status(t.Context())
		if err != nil || !statuses[0].Running {
			t.Errorf("the second instance says %+v, %v", statuses, err)
		}
		if reason := schedules.AsReason(second.StopRun(t.Context(), "x", "planner")); reason == nil || reason.Key != "schedule.elsewhere" {
			t.Errorf("stop: %v", reason)
		}
		elapse(30 * time.Minute)
		expect(t, memory, "x", "01 01:00 done")
		_, _ = stop(first, time.Minute), stop(second, time.Minute)
	})
}

// The first instance loses its way to records and lease at 01:05, in the middle of a
// run. Its job is cancelled when the grant ends, the second one takes over, and what
// the first one still has to say does not count.
func TestTakeover(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease := &schedulestest.Memory{}, &schedulestest.Lease{}
		stale, fresh := &workshop{}, &workshop{}
		first, cut := instance(t, memory, lease, stale, hourly("sleep", "4h"))
		second, _ := instance(t, memory, lease, fresh)
		elapse(65 * time.Minute)
		cut.dead.Store(true)
		elapse(schedulestest.LeaseTime + 11*time.Second)
		if stale.now != 0 {
			t.Error("the job of the instance that lost the lease goes on")
		}
		elapse(time.Minute)
		expect(t, memory, "x", "01 01:00 failed job.interrupted")
		cut.dead.Store(false) // it comes back and delivers what it held back
		elapse(2 * time.Hour) // the second one runs 02:00 until 06:00
		expect(t, memory, "x", "01 01:00 failed job.interrupted", "01 02:00 running", "01 03:00 skipped schedule.skipped.overlap")
		if len(stale.occasions) != 1 || len(fresh.occasions) != 1 || fresh.occasions[0].Token != 2 {
			t.Errorf("starts: %v and %v", stale.occasions, fresh.occasions)
		}
		_, _ = stop(first, 0), stop(second, 0)
	})
}

// While the lease cannot be reached, the instance that has it goes on until its grant
// ends, and not a moment longer.
func TestLeaseThatCannotBeReached(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, w := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}
		schedule := hourly("quick", "")
		schedule.Spec = "* * * * *"
		only, _ := instance(t, memory, lease, w, schedule)
		elapse(59*time.Second + 500*time.Millisecond)
		lease.Fail(errCut)
		elapse(time.Second) // 00:01:00 is run under the grant that was renewed at 00:00:55
		if len(w.occasions) != 1 {
			t.Errorf("%d runs at 00:01", len(w.occasions))
		}
		elapse(5 * time.Minute)
		if len(w.occasions) != 1 {
			t.Errorf("%d runs without a lease", len(w.occasions)-1)
		}
		lease.Fail(nil)
		elapse(30 * time.Second)
		if got := story(t, memory, "x"); !strings.HasPrefix(got, "01 00:01 done\n01 00:02 missed schedule.missed\n") || strings.Contains(got, "running") {
			t.Errorf("the story of x:\n%s", got)
		}
		_ = stop(only, time.Minute)
	})
}

// Orders and edits given to the instance that does not act are carried out by the one
// that does.
func TestOrdersToTheOtherInstance(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, acting, other := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}, &workshop{}
		first, _ := instance(t, memory, lease, acting, hourly("sleep", "3m"))
		second, _ := instance(t, memory, lease, other)
		elapse(90 * time.Minute)
		occurrence, err := second.Carry(t.Context(), schedules.Order{Schedule: "x", Actor: "planner", For: begin().AddDate(0, -1, 0)})
		if err != nil || occurrence.Outcome != schedules.OutcomeDone || occurrence.Actor != "planner" || occurrence.Token != 1 {
			t.Errorf("carried out: %+v, %v", occurrence, err)
		}
		if last := acting.occasions[len(acting.occasions)-1]; last.DueAt.Format(time.DateOnly) != "1999-12-01" || !last.Manual {
			t.Errorf("the job was given %+v", last)
		}
		// Two at once: the second one is told that it runs already.
		if err := second.RunNow(t.Context(), "x", "a"); err != nil {
			t.Fatal(err)
		}
		occurrence, err = second.Carry(t.Context(), schedules.Order{Schedule: "x", Actor: "b"})
		if err != nil || occurrence.Outcome != schedules.OutcomeSkipped || occurrence.Reason.Key != "schedule.running" {
			t.Errorf("the other order: %+v, %v", occurrence, err)
		}
		elapse(10 * time.Minute)
		changed := hourly("quick", "")
		changed.Spec = "45 * * * *"
		if err := second.Save(t.Context(), changed); err != nil {
			t.Fatal(err)
		}
		elapse(2*time.Hour - time.Since(begin()))
		elapse(0)
		if got := story(t, memory, "x"); !strings.Contains(got, "01 01:45 done") || strings.Contains(got, "01 02:00") {
			t.Errorf("the story of x:\n%s", got)
		}
		if len(other.occasions) != 0 {
			t.Errorf("the other instance ran %v", other.occasions)
		}
		_, _ = stop(first, time.Minute), stop(second, time.Minute)
	})
}

// The acting instance dies after another one has changed the schedule twice and before
// it has seen that. What was due under each form is accounted under it.
func TestEditsThatTheLeaderNeverSaw(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, w := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}
		schedule := hourly("quick", "")
		first, cut := instance(t, memory, lease, w, schedule)
		elapse(90 * time.Minute)
		editor, _ := instance(t, memory, lease, &workshop{})
		cut.dead.Store(true)
		elapse(65 * time.Minute) // 02:35, the editor is the leader now
		_ = stop(first, 0)
		_ = stop(editor, time.Minute)
		// Nobody runs. Two definitions are stored by a program that only writes.
		for _, edit := range []struct{ at, spec string }{{"03:10", "20 * * * *"}, {"04:30", "40 * * * *"}} {
			at, err := time.Parse("15:04", edit.at)
			if err != nil {
				t.Fatal(err)
			}
			schedule.Spec = edit.spec
			schedule.ChangedAt = begin().Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
			if err := memory.SaveSchedule(t.Context(), schedule); err != nil {
				t.Fatal(err)
			}
		}
		elapse(6*time.Hour - time.Since(begin()))
		last, _ := instance(t, memory, lease, w)
		elapse(time.Minute)
		expect(t, memory, "x", "01 01:00 done", "01 02:00 done", "01 03:00 missed schedule.missed",
			"01 03:20 missed schedule.missed", "01 04:20 missed schedule.missed", "01 04:40 missed schedule.missed", "01 05:40 done schedule.caught_up")
		_ = stop(last, time.Minute)
	})
}
