package schedules

import (
	"context"
	"time"
)

// run is a run that has not ended.
type run struct {
	occurrence Occurrence
	abandoned  bool          // recorded as failed, but the job has not returned
	ended      chan struct{} // closed when occurrence holds the outcome
}

// begin records a run of an entry and starts it in the background, at once or when
// a place is free. Without its record nothing begins.
func (s *Scheduler) begin(ctx context.Context, entry *entry, occurrence Occurrence) (*run, error) {
	s.mutex.Lock()
	if s.stopped {
		s.mutex.Unlock()
		return nil, NewReason("schedule.stopped")
	}
	schedule, begun := entry.schedule, &run{ended: make(chan struct{})}
	zone := time.UTC
	if entry.timetable != nil {
		zone = entry.timetable.zone
	}
	s.running.Add(1)
	s.active++
	s.mutex.Unlock()

	placed := false
	select {
	case s.places <- struct{}{}:
		placed = true
		occurrence.StartedAt = s.now()
	default:
	}
	if err := s.record(ctx, occurrence); err != nil {
		if placed {
			<-s.places
		}
		s.leave()
		return nil, err
	}
	begun.occurrence = occurrence
	s.mutex.Lock()
	entry.run = begun
	s.mutex.Unlock()
	occasion := Occasion{Schedule: schedule.Name, Argument: schedule.Argument, DueAt: occurrence.DueAt.In(zone), Manual: occurrence.Manual}
	go func() {
		defer s.leave()
		if placed || s.waitForPlace(begun) {
			s.carryOut(entry, begun, s.jobs[schedule.Job], occasion, schedule.Timeout)
			return
		}
		s.end(entry, begun, begun.occurrence)
	}()
	return begun, nil
}

// leave counts a run out.
func (s *Scheduler) leave() {
	s.mutex.Lock()
	s.active--
	s.mutex.Unlock()
	s.running.Done()
}

// waitForPlace waits until the run may start, and records that it does. It returns
// false when the scheduler stops before.
func (s *Scheduler) waitForPlace(begun *run) bool {
	select {
	case s.places <- struct{}{}:
	case <-s.stopping:
		return false
	}
	s.mutex.Lock()
	begun.occurrence.StartedAt = s.now()
	occurrence := begun.occurrence
	s.mutex.Unlock()
	if err := s.record(s.base, occurrence); err != nil {
		s.options.Logger.Error("the start of a waiting run could not be recorded", "error", err)
	}
	return true
}

// carryOut starts the job, waits for it no longer than its timeout allows, and
// records the outcome. The place is free again when it returns, the schedule only
// when the job has returned.
func (s *Scheduler) carryOut(entry *entry, begun *run, job Job, occasion Occasion, timeout time.Duration) {
	ctx, cancel := context.WithTimeoutCause(s.base, timeout, errTimeout)
	answers := make(chan answer, 1)
	go call(ctx, job, occasion, answers)

	var answered answer
	returned := true
	select {
	case answered = <-answers:
	case <-ctx.Done():
		patience := time.NewTimer(s.options.CancelWait)
		select {
		case answered = <-answers:
		case <-patience.C:
			returned = false
		}
		patience.Stop()
	}
	cause := context.Cause(ctx)
	cancel()
	<-s.places

	s.mutex.Lock()
	outcome := begun.occurrence
	begun.abandoned = !returned
	s.mutex.Unlock()
	outcome.FinishedAt = s.now()
	outcome.judge(answered, cause, timeout)
	if !returned {
		outcome.Detail = "the job does not return after its cancellation; it was abandoned"
	}
	s.options.Logger.Info("a run ended", "schedule", occasion.Schedule, "due", occasion.DueAt, "outcome", outcome.Outcome,
		"duration", outcome.Duration(), "detail", outcome.Detail, "stack", answered.stack)
	s.keep(s.base, outcome)
	if returned {
		s.end(entry, begun, outcome)
		return
	}
	s.mutex.Lock()
	begun.occurrence = outcome
	s.mutex.Unlock()
	close(begun.ended)
	go func() {
		<-answers
		s.options.Logger.Warn("an abandoned job has returned", "schedule", occasion.Schedule, "due", occasion.DueAt)
		s.free(entry, begun)
	}()
}

// end frees the schedule and tells who waits for the run.
func (s *Scheduler) end(entry *entry, ended *run, outcome Occurrence) {
	s.mutex.Lock()
	ended.occurrence = outcome
	s.mutex.Unlock()
	s.free(entry, ended)
	close(ended.ended)
}

// free lets the schedule run again.
func (s *Scheduler) free(entry *entry, ended *run) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if entry.run == ended {
		entry.run = nil
	}
}
