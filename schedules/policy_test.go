package schedules_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// 1 and 2 January 2000 are a weekend; Monday the 3rd is a holiday in this calendar,
// Saturday the 8th is worked.
func TestDaysOffAreSkipped(t *testing.T) {
	t.Parallel()
	calendar, err := schedules.ParseCalendar(strings.NewReader("2000-01-03,holiday,元旦\n2000-01-08,workday,元旦\n"))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := process(t, memory, w, schedules.Options{Calendar: calendar},
			schedules.Schedule{Name: "x", Job: "quick", Spec: "0 9 * * *", Zone: "UTC", DaysOff: schedules.DaysOffSkip},
			schedules.Schedule{Name: "y", Job: "quick", Spec: "0 9 3 * *", Zone: "UTC", DaysOff: schedules.DaysOffAfter})
		if statuses, err := scheduler.Status(t.Context()); err != nil || statuses[0].NextAt.Format(time.DateOnly) != "2000-01-04" {
			t.Errorf("next: %v, %v", statuses[0].NextAt, err)
		}
		elapse(8*24*time.Hour + 10*time.Hour)
		expect(t, memory, "x", "01 09:00 skipped schedule.skipped.weekend", "02 09:00 skipped schedule.skipped.weekend",
			"03 09:00 skipped schedule.skipped.holiday", "04 09:00 done", "05 09:00 done", "06 09:00 done", "07 09:00 done", "08 09:00 done",
			"09 09:00 skipped schedule.skipped.weekend")
		// It runs a day later, for the day it was meant for.
		expect(t, memory, "y", "04 09:00 done")
		index := slices.IndexFunc(w.occasions, func(o schedules.Occasion) bool { return o.Schedule == "y" })
		if due := w.occasions[index].DueAt.Format(time.RFC3339); due != "2000-01-03T09:00:00Z" {
			t.Errorf("y ran for %s", due)
		}
	})
}

// The administrator adds a holiday while the program runs.
func TestCalendarIsReplaced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := process(t, memory, w, schedules.Options{},
			schedules.Schedule{Name: "x", Job: "quick", Spec: "0 9 * * *", Zone: "UTC", DaysOff: schedules.DaysOffAfter})
		elapse(48 * time.Hour) // Monday, 00:00
		calendar, err := schedules.ParseCalendar(strings.NewReader("2000-01-03,holiday,\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := scheduler.UseCalendar(t.Context(), calendar); err != nil {
			t.Fatal(err)
		}
		elapse(48 * time.Hour)
		expect(t, memory, "x", "04 09:00 done")
	})
}

// Down from 01:05 to 06:30: 02:00 to 06:00 are made up for, one after the other, the
// latest three of them when the limit says so. Each takes forty minutes, so that
// 07:00 waits too and loses nothing.
func TestCatchUpAll(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		limit int
		want  []string
	}{
		{0, []string{"01 01:00 done", "01 02:00 done schedule.caught_up", "01 03:00 done schedule.caught_up", "01 04:00 done schedule.caught_up",
			"01 05:00 done schedule.caught_up", "01 06:00 done schedule.caught_up", "01 07:00 done schedule.caught_up", "01 08:00 done schedule.caught_up", "01 09:00 done schedule.caught_up"}},
		{3, []string{"01 01:00 done", "01 02:00 missed schedule.missed", "01 03:00 missed schedule.missed", "01 04:00 done schedule.caught_up",
			"01 05:00 done schedule.caught_up", "01 06:00 done schedule.caught_up", "01 07:00 done schedule.caught_up", "01 08:00 done schedule.caught_up", "01 09:00 done schedule.caught_up"}},
	} {
		t.Run(fmt.Sprint(test.limit), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memory, w := &schedulestest.Memory{}, &workshop{}
				schedule := schedules.Schedule{Name: "x", Job: "sleep", Argument: "40m", Spec: "0 * * * *", Zone: "UTC",
					CatchUp: schedules.CatchUpAll, CatchUpLimit: test.limit}
				first := process(t, memory, w, schedules.Options{}, schedule)
				elapse(65 * time.Minute)
				_ = stop(first, time.Hour)
				elapse(6*time.Hour + 30*time.Minute - time.Since(begin()))
				process(t, memory, w, schedules.Options{})
				elapse(9*time.Hour + 50*time.Minute - time.Since(begin()))
				got := strings.Split(story(t, memory, "x"), "\n")
				// By 09:50 the runs after 06:30 have not all come to their turn: 200 minutes are five runs.
				want := test.want[:len(got)]
				for i := range want {
					if got[i] != want[i] && !strings.HasSuffix(got[i], "running schedule.caught_up") {
						t.Errorf("got %s, want %s", got[i], want[i])
					}
				}
				elapse(20 * time.Hour) // it keeps up again in the end: every hour has its record, each run its hour
				story := story(t, memory, "x")
				if count := strings.Count(story, "skipped"); count != 0 {
					t.Errorf("%d due times were skipped:\n%s", count, story)
				}
				if w.most != 1 {
					t.Errorf("%d ran at the same time", w.most)
				}
				var last time.Time
				for _, occasion := range w.occasions {
					if !occasion.DueAt.After(last) {
						t.Errorf("%s ran after %s", occasion.DueAt, last)
					}
					last = occasion.DueAt
				}
			})
		})
	}
}

// From 00:10 a run takes 25 minutes: 00:20 is overtaken, 00:30 waits until 00:35.
func TestOverlapIsQueued(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		process(t, memory, w, schedules.Options{}, schedules.Schedule{Name: "x", Job: "sleep", Argument: "25m", Spec: "10-40/10 0 * * *",
			Zone: "UTC", Overlap: schedules.OverlapQueue, CatchUp: schedules.CatchUpNone})
		elapse(2 * time.Hour)
		// The run for 00:30 ends at 01:00, and 00:40 has waited for it.
		expect(t, memory, "x", "01 00:10 done", "01 00:20 skipped schedule.skipped.overlap", "01 00:30 done", "01 00:40 done")
		found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "x"})
		if started := found[1].StartedAt.Format("15:04"); started != "00:35" {
			t.Errorf("00:30 started at %s", started)
		}
		if w.most != 1 {
			t.Errorf("%d ran at the same time", w.most)
		}
	})
}

// What waits when the schedule is changed is not forgotten.
func TestEditWhileADueTimeWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		schedule := schedules.Schedule{Name: "x", Job: "sleep", Argument: "25m", Spec: "10,20 0 * * *", Zone: "UTC", Overlap: schedules.OverlapQueue}
		scheduler := process(t, memory, w, schedules.Options{}, schedule)
		elapse(25 * time.Minute)
		schedule.Spec = "50 0 * * *"
		if err := scheduler.Save(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
		elapse(2 * time.Hour)
		expect(t, memory, "x", "01 00:10 done", "01 00:20 skipped schedule.skipped.overlap", "01 00:50 done")
	})
}

// flaky fails a number of times before it succeeds; bad data never become good.
func flaky(failures int64, fault error) (map[string]schedules.Job, *atomic.Int64) {
	var calls atomic.Int64
	return map[string]schedules.Job{"flaky": func(context.Context, schedules.Occasion) (schedules.Result, error) {
		if calls.Add(1) <= failures {
			return schedules.Result{}, fault
		}
		return schedules.Result{Changed: true}, nil
	}}, &calls
}

func TestRetries(t *testing.T) {
	t.Parallel()
	unreachable := schedules.Temporary(fmt.Errorf("import: %w", schedules.NewReason("ingest.unreachable", "folder", "inbox")))
	tests := []struct {
		name     string
		failures int64
		fault    error
		retries  int
		calls    int64
		took     time.Duration // the waits: 1, 2, 4 … minutes
		want     string
	}{
		{"passes by itself", 3, unreachable, 5, 4, 7 * time.Minute, "01 00:30 done"},
		{"stays", 99, unreachable, 3, 4, 7 * time.Minute, "01 00:30 failed ingest.unreachable"},
		{"is not tried again when the data are bad", 99, errors.New("rejected"), 5, 1, 0, "01 00:30 failed job.failed"},
		{"no retries", 99, unreachable, 0, 1, 0, "01 00:30 failed ingest.unreachable"},
		{"the waits end growing at an hour", 9, unreachable, 10, 10, (1+2+4+8+16+32+60+60+60)*time.Minute + 0, "01 00:30 done"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				memory := &schedulestest.Memory{}
				jobs, calls := flaky(test.failures, test.fault)
				scheduler := schedules.New(memory, jobs, schedules.Options{})
				schedule := schedules.Schedule{Name: "x", Job: "flaky", Spec: "30 0 * * *", Zone: "UTC", Retries: test.retries}
				if err := errors.Join(scheduler.Save(t.Context(), schedule), scheduler.Start(t.Context())); err != nil {
					t.Fatal(err)
				}
				defer func() { _ = stop(scheduler, 0) }()
				elapse(23 * time.Hour)
				expect(t, memory, "x", test.want)
				found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{})
				if calls.Load() != test.calls || found[0].Attempts != int(test.calls) || found[0].Duration() != test.took {
					t.Errorf("%d calls, %d attempts in %s; want %d in %s", calls.Load(), found[0].Attempts, found[0].Duration(), test.calls, test.took)
				}
			})
		})
	}
}

// While a run waits to be tried again it holds no place, and its record says why.
func TestWaitingForARetry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		jobs, _ := flaky(99, schedules.Temporary(errors.New("connection refused")))
		jobs["quick"] = w.jobs()["quick"]
		scheduler := schedules.New(memory, jobs, schedules.Options{MaxConcurrent: 1})
		for _, schedule := range []schedules.Schedule{
			{Name: "x", Job: "flaky", Spec: "30 0 * * *", Zone: "UTC", Retries: 3, RetryWait: time.Hour},
			{Name: "y", Job: "quick", Spec: "40 0 * * *", Zone: "UTC"}} {
			if err := scheduler.Save(t.Context(), schedule); err != nil {
				t.Fatal(err)
			}
		}
		if err := scheduler.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		elapse(time.Hour)
		expect(t, memory, "x", "01 00:30 running job.failed")
		expect(t, memory, "y", "01 00:40 done")
		if err := scheduler.StopRun(t.Context(), "x", "planner"); err != nil {
			t.Fatal(err)
		}
		elapse(time.Second)
		expect(t, memory, "x", "01 00:30 failed job.stopped_by")
		_ = stop(scheduler, 0)
	})
}

func TestStopRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		scheduler := process(t, memory, w, schedules.Options{MaxConcurrent: 1},
			schedules.Schedule{Name: "long", Job: "sleep", Argument: "3h", Spec: "0 1 * * *", Zone: "UTC", Timeout: 4 * time.Hour},
			schedules.Schedule{Name: "waiting", Job: "quick", Spec: "5 1 * * *", Zone: "UTC"})
		elapse(70 * time.Minute)
		for _, name := range []string{"waiting", "long"} {
			if err := scheduler.StopRun(t.Context(), name, "planner"); err != nil {
				t.Fatal(err)
			}
			elapse(time.Second)
		}
		expect(t, memory, "long", "01 01:00 failed job.stopped_by")
		expect(t, memory, "waiting", "01 01:05 skipped job.stopped_by")
		if len(w.occasions) != 1 || w.now != 0 {
			t.Errorf("%d jobs were started, %d run on", len(w.occasions), w.now)
		}
		for name, key := range map[string]string{"long": "schedule.not_running", "nothing": "schedule.unknown"} {
			if reason := schedules.AsReason(scheduler.StopRun(t.Context(), name, "planner")); reason == nil || reason.Key != key {
				t.Errorf("%s: %v, want %s", name, reason, key)
			}
		}
		found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "long"})
		if found[0].Reason.Arguments["actor"] != "planner" {
			t.Errorf("stopped by %v", found[0].Reason)
		}
	})
}

// Four places, but one for what draws on the same source.
func TestConcurrencyPerSource(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		var saved []schedules.Schedule
		for i, source := range []string{"bureau", "bureau", "bureau", "", ""} {
			saved = append(saved, schedules.Schedule{Name: fmt.Sprintf("s%d", i), Job: "sleep", Argument: "10m", Spec: "0 1 * * *", Zone: "UTC", Source: source})
		}
		process(t, memory, w, schedules.Options{}, saved...)
		elapse(95 * time.Minute)
		for i, started := range []string{"01:00", "01:10", "01:20", "01:00", "01:00"} {
			found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: saved[i].Name})
			if got := found[0].StartedAt.Format("15:04"); got != started {
				t.Errorf("s%d started at %s, want %s", i, got, started)
			}
		}
	})
}

// The start is delayed by a time that only the name decides; the due time is not.
func TestJitter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, w := &schedulestest.Memory{}, &workshop{}
		var saved []schedules.Schedule
		for i := range 8 {
			saved = append(saved, schedules.Schedule{Name: fmt.Sprintf("s%d", i), Job: "quick", Spec: "0 * * * *", Zone: "UTC",
				Jitter: 20 * time.Minute, CatchUp: schedules.CatchUpNone})
		}
		process(t, memory, w, schedules.Options{}, saved...)
		elapse(3*time.Hour - time.Minute)
		delays := map[time.Duration]bool{}
		for _, schedule := range saved {
			expect(t, memory, schedule.Name, "01 01:00 done", "01 02:00 done")
			found, _ := memory.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: schedule.Name})
			late := found[0].StartedAt.Sub(found[0].DueAt)
			if late != found[1].StartedAt.Sub(found[1].DueAt) || late < 0 || late >= 20*time.Minute {
				t.Errorf("%s starts %s late", schedule.Name, late)
			}
			delays[late] = true
		}
		if len(delays) < 6 {
			t.Errorf("only %d different delays of 8", len(delays))
		}
	})
}
