package schedules

import "time"

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
