package schedules_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
)

// Inside a synctest bubble the clock begins at 2000-01-01 00:00 UTC, a Saturday, and
// moves only when everything waits.
func begin() time.Time { return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) }

// workshop has jobs that note what they were started for.
type workshop struct {
	mutex     sync.Mutex
	occasions []schedules.Occasion
	now, most int // running now, and the most at the same time
}

func (w *workshop) jobs() map[string]schedules.Job {
	note := func(ctx context.Context, occasion schedules.Occasion, work func() error) (schedules.Result, error) {
		w.mutex.Lock()
		w.occasions = append(w.occasions, occasion)
		w.now++
		w.most = max(w.most, w.now)
		w.mutex.Unlock()
		defer func() {
			w.mutex.Lock()
			w.now--
			w.mutex.Unlock()
		}()
		return schedules.Result{Detail: "looked", Changed: true}, work()
	}
	sleep := func(ctx context.Context, duration time.Duration) error {
		select {
		case <-time.After(duration):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return map[string]schedules.Job{
		"quick": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { return nil })
		},
		"sleep": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error {
				duration, err := time.ParseDuration(o.Argument)
				return cmp.Or(err, sleep(ctx, duration))
			})
		},
		"panic": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { panic("index out of range") })
		},
		"exit": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { runtime.Goexit(); return nil })
		},
		"fail": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { return errors.New("connection refused") })
		},
		"down": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { return schedules.Temporary(errors.New("no route to host")) })
		},
		"refuse": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error {
				return fmt.Errorf("import: %w", schedules.NewReason("ingest.unreachable", "folder", "inbox"))
			})
		},
		"swallow": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error { <-ctx.Done(); return nil })
		},
		"deaf": func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			return note(ctx, o, func() error {
				duration, err := time.ParseDuration(o.Argument)
				time.Sleep(duration)
				return err
			})
		},
	}
}

// process is a scheduler with its records, started.
func process(t *testing.T, memory schedules.Records, w *workshop, options schedules.Options, saved ...schedules.Schedule) *schedules.Scheduler {
	t.Helper()
	scheduler := schedules.New(memory, w.jobs(), options)
	for _, schedule := range saved {
		if err := scheduler.Save(t.Context(), schedule); err != nil {
			t.Fatal(err)
		}
	}
	if err := scheduler.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(scheduler, 0) })
	return scheduler
}

func stop(scheduler *schedules.Scheduler, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return scheduler.Stop(ctx)
}

// elapse lets time pass and everything that is due then happen.
func elapse(duration time.Duration) {
	time.Sleep(duration)
	synctest.Wait()
}

// story tells the occurrences of a schedule, oldest first: due time, outcome, reason.
func story(t *testing.T, memory schedules.Records, schedule string) string {
	t.Helper()
	found, err := memory.Occurrences(context.Background(), schedules.OccurrenceQuery{Schedule: schedule})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(found)
	var lines []string
	for _, occurrence := range found {
		line := occurrence.DueAt.UTC().Format("02 15:04") + " " + string(occurrence.Outcome)
		if occurrence.Reason != nil {
			line += " " + occurrence.Reason.Key
		}
		if occurrence.Manual {
			line += " by " + occurrence.Actor
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func expect(t *testing.T, memory schedules.Records, schedule string, lines ...string) {
	t.Helper()
	if got, want := story(t, memory, schedule), strings.Join(lines, "\n"); got != want {
		t.Errorf("the story of %s:\n%s\nshould be:\n%s", schedule, got, want)
	}
}
