package schedules

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Order is what a person asks of a schedule.
type Order struct {
	Schedule string
	Actor    string    // who asks
	For      time.Time // the scheduled time that the job is given; zero: now
}

// RunNow starts the job of a schedule now, on the order of a person, and returns
// when the run is recorded. The schedule may be paused. When another instance acts,
// that one is asked for the run. It returns a *Reason when there is no such schedule,
// it is retired, or an earlier run has not ended.
func (s *Scheduler) RunNow(ctx context.Context, name, actor string) error {
	_, _, err := s.order(ctx, Order{Schedule: name, Actor: actor})
	return err
}

// RunAndWait does the same and waits for the outcome. When ctx ends first, the run
// goes on, and what is known of it is returned with the error of ctx.
func (s *Scheduler) RunAndWait(ctx context.Context, name, actor string) (Occurrence, error) {
	return s.Carry(ctx, Order{Schedule: name, Actor: actor})
}

// Carry carries an order out and waits for the outcome, as RunAndWait does.
func (s *Scheduler) Carry(ctx context.Context, order Order) (Occurrence, error) {
	begun, requested, err := s.order(ctx, order)
	switch {
	case err != nil:
		return Occurrence{}, err
	case begun == nil:
		return s.awaitAnswer(ctx, requested)
	}
	select {
	case <-begun.ended:
	case <-ctx.Done():
		err = ctx.Err()
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return begun.occurrence, err
}

// order begins a run by hand, or asks the instance that acts for it; then the run is nil.
func (s *Scheduler) order(ctx context.Context, order Order) (*run, Occurrence, error) {
	if err := s.take(ctx); err != nil {
		return nil, Occurrence{}, err
	}
	defer s.give()
	seeking := s.seekLead(ctx)
	if seeking != nil && !errors.Is(seeking, ErrLeaseHeld) {
		return nil, Occurrence{}, seeking
	}
	if err := s.reload(ctx); err != nil {
		return nil, Occurrence{}, err
	}
	now := s.now()
	s.mutex.Lock()
	entry, stopped := s.entries[order.Schedule], s.stopped
	if entry != nil && !now.After(entry.byHand) {
		// Two requests within a millisecond are two occurrences.
		now = entry.byHand.Add(time.Millisecond)
	}
	s.mutex.Unlock()
	if entry == nil {
		return nil, Occurrence{}, NewReason("schedule.unknown", "schedule", shown(order.Schedule))
	}
	wanted := Occurrence{Schedule: order.Schedule, DueAt: now, Outcome: OutcomeRunning, Manual: true, Actor: order.Actor}
	if !order.For.IsZero() {
		wanted.ActsFor = order.For.UTC()
	}
	if seeking == nil {
		begun, err := s.beginByHand(ctx, entry, wanted)
		return begun, wanted, err
	}
	switch {
	case entry.schedule.Retired:
		return nil, Occurrence{}, NewReason("schedule.retired", "schedule", order.Schedule)
	case stopped:
		return nil, Occurrence{}, NewReason("schedule.stopped")
	}
	wanted.Outcome = OutcomeRequested
	s.mutex.Lock()
	entry.byHand = now
	s.mutex.Unlock()
	return nil, wanted, s.record(ctx, wanted)
}

// beginByHand begins a run that a person asked for. The caller holds the turn.
func (s *Scheduler) beginByHand(ctx context.Context, entry *entry, wanted Occurrence) (*run, error) {
	s.mutex.Lock()
	schedule, before := entry.schedule, entry.run
	if wanted.DueAt.After(entry.byHand) {
		entry.byHand = wanted.DueAt
	}
	s.mutex.Unlock()
	switch {
	case schedule.Retired:
		return nil, NewReason("schedule.retired", "schedule", schedule.Name)
	case before != nil:
		return nil, NewReason("schedule.running", "schedule", schedule.Name)
	case s.jobs[schedule.Job] == nil:
		return nil, NewReason("schedule.job.gone", "job", schedule.Job)
	}
	wanted.Outcome = OutcomeRunning
	begun, err := s.begin(ctx, entry, wanted)
	if err != nil {
		return nil, fmt.Errorf("run schedule %s by hand: %w", schedule.Name, err)
	}
	return begun, nil
}
