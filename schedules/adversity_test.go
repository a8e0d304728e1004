package schedules_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// The process dies at 01:05 with one run in the middle and one waiting for a place.
func TestCrash(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		cut := &severable{Records: memory}
		first := process(t, cut, w, schedules.Options{MaxConcurrent: 1},
			schedules.Schedule{Name: "long", Job: "sleep", Argument: "20m", Spec: "0 1 * * *", Zone: "UTC"},
			schedules.Schedule{Name: "queued", Job: "quick", Spec: "0 1 * * *", Zone: "UTC"})
		elapse(65 * time.Minute)
		cut.dead.Store(true)
		if err := stop(first, 0); err == nil {
			t.Error("nothing was running")
		}
		expect(t, memory, "long", "01 01:00 running")
		expect(t, memory, "queued", "01 01:00 running")
		elapse(time.Hour)
		process(t, memory, w, schedules.Options{})
		elapse(time.Minute)
		expect(t, memory, "long", "01 01:00 failed job.interrupted")
		expect(t, memory, "queued", "01 01:00 done schedule.caught_up")
	})
}

// The records do not answer from 00:50 to 02:10. The run that was going on is
// recorded afterwards, nothing runs without a record, and what was due is settled.
func TestRecordsThatDoNotAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		process(t, memory, w, schedules.Options{},
			schedules.Schedule{Name: "long", Job: "sleep", Argument: "20m", Spec: "40 0 * * *", Zone: "UTC"},
			schedules.Schedule{Name: "hourly", Job: "quick", Spec: "0 * * * *", Zone: "UTC"})
		elapse(50 * time.Minute)
		memory.Fail(errors.New("connection refused"))
		elapse(80 * time.Minute)
		if len(w.occasions) != 1 {
			t.Errorf("%d jobs were started, 1 of them with a record", len(w.occasions))
		}
		memory.Fail(nil)
		elapse(time.Minute)
		expect(t, memory, "long", "01 00:40 done")
		expect(t, memory, "hourly", "01 01:00 missed schedule.missed", "01 02:00 done schedule.caught_up")
		found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "long"})
		if found[0].Duration() != 20*time.Minute {
			t.Errorf("the run took %s", found[0].Duration())
		}
	})
}

// The records do not answer from 00:50 to 02:10, and at 01:30 another process changes
// the schedule: 01:00 was due under the earlier form.
func TestEditByAnotherProcessDuringAnOutage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		cut := &severable{Records: memory}
		schedule := schedules.Schedule{Name: "x", Job: "quick", Spec: "0 * * * *", Zone: "UTC", CatchUp: schedules.CatchUpNone}
		process(t, cut, w, schedules.Options{}, schedule)
		elapse(50 * time.Minute)
		cut.dead.Store(true)
		elapse(80 * time.Minute)
		schedule.Spec, schedule.ChangedAt = "*/15 * * * *", begin().Add(90*time.Minute)
		if err := memory.SaveSchedule(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
		cut.dead.Store(false)
		elapse(10 * time.Minute)
		expect(t, memory, "x", "01 01:00 missed schedule.missed", "01 01:45 missed schedule.missed",
			"01 02:00 missed schedule.missed", "01 02:15 done")
	})
}

// clock is a clock that can be put forward and back.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) set(ahead time.Duration) { c.ahead.Store(int64(ahead)) }
func options(c *clock) schedules.Options { return schedules.Options{Now: c.now} }

func TestClockPutForward(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w, clock := &schedulestest.Memory{}, &workshop{}, &clock{}
		process(t, memory, w, options(clock), schedules.Schedule{Name: "x", Job: "quick", Spec: "0 * * * *", Zone: "UTC"})
		elapse(30 * time.Minute)
		clock.set(3 * time.Hour) // 00:30 becomes 03:30
		elapse(2 * time.Minute)
		expect(t, memory, "x", "01 01:00 missed schedule.missed", "01 02:00 missed schedule.missed", "01 03:00 done schedule.caught_up")
	})
}

func TestClockPutBackRunsNothingTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w, clock := &schedulestest.Memory{}, &workshop{}, &clock{}
		process(t, memory, w, options(clock), schedules.Schedule{Name: "x", Job: "quick", Spec: "*/10 * * * *", Zone: "UTC"})
		elapse(65 * time.Minute)
		clock.set(-50 * time.Minute) // 01:05 becomes 00:15
		elapse(57 * time.Minute)     // 01:12
		expect(t, memory, "x", "01 00:10 done", "01 00:20 done", "01 00:30 done", "01 00:40 done", "01 00:50 done", "01 01:00 done", "01 01:10 done")
		if len(w.occasions) != 7 {
			t.Errorf("%d starts for 7 due times", len(w.occasions))
		}
	})
}

// The clock shows the next year for a while. Afterwards the schedule does not wait
// a year: its due times run when they really come.
func TestClockThatWasWrongByAYear(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w, clock := &schedulestest.Memory{}, &workshop{}, &clock{}
		process(t, memory, w, options(clock), schedules.Schedule{Name: "x", Job: "quick", Spec: "0 0 1 * *", Zone: "UTC", CatchUp: schedules.CatchUpNone})
		elapse(12 * time.Hour)
		clock.set(80 * 24 * time.Hour) // 21 March: 1 February and 1 March seem to be over
		elapse(time.Hour)
		expect(t, memory, "x", "01 00:00 missed schedule.missed", "01 00:00 missed schedule.missed")
		clock.set(0)
		elapse(31 * 24 * time.Hour)
		expect(t, memory, "x", "01 00:00 done", "01 00:00 missed schedule.missed") // 1 March is still to come
	})
}

// A stored schedule whose job or zone no longer exists does not run, and says so.
func TestBrokenStoredSchedules(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		for _, schedule := range []schedules.Schedule{
			{Name: "job", Job: "gone", Spec: "0 * * * *", Zone: "UTC"},
			{Name: "spec", Job: "quick", Spec: "CRON_TZ=UTC", Zone: "UTC"},
			{Name: "zone", Job: "quick", Spec: "0 * * * *", Zone: "Asia/Nowhere"},
		} {
			if err := memory.SaveSchedule(t.Context(), schedule); err != nil {
				t.Fatal(err)
			}
		}
		scheduler := process(t, memory, w, schedules.Options{})
		elapse(90 * time.Minute)
		expect(t, memory, "job", "01 01:00 failed schedule.job.gone")
		expect(t, memory, "spec", "")
		expect(t, memory, "zone", "")
		statuses, err := scheduler.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"schedule.job.unknown", "schedule.spec.zone", "schedule.zone.unknown"} {
			if problem := statuses[i].Problem; problem == nil || problem.Key != want {
				t.Errorf("%s: problem %v, want %s", statuses[i].Schedule.Name, problem, want)
			}
		}
		if reason := schedules.AsReason(scheduler.RunNow(t.Context(), "job", "planner")); reason == nil || reason.Key != "schedule.job.gone" {
			t.Errorf("by hand: %v", reason)
		}
		if occurrence, err := scheduler.RunAndWait(t.Context(), "zone", "planner"); err != nil || occurrence.Outcome != schedules.OutcomeDone {
			t.Errorf("by hand, without a zone: %+v, %v", occurrence, err)
		}
	})
}
