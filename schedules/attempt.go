package schedules

import (
	"context"
	"time"
)

// attempted is what one attempt of a run came to.
type attempted struct {
	outcome   Occurrence
	temporary bool // it failed for a reason that can pass
	stack     string
	answers   <-chan answer // still to come when the job has not returned
}

// attempt starts the job and waits for it no longer than its timeout allows, and then
// a little for its return.
func (s *Scheduler) attempt(begun *run, number int) (attempted, bool) {
	s.mutex.Lock()
	begun.occurrence.Attempts = number
	outcome := begun.occurrence
	outcome.Reason = begun.caughtUp
	s.mutex.Unlock()
	occasion := Occasion{Schedule: outcome.Schedule, Argument: begun.schedule.Argument, DueAt: outcome.Scheduled().In(begun.zone),
		Manual: outcome.Manual, Attempt: number, Token: outcome.Token}
	ctx, cancel := context.WithTimeoutCause(begun.ctx, begun.schedule.Timeout, errTimeout)
	defer cancel()
	answers := make(chan answer, 1)
	go call(ctx, s.jobs[begun.schedule.Job], occasion, answers)

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
	outcome.FinishedAt = s.now()
	outcome.judge(answered, cause, begun.schedule.Timeout)
	if !returned {
		outcome.Detail = "the job does not return after its cancellation; it was abandoned"
	}
	temporary := returned && cause == nil && IsTemporary(answered.err)
	return attempted{outcome, temporary, answered.stack, answers}, returned
}

// retryWait is the time between a failed attempt and the next one.
func retryWait(schedule Schedule, attempt int) time.Duration {
	wait := schedule.RetryWait
	for range attempt - 1 {
		wait = min(2*wait, MaximumRetryWait)
	}
	return wait
}

// announceRetry records that a run goes on after a failed attempt, and why that failed.
func (s *Scheduler) announceRetry(begun *run, failed Occurrence, wait time.Duration) {
	s.options.Logger.Warn("a run is tried again", "schedule", failed.Schedule, "due", failed.DueAt,
		"attempt", failed.Attempts, "wait", wait, "detail", failed.Detail)
	failed.Outcome, failed.FinishedAt = OutcomeRunning, time.Time{}
	s.mutex.Lock()
	begun.occurrence = failed
	s.mutex.Unlock()
	if err := s.record(s.base, failed); err != nil {
		s.options.Logger.Error("a failed attempt could not be recorded", "error", err)
	}
}

// waitToRetry waits; it returns false when the run is cancelled or the scheduler stops.
func (s *Scheduler) waitToRetry(begun *run, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-begun.ctx.Done():
	case <-s.stopping:
	}
	return false
}
