package schedules

import (
	"context"
	"time"
)

// RunNow starts the job of a schedule now, on the order of a person, and returns
// when the run is recorded. The schedule may be paused. It returns a *Reason when
// there is no such schedule, it is retired, or an earlier run has not ended.
func (s *Scheduler) RunNow(ctx context.Context, name, actor string) error {
	_, err := s.beginByHand(ctx, name, actor)
	return err
}

// RunAndWait does the same and waits for the outcome. When ctx ends first, the run
// goes on, and what is known of it is returned with the error of ctx.
func (s *Scheduler) RunAndWait(ctx context.Context, name, actor string) (Occurrence, error) {
	begun, err := s.beginByHand(ctx, name, actor)
	if err != nil {
		return Occurrence{}, err
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

func (s *Scheduler) beginByHand(ctx context.Context, name, actor string) (*run, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.give()
	if err := s.reload(ctx); err != nil {
		return nil, err
	}
	now := s.now()
	s.mutex.Lock()
	entry := s.entries[name]
	s.mutex.Unlock()
	if entry == nil {
		return nil, NewReason("schedule.unknown", "schedule", shown(name))
	}
	s.mutex.Lock()
	schedule, before := entry.schedule, entry.run
	if !now.After(entry.byHand) {
		// Two requests within a millisecond are two occurrences.
		now = entry.byHand.Add(time.Millisecond)
	}
	entry.byHand = now
	s.mutex.Unlock()
	switch {
	case schedule.Retired:
		return nil, NewReason("schedule.retired", "schedule", name)
	case before != nil:
		return nil, NewReason("schedule.running", "schedule", name)
	case s.jobs[schedule.Job] == nil:
		return nil, NewReason("schedule.job.gone", "job", schedule.Job)
	}
	return s.begin(ctx, entry, Occurrence{Schedule: name, DueAt: now, Outcome: OutcomeRunning, Manual: true, Actor: actor})
}
