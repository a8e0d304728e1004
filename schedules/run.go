package schedules

import (
	"context"
	"errors"
	"time"
)

// run is a run that has not ended.
type run struct {
	occurrence Occurrence
	schedule   Schedule // as it was when the run began
	zone       *time.Location
	caughtUp   *Reason // that it was noticed too late
	catchingUp bool    // later due times wait for it
	abandoned  bool    // recorded as failed, but the job has not returned
	ctx        context.Context
	cancel     context.CancelCauseFunc
	place      *place
	ended      chan struct{} // closed when occurrence holds the outcome
}

// begin records a run of an entry and starts it in the background, at once or when
// a place is free. Without its record nothing begins.
func (s *Scheduler) begin(ctx context.Context, entry *entry, occurrence Occurrence) (*run, error) {
	token, leading := s.leads()
	if !leading {
		return nil, NewReason("schedule.elsewhere")
	}
	occurrence.Token = token
	s.mutex.Lock()
	if s.stopped {
		s.mutex.Unlock()
		return nil, NewReason("schedule.stopped")
	}
	begun := &run{schedule: entry.schedule, zone: time.UTC, caughtUp: occurrence.Reason, ended: make(chan struct{})}
	begun.catchingUp = entry.schedule.CatchUp == CatchUpAll && occurrence.Reason != nil
	if entry.timetable != nil {
		begun.zone = entry.timetable.zone
	}
	begun.ctx, begun.cancel = context.WithCancelCause(s.base)
	s.running.Add(1)
	s.active++
	s.mutex.Unlock()

	begun.place = s.places.ask(begun.schedule.Source)
	if begun.place.isReady() {
		occurrence.StartedAt = s.now()
	}
	begun.occurrence = occurrence
	if err := s.record(ctx, occurrence); err != nil {
		s.places.leave(begun.place)
		begun.cancel(err)
		s.leave()
		return nil, err
	}
	s.mutex.Lock()
	entry.run, entry.busyFrom = begun, s.now()
	if !s.isGranted(token) {
		begun.cancel(errLeaseLost) // the process stood still between the question and now
	}
	s.mutex.Unlock()
	go func() {
		defer s.leave()
		defer begun.cancel(nil)
		s.carryThrough(entry, begun)
	}()
	return begun, nil
}

// isGranted tells whether a token is that of the present grant, and that is in force.
// The caller holds the mutex.
func (s *Scheduler) isGranted(token uint64) bool {
	return s.grant != nil && s.grant.Token == token && s.grant.inForce()
}

// leave counts a run out.
func (s *Scheduler) leave() {
	s.mutex.Lock()
	s.active--
	s.mutex.Unlock()
	s.running.Done()
}

// carryThrough takes a run from its first wait for a place to its outcome, with as
// many attempts as it needs and may have.
func (s *Scheduler) carryThrough(entry *entry, begun *run) {
	for attempt := 1; ; attempt++ {
		if !s.waitForPlace(begun) {
			s.giveUp(entry, begun)
			return
		}
		done, returned := s.attempt(begun, attempt)
		s.places.leave(begun.place)
		if done.temporary && attempt <= begun.schedule.Retries && begun.ctx.Err() == nil {
			wait := retryWait(begun.schedule, attempt)
			s.announceRetry(begun, done.outcome, wait)
			if s.waitToRetry(begun, wait) {
				begun.place = s.places.ask(begun.schedule.Source)
				continue
			}
			done.outcome.FinishedAt = s.now()
			var by stoppedBy
			if errors.As(context.Cause(begun.ctx), &by) {
				done.outcome.Reason = NewReason("job.stopped_by", "actor", by.actor)
			}
		}
		s.conclude(entry, begun, done, returned)
		return
	}
}

// waitForPlace waits until the run may start, and records that it does. It returns
// false when the scheduler stops before, the run is cancelled, or another instance acts.
func (s *Scheduler) waitForPlace(begun *run) bool {
	select {
	case <-begun.place.ready:
	default:
		select {
		case <-begun.place.ready:
		case <-s.stopping:
			return false
		case <-begun.ctx.Done():
			return false
		}
	}
	s.mutex.Lock()
	waited := begun.occurrence.StartedAt.IsZero()
	if waited {
		begun.occurrence.StartedAt = s.now()
	}
	occurrence := begun.occurrence
	s.mutex.Unlock()
	if waited {
		if err := s.record(s.base, occurrence); err != nil {
			s.options.Logger.Error("the start of a waiting run could not be recorded", "error", err)
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.isGranted(occurrence.Token) {
		begun.cancel(errLeaseLost) // the process stood still while it waited or recorded
		return false
	}
	return true
}

// giveUp ends a run that has no place: it has not begun, or it waits to be tried again.
func (s *Scheduler) giveUp(entry *entry, begun *run) {
	s.places.leave(begun.place)
	s.mutex.Lock()
	outcome := begun.occurrence
	s.mutex.Unlock()
	var by stoppedBy
	switch {
	case errors.As(context.Cause(begun.ctx), &by):
		outcome.Outcome, outcome.Reason = OutcomeSkipped, NewReason("job.stopped_by", "actor", by.actor)
		outcome.FinishedAt = s.now()
		s.keep(s.base, outcome)
	case outcome.Attempts > 0:
		outcome.Outcome, outcome.FinishedAt = OutcomeFailed, s.now()
		s.keep(s.base, outcome)
	}
	// What was only waiting keeps its record; the next start, or the instance that acts
	// now, settles it.
	s.end(entry, begun, outcome)
}

// conclude records the outcome of a run. The schedule is free again only when the job
// has returned.
func (s *Scheduler) conclude(entry *entry, begun *run, done attempted, returned bool) {
	outcome := done.outcome
	s.options.Logger.Info("a run ended", "schedule", outcome.Schedule, "due", outcome.DueAt, "outcome", outcome.Outcome,
		"duration", outcome.Duration(), "detail", outcome.Detail, "stack", done.stack)
	s.keep(s.base, outcome)
	if returned {
		s.end(entry, begun, outcome)
		return
	}
	s.mutex.Lock()
	begun.occurrence, begun.abandoned = outcome, true
	s.mutex.Unlock()
	close(begun.ended)
	go func() {
		<-done.answers
		s.options.Logger.Warn("an abandoned job has returned", "schedule", outcome.Schedule, "due", outcome.DueAt)
		s.free(entry, begun)
	}()
}

// end frees the schedule and tells who waits for the run.
func (s *Scheduler) end(entry *entry, ended *run, outcome Occurrence) {
	s.mutex.Lock()
	ended.occurrence = outcome
	s.mutex.Unlock()
	s.announce(outcome)
	s.free(entry, ended)
	close(ended.ended)
}

// free lets the schedule run again.
func (s *Scheduler) free(entry *entry, ended *run) {
	s.mutex.Lock()
	if entry.run == ended {
		entry.run = nil
		entry.busyUntil = s.now()
	}
	s.mutex.Unlock()
	s.wakeLoop()
}
