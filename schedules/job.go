package schedules

import (
	"context"
	"time"
)

// Job is what a schedule starts. It must return soon after ctx is done, and it may
// be started again for the same occasion after a crash, so it should be idempotent.
// A run whose ctx ended before the job returned counts as failed, whatever it returns.
type Job func(ctx context.Context, occasion Occasion) (Result, error)

// Occasion is what a job is started for.
type Occasion struct {
	Schedule string
	Argument string
	// DueAt is the scheduled time in the schedule's zone, not the time of the start: for a
	// due time that was moved off a day off the time before the move, for a run after
	// another schedule that schedule's time, for a run by hand for a day that day.
	DueAt   time.Time
	Manual  bool   // started by a person
	Attempt int    // 1 for the first one
	Token   uint64 // of the lease; what the job publishes must not count once a higher one was granted
}

// Result is what a job tells about its work.
type Result struct {
	Words   *Reason // what was done, in words that can be translated; kept with the occurrence
	Detail  string  // technical detail, kept with the occurrence
	Changed bool    // false: there was nothing new
}
