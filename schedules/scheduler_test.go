package schedules_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

func TestDaysOfSchedules(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		process(t, memory, w, schedules.Options{},
			schedules.Schedule{Name: "daily", Job: "quick", Argument: "coal", Spec: "30 8 * * *"}, // 00:30 UTC
			schedules.Schedule{Name: "hourly", Job: "quick", Spec: "0 * * * *", Zone: "UTC"})
		elapse(72*time.Hour + 30*time.Minute)
		expect(t, memory, "daily", "01 00:30 done", "02 00:30 done", "03 00:30 done", "04 00:30 done")
		if count := len(strings.Split(story(t, memory, "hourly"), "\n")); count != 72 {
			t.Errorf("%d hourly records after 72 hours", count)
		}
		found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "daily", Limit: 1})
		if found[0].Detail != "looked" || !found[0].Changed || !found[0].StartedAt.Equal(found[0].DueAt) {
			t.Errorf("the record is %+v", found[0])
		}
		first := slices.IndexFunc(w.occasions, func(o schedules.Occasion) bool { return o.Schedule == "daily" })
		if o := w.occasions[first]; o.Argument != "coal" || o.DueAt.Format(time.RFC3339) != "2000-01-01T08:30:00+08:00" {
			t.Errorf("the job was started for %+v", o)
		}
	})
}

func TestFailures(t *testing.T) {
	t.Parallel()
	tests := []struct{ job, argument, reason, detail string }{
		{"panic", "", "job.panicked", "panic: index out of range"},
		{"exit", "", "job.failed", "the job ended its goroutine without returning"},
		{"fail", "", "job.failed", "connection refused"},
		{"refuse", "", "ingest.unreachable", `import: ingest.unreachable folder="inbox"`},
		{"sleep", "1h", "job.timeout", "context deadline exceeded"},
		{"swallow", "", "job.timeout", "looked"},
	}
	for _, test := range tests {
		t.Run(test.job, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memory, w := &schedulestest.Memory{}, &workshop{}
				process(t, memory, w, schedules.Options{},
					schedules.Schedule{Name: "bad", Job: test.job, Argument: test.argument, Spec: "0 */2 * * *", Zone: "UTC", Timeout: 10 * time.Minute},
					schedules.Schedule{Name: "good", Job: "quick", Spec: "5 */2 * * *", Zone: "UTC"})
				elapse(4*time.Hour + 30*time.Minute)
				// It fails every time, and takes nothing else down.
				expect(t, memory, "bad", "01 02:00 failed "+test.reason, "01 04:00 failed "+test.reason)
				expect(t, memory, "good", "01 00:05 done", "01 02:05 done", "01 04:05 done")
				found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "bad", Limit: 1})
				if found[0].Detail != test.detail {
					t.Errorf("detail %q, want %q", found[0].Detail, test.detail)
				}
				if test.reason == "job.timeout" && found[0].Duration() != 10*time.Minute {
					t.Errorf("it took %s, and was allowed 10 minutes", found[0].Duration())
				}
			})
		})
	}
}

func TestOverlapIsSkipped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		process(t, memory, w, schedules.Options{},
			schedules.Schedule{Name: "long", Job: "sleep", Argument: "25m", Spec: "*/10 * * * *", Zone: "UTC"})
		elapse(50 * time.Minute)
		// Started at 00:10, ends at 00:35; the next free due time is 00:40.
		expect(t, memory, "long", "01 00:10 done", "01 00:20 skipped schedule.skipped.overlap",
			"01 00:30 skipped schedule.skipped.overlap", "01 00:40 running", "01 00:50 skipped schedule.skipped.overlap")
	})
}

// A job that ignores its cancellation holds neither its place nor other schedules;
// its own schedule waits for it and says so.
func TestJobThatDoesNotStopIsAbandoned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := process(t, memory, w, schedules.Options{MaxConcurrent: 1},
			schedules.Schedule{Name: "deaf", Job: "deaf", Argument: "35m", Spec: "*/10 * * * *", Zone: "UTC", Timeout: 5 * time.Minute},
			schedules.Schedule{Name: "good", Job: "quick", Spec: "16 * * * *", Zone: "UTC"})
		elapse(52 * time.Minute)
		// Started at 00:10, recorded as failed at 00:15:10, returns at 00:45, starts again at 00:50.
		expect(t, memory, "deaf", "01 00:10 failed job.timeout", "01 00:20 skipped schedule.skipped.abandoned",
			"01 00:30 skipped schedule.skipped.abandoned", "01 00:40 skipped schedule.skipped.abandoned", "01 00:50 running")
		expect(t, memory, "good", "01 00:16 done")
		if err := stop(scheduler, 0); err == nil {
			t.Error("Stop waits for a job that does not stop")
		}
		elapse(time.Hour) // the last job returns before the bubble ends
	})
}

func TestConcurrencyLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		var saved []schedules.Schedule
		for i := range 5 {
			saved = append(saved, schedules.Schedule{Name: fmt.Sprintf("s%d", i), Job: "sleep", Argument: "10m", Spec: "0 1 * * *", Zone: "UTC"})
		}
		scheduler := process(t, memory, w, schedules.Options{MaxConcurrent: 2}, saved...)
		elapse(65 * time.Minute)
		var running, waiting int
		statuses, err := scheduler.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, status := range statuses {
			if status.Running {
				running++
			}
			if status.Waiting {
				waiting++
			}
		}
		if running != 5 || waiting != 3 {
			t.Errorf("%d run, %d of them wait; want 5 and 3", running, waiting)
		}
		elapse(25*time.Minute + time.Second) // 01:30: three rounds of ten minutes are over
		for _, schedule := range saved {
			expect(t, memory, schedule.Name, "01 01:00 done")
		}
		if w.most != 2 {
			t.Errorf("%d ran at the same time, 2 are allowed", w.most)
		}
	})
}

func TestRestartAfterMissedDueTimes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		catchUp schedules.CatchUp
		down    time.Duration // from 01:05 on
		want    []string
	}{
		{"none due while down", schedules.CatchUpLast, 30 * time.Minute, []string{"01 01:00 done"}},
		{"back within the grace", schedules.CatchUpNone, 57 * time.Minute, []string{"01 01:00 done", "01 02:00 done"}},
		{"back just after the grace", schedules.CatchUpNone, 57*time.Minute + time.Millisecond, []string{"01 01:00 done", "01 02:00 missed schedule.missed"}},
		{"catch up the last", schedules.CatchUpLast, 190 * time.Minute,
			[]string{"01 01:00 done", "01 02:00 missed schedule.missed", "01 03:00 missed schedule.missed", "01 04:00 done schedule.caught_up"}},
		{"catch up none", schedules.CatchUpNone, 190 * time.Minute,
			[]string{"01 01:00 done", "01 02:00 missed schedule.missed", "01 03:00 missed schedule.missed", "01 04:00 missed schedule.missed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memory, w := &schedulestest.Memory{}, &workshop{}
				schedule := schedules.Schedule{Name: "hourly", Job: "quick", Spec: "0 * * * *", Zone: "UTC", CatchUp: test.catchUp}
				first := process(t, memory, w, schedules.Options{}, schedule)
				elapse(65 * time.Minute)
				if err := stop(first, 0); err != nil {
					t.Fatal(err)
				}
				elapse(test.down)
				process(t, memory, w, schedules.Options{}, schedule) // saving the same again changes nothing
				elapse(time.Minute)
				expect(t, memory, "hourly", test.want...)
			})
		})
	}
}

// Down from day 1, 00:00, for ten days: 240 hourly due times. The latest runs, the
// hundred before have their own records, and 139 share one: 00:00 + 139 h is day 6, 19:00.
func TestManyMissedDueTimesShareARecord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		first := process(t, memory, w, schedules.Options{}, schedules.Schedule{Name: "hourly", Job: "quick", Spec: "0 * * * *", Zone: "UTC"})
		if err := stop(first, 0); err != nil {
			t.Fatal(err)
		}
		elapse(240*time.Hour + 30*time.Minute)
		second := process(t, memory, w, schedules.Options{})
		elapse(time.Minute)
		if tally := second.Tally(); len(tally) != 2 || tally[1].Outcome != schedules.OutcomeMissed || tally[1].Count != 239 {
			t.Errorf("settled %v", tally)
		}
		found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "hourly"})
		if len(found) != 102 {
			t.Fatalf("%d records, want 102", len(found))
		}
		shared := found[101]
		if shared.Reason.Key != "schedule.missed.many" || shared.Reason.Arguments["count"] != "139" ||
			shared.Reason.Arguments["first"] != "2000-01-01T01:00:00Z" || shared.Reason.Arguments["last"] != "2000-01-06T19:00:00Z" ||
			!shared.DueAt.Equal(time.Date(2000, 1, 6, 19, 0, 0, 0, time.UTC)) {
			t.Errorf("the shared record is %+v %v", shared, shared.Reason)
		}
		readTexts(t).check(t, *shared.Reason)
		from, to, count := shared.Span()
		if count != 139 || shared.Count() != 139 || !from.Equal(time.Date(2000, 1, 1, 1, 0, 0, 0, time.UTC)) || !to.Equal(shared.DueAt) || found[0].Count() != 1 {
			t.Errorf("it stands for %d from %s to %s", count, from, to)
		}
		if next := found[100]; next.Outcome != schedules.OutcomeMissed || !next.DueAt.Equal(time.Date(2000, 1, 6, 20, 0, 0, 0, time.UTC)) {
			t.Errorf("after it comes %+v", next)
		}
		if found[0].Outcome != schedules.OutcomeDone {
			t.Errorf("the latest is %+v", found[0])
		}
	})
}

func TestPauseAndEdit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		schedule := schedules.Schedule{Name: "x", Job: "quick", Spec: "0 * * * *", Zone: "UTC", ChangedBy: "planner"}
		scheduler := process(t, memory, w, schedules.Options{}, schedule)
		elapse(90 * time.Minute) // 01:30
		if err := scheduler.Pause(t.Context(), "x", true, "statistician"); err != nil {
			t.Fatal(err)
		}
		elapse(2 * time.Hour) // 03:30
		if status, _ := scheduler.Status(t.Context()); !status[0].NextAt.IsZero() || status[0].Schedule.ChangedBy != "statistician" {
			t.Errorf("while paused: %+v", status[0])
		}
		if err := scheduler.Pause(t.Context(), "x", false, "statistician"); err != nil {
			t.Fatal(err)
		}
		elapse(time.Hour) // 04:30
		schedule.Spec = "*/20 * * * *"
		if err := scheduler.Save(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
		elapse(45 * time.Minute) // 05:15
		schedule.Retired = true
		if err := scheduler.Save(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
		elapse(time.Hour)
		expect(t, memory, "x", "01 01:00 done", "01 02:00 skipped schedule.skipped.paused", "01 03:00 skipped schedule.skipped.paused",
			"01 04:00 done", "01 04:40 done", "01 05:00 done")
		if reason := schedules.AsReason(scheduler.RunNow(t.Context(), "x", "planner")); reason == nil || reason.Key != "schedule.retired" {
			t.Errorf("a retired schedule by hand: %v", reason)
		}
		schedule.Spec, schedule.Retired = "0 0 30 2 *", false
		var problems schedules.Problems
		if err := scheduler.Save(t.Context(), schedule); !errors.As(err, &problems) || problems[0].Field != "spec" {
			t.Errorf("a spec that never fires was saved: %v", err)
		}
	})
}

// A schedule that is changed after a break and before the start: what was due in the
// break is missed, under the earlier form, and is not caught up.
func TestEditBeforeStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		schedule := schedules.Schedule{Name: "x", Job: "quick", Spec: "0 * * * *", Zone: "UTC"}
		_ = stop(process(t, memory, w, schedules.Options{}, schedule), 0)
		elapse(150 * time.Minute)
		schedule.Spec = "*/15 * * * *"
		process(t, memory, w, schedules.Options{}, schedule)
		elapse(20 * time.Minute)
		expect(t, memory, "x", "01 01:00 missed schedule.missed", "01 02:00 missed schedule.missed", "01 02:45 done")
	})
}

// Another process changes the stored schedule at 01:30; the scheduler sees it within
// a tick and settles the time before under the earlier form.
func TestEditByAnotherProcess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		schedule := schedules.Schedule{Name: "x", Job: "quick", Spec: "0 * * * *", Zone: "UTC"}
		process(t, memory, w, schedules.Options{}, schedule)
		elapse(90*time.Minute + 500*time.Millisecond)
		schedule.Spec, schedule.ChangedAt = "*/15 * * * *", begin().Add(90*time.Minute)
		if err := memory.SaveSchedule(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
		elapse(time.Hour - time.Minute)
		expect(t, memory, "x", "01 01:00 done", "01 01:45 done", "01 02:00 done", "01 02:15 done")
	})
}

func TestRunByHand(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := process(t, memory, w, schedules.Options{},
			schedules.Schedule{Name: "x", Job: "sleep", Argument: "90m", Spec: "0 * * * *", Zone: "UTC", Paused: true, Timeout: 2 * time.Hour},
			schedules.Schedule{Name: "y", Job: "quick", Spec: "0 5 * * *", Zone: "UTC"})
		elapse(30 * time.Minute)
		if err := scheduler.RunNow(t.Context(), "x", "planner"); err != nil {
			t.Fatal(err)
		}
		if reason := schedules.AsReason(scheduler.RunNow(t.Context(), "x", "planner")); reason == nil || reason.Key != "schedule.running" {
			t.Errorf("a second time: %v", reason)
		}
		if reason := schedules.AsReason(scheduler.RunNow(t.Context(), "z", "planner")); reason == nil || reason.Key != "schedule.unknown" {
			t.Errorf("an unknown schedule: %v", reason)
		}
		// Two runs at the same moment are two records.
		for range 2 {
			occurrence, err := scheduler.RunAndWait(t.Context(), "y", "statistician")
			if err != nil || occurrence.Outcome != schedules.OutcomeDone || occurrence.Actor != "statistician" {
				t.Errorf("by hand: %+v, %v", occurrence, err)
			}
		}
		expect(t, memory, "y", "01 00:30 done by statistician", "01 00:30 done by statistician")
		elapse(2 * time.Hour)
		expect(t, memory, "x", "01 00:30 done by planner", "01 01:00 skipped schedule.skipped.paused", "01 02:00 skipped schedule.skipped.paused")
		// A run by hand does not move what is accounted.
		elapse(3 * time.Hour)
		if got := story(t, memory, "y"); !strings.HasSuffix(got, "01 05:00 done") {
			t.Errorf("the story of y: %s", got)
		}
	})
}

func TestRunByHandBeforeStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := schedules.New(memory, w.jobs(), schedules.Options{})
		if err := scheduler.Save(t.Context(), schedules.Schedule{Name: "x", Job: "quick", Spec: "@daily"}); err != nil {
			t.Fatal(err)
		}
		if occurrence, err := scheduler.RunAndWait(t.Context(), "x", "planner"); err != nil || occurrence.Outcome != schedules.OutcomeDone {
			t.Errorf("%+v, %v", occurrence, err)
		}
		elapse(48 * time.Hour)
		expect(t, memory, "x", "01 00:00 done by planner") // nothing runs by itself
	})
}

func TestStop(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		patience time.Duration
		want     string
		wantErr  bool
		later    string
	}{
		{"waits for the running job", 30 * time.Minute, "01 01:00 done", false, "01 01:00 done schedule.caught_up"},
		{"cancels it when patience ends", 5 * time.Minute, "01 01:00 failed job.stopped", true, "01 01:00 done schedule.caught_up"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memory, w := &schedulestest.Memory{}, &workshop{}
				long := schedules.Schedule{Name: "long", Job: "sleep", Argument: "20m", Spec: "0 1 * * *", Zone: "UTC"}
				queued := schedules.Schedule{Name: "queued", Job: "quick", Spec: "0 1 * * *", Zone: "UTC"}
				scheduler := process(t, memory, w, schedules.Options{MaxConcurrent: 1}, long, queued)
				elapse(65 * time.Minute)
				if err := stop(scheduler, test.patience); (err != nil) != test.wantErr {
					t.Errorf("Stop: %v", err)
				}
				expect(t, memory, "long", test.want)
				expect(t, memory, "queued", "01 01:00 running") // it waits, without a start
				if reason := schedules.AsReason(scheduler.RunNow(t.Context(), "queued", "planner")); reason == nil || reason.Key != "schedule.stopped" {
					t.Errorf("after Stop: %v", reason)
				}
				process(t, memory, w, schedules.Options{})
				elapse(time.Minute)
				expect(t, memory, "queued", test.later) // the next start settles it
			})
		})
	}
}

func TestStartTwiceAndWithoutRecords(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		if err := process(t, memory, w, schedules.Options{}).Start(t.Context()); err == nil {
			t.Error("it starts twice")
		}
		memory.Fail(errors.New("no store"))
		if err := schedules.New(memory, w.jobs(), schedules.Options{}).Start(t.Context()); err == nil {
			t.Error("it starts without its records")
		}
		memory.Fail(nil)
	})
}
