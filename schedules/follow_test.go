package schedules_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// chain has a schedule that imports every hour and changes something at even hours, one
// that follows it at once, and one that looks at half past every hour.
func chain(t *testing.T, memory schedules.Records, fail *atomic.Bool) (*schedules.Scheduler, *workshop) {
	t.Helper()
	w := &workshop{}
	jobs := w.jobs()
	jobs["import"] = func(_ context.Context, occasion schedules.Occasion) (schedules.Result, error) {
		time.Sleep(10 * time.Minute)
		if fail.Load() {
			return schedules.Result{Changed: true}, errors.New("rejected")
		}
		return schedules.Result{Changed: occasion.DueAt.Hour()%2 == 0}, nil
	}
	scheduler := schedules.New(memory, jobs, schedules.Options{})
	for _, schedule := range []schedules.Schedule{
		{Name: "import", Job: "import", Spec: "0 * * * *", Zone: "UTC"},
		{Name: "report", Job: "quick", After: "import", Zone: "UTC"},
		{Name: "digest", Job: "quick", After: "import", Spec: "30 * * * *", Zone: "UTC"},
	} {
		if err := scheduler.Save(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
	}
	return scheduler, w
}

func TestAfterAnotherHasPublished(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, fail := &schedulestest.Memory{}, &atomic.Bool{}
		scheduler, w := chain(t, memory, fail)
		if err := scheduler.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		elapse(4*time.Hour + 45*time.Minute)
		expect(t, memory, "report", "01 02:10 done", "01 04:10 done")
		expect(t, memory, "digest", "01 00:30 skipped schedule.skipped.dependency", "01 01:30 skipped schedule.skipped.dependency",
			"01 02:30 done", "01 03:30 skipped schedule.skipped.dependency", "01 04:30 done")
		// The follower is told the time that the first one ran for.
		for _, occasion := range w.occasions {
			if occasion.Schedule == "report" && occasion.DueAt.Minute() != 0 {
				t.Errorf("report ran for %s", occasion.DueAt)
			}
		}
		fail.Store(true)
		elapse(4 * time.Hour)
		expect(t, memory, "report", "01 02:10 done", "01 04:10 done")
		_ = stop(scheduler, time.Hour)
	})
}

// The program ends after the first one has published and before the second one ran.
func TestChainGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, fail := &schedulestest.Memory{}, &atomic.Bool{}
		scheduler, _ := chain(t, memory, fail)
		if err := scheduler.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		elapse(2*time.Hour + 5*time.Minute)
		_ = stop(scheduler, time.Hour) // waits for the import of 02:00, which ends at 02:10
		expect(t, memory, "report")
		second, _ := chain(t, memory, fail) // saving the same again changes nothing
		if err := second.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		elapse(time.Minute)
		expect(t, memory, "report", "01 02:10 done")
		_ = stop(second, time.Hour)
		third, _ := chain(t, memory, fail)
		if err := third.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		elapse(time.Minute)
		expect(t, memory, "report", "01 02:10 done") // and is not run again
		_ = stop(third, time.Hour)
	})
}

func TestCirclesAreRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, fail := &schedulestest.Memory{}, &atomic.Bool{}
		scheduler, _ := chain(t, memory, fail)
		for _, test := range []struct {
			schedule schedules.Schedule
			want     string
		}{
			{schedules.Schedule{Name: "import", Job: "import", After: "report"}, "schedule.after.circle"},
			{schedules.Schedule{Name: "import", Job: "import", After: "import"}, "schedule.after.circle"},
			{schedules.Schedule{Name: "new", Job: "import", After: "nothing"}, "schedule.after.unknown"},
			{schedules.Schedule{Name: "new", Job: "import", After: "digest"}, ""},
		} {
			key := ""
			if reason := schedules.AsReason(scheduler.Save(t.Context(), test.schedule)); reason != nil {
				key = reason.Key
			}
			if key != test.want {
				t.Errorf("%s after %s: %q, want %q", test.schedule.Name, test.schedule.After, key, test.want)
			}
		}
		_ = stop(scheduler, 0)
	})
}

func TestInOrder(t *testing.T) {
	t.Parallel()
	given := []schedules.Schedule{{Name: "c", After: "b"}, {Name: "a"}, {Name: "b", After: "a"}, {Name: "x", After: "y"}, {Name: "y", After: "x"}, {Name: "z", After: "elsewhere"}}
	order := ""
	for _, schedule := range schedules.InOrder(given) {
		order += schedule.Name
	}
	// A circle has no order; nothing of it gets lost.
	if !strings.HasPrefix(order, "abc") || !strings.HasSuffix(order, "z") || len(order) != len(given) {
		t.Errorf("order %q", order)
	}
}
