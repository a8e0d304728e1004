package schedules_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// slow are records that take a second to keep an occurrence.
type slow struct{ schedules.Records }

func (s slow) RecordOccurrence(ctx context.Context, occurrence schedules.Occurrence) error {
	time.Sleep(time.Second)
	return s.Records.RecordOccurrence(ctx, occurrence)
}

// After three hours of standstill a paused schedule has 180 due times, whose records (101
// single ones and one for the others) take 102 seconds. A grant lasts 15 seconds: it must
// be renewed meanwhile, or the instance loses it because it is busy.
func TestLeaseIsKeptWhileMuchIsSettled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease, w := &schedulestest.Memory{}, &schedulestest.Lease{}, &workshop{}
		minutely := schedules.Schedule{Name: "m", Job: "quick", Spec: "* * * * *", Zone: "UTC", Paused: true}
		if err := schedules.New(memory, w.jobs(), schedules.Options{}).Save(t.Context(), minutely); err != nil {
			t.Fatal(err)
		}
		elapse(3 * time.Hour)
		scheduler := process(t, slow{memory}, w, schedules.Options{Lease: lease})
		for range 110 {
			elapse(time.Second)
			if !scheduler.Leading() {
				t.Fatalf("the lease is lost at %s", time.Now().UTC().Format(time.TimeOnly))
			}
		}
		if lease.Token() != 1 {
			t.Errorf("token %d: the lease was lost and acquired again", lease.Token())
		}
	})
}

// forgetful are records whose occurrences cannot be read.
type forgetful struct{ schedules.Records }

var errUnreadable = errors.New("the occurrences cannot be read")

func (forgetful) Occurrences(context.Context, schedules.OccurrenceQuery) ([]schedules.Occurrence, error) {
	return nil, errUnreadable
}

// An instance that has the lease and cannot close what earlier holders left open says so,
// and leaves the lease to others.
func TestStartTellsThatRunsCannotBeRecovered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		memory, lease := &schedulestest.Memory{}, &schedulestest.Lease{}
		scheduler := schedules.New(forgetful{memory}, (&workshop{}).jobs(), schedules.Options{Lease: lease})
		if err := scheduler.Start(t.Context()); !errors.Is(err, errUnreadable) {
			t.Errorf("start: %v", err)
		}
		if scheduler.Leading() {
			t.Error("the instance leads")
		}
		if _, err := lease.Acquire(t.Context()); err != nil {
			t.Errorf("the lease is still held: %v", err)
		}
		_ = stop(scheduler, time.Minute)
	})
}
