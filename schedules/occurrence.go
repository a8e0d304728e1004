package schedules

import (
	"strconv"
	"time"
)

// Outcome says how a due time ended.
type Outcome string

const (
	// OutcomeRequested is a run by hand that another instance is asked for.
	OutcomeRequested Outcome = "requested"
	// OutcomeRunning is a run that has not ended; without StartedAt it waits for a free place.
	OutcomeRunning Outcome = "running"
	// OutcomeDone is a run whose job ended without an error.
	OutcomeDone Outcome = "done"
	// OutcomeFailed is a run whose job failed, panicked, took too long or was cut off.
	OutcomeFailed Outcome = "failed"
	// OutcomeSkipped is a due time on which the job was not started on purpose.
	OutcomeSkipped Outcome = "skipped"
	// OutcomeMissed is a due time that was noticed too late.
	OutcomeMissed Outcome = "missed"
)

// Occurrence is the record of one due time of a schedule, or of one run by hand.
// Schedule, DueAt and Manual are its key.
type Occurrence struct {
	Schedule   string
	DueAt      time.Time // of a run by hand: the moment of the request
	ActsFor    time.Time // the scheduled time that the job is given when it is not DueAt; zero otherwise
	StartedAt  time.Time // zero when the job was not started
	FinishedAt time.Time // zero while it runs, and when nobody saw it end
	Outcome    Outcome
	Reason     *Reason // why it did not end as done; on a done run, that it was caught up
	Words      *Reason // what the job says it did
	Detail     string  // technical detail
	Changed    bool    // the job changed something
	Manual     bool    // started by a person
	Actor      string  // who started it by hand
	Attempts   int     // how often the job was started
	Token      uint64  // of the grant under which it was recorded; 0 without a lease
	Sequence   uint64  // order of the records of one grant; 0 without a lease
}

// Count returns how many due times the record stands for: 1, or more for the one record
// of a long row of due times on which nothing ran.
func (o Occurrence) Count() int {
	if _, _, count := o.Span(); count > 0 {
		return count
	}
	return 1
}

// Span returns the first and the last due time that a record stands for, and how many
// there are. Of a record of one due time the count is 0.
func (o Occurrence) Span() (first, last time.Time, count int) {
	if o.Reason == nil || o.Reason.Arguments["first"] == "" {
		return o.DueAt, o.DueAt, 0
	}
	count, countErr := strconv.Atoi(o.Reason.Arguments["count"])
	first, firstErr := time.Parse(time.RFC3339, o.Reason.Arguments["first"])
	last, lastErr := time.Parse(time.RFC3339, o.Reason.Arguments["last"])
	if countErr != nil || firstErr != nil || lastErr != nil {
		return o.DueAt, o.DueAt, 0
	}
	return first, last, count
}

// Ended tells whether the due time is settled: it neither waits nor runs.
func (o Occurrence) Ended() bool {
	return o.Outcome != OutcomeRunning && o.Outcome != OutcomeRequested
}

// Scheduled returns the scheduled time that the job is given.
func (o Occurrence) Scheduled() time.Time {
	if o.ActsFor.IsZero() {
		return o.DueAt
	}
	return o.ActsFor
}

// Duration returns how long the run took, 0 when it did not start or has not ended.
func (o Occurrence) Duration() time.Duration {
	if o.StartedAt.IsZero() || o.FinishedAt.IsZero() {
		return 0
	}
	return o.FinishedAt.Sub(o.StartedAt)
}
