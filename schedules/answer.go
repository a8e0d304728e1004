package schedules

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// errJobExited is the failure of a job that ended its goroutine instead of returning.
var errJobExited = errors.New("the job ended its goroutine without returning")

// answer is what came back from a job.
type answer struct {
	result   Result
	err      error
	panicked bool
	stack    string // where it panicked
}

// judge fills in the outcome from the job's answer and from why its context ended.
func (o *Occurrence) judge(answered answer, cause error, timeout time.Duration) {
	var by stoppedBy
	caughtUp := o.Reason
	o.Outcome, o.Reason, o.Detail, o.Changed = OutcomeFailed, nil, answered.result.Detail, answered.result.Changed
	o.Words = answered.result.Words
	if answered.err != nil {
		o.Detail = answered.err.Error()
	}
	switch {
	case answered.panicked:
		o.Reason = NewReason("job.panicked")
	case errors.Is(cause, errTimeout):
		o.Reason = NewReason("job.timeout", "timeout", timeout.String())
	case errors.As(cause, &by):
		o.Reason = NewReason("job.stopped_by", "actor", by.actor)
	case errors.Is(cause, errLeaseLost):
		o.Reason = NewReason("job.lease_lost")
	case errors.Is(cause, errStopped):
		o.Reason = NewReason("job.stopped")
	case answered.err != nil:
		if o.Reason = AsReason(answered.err); o.Reason == nil {
			o.Reason = NewReason("job.failed")
		}
	default:
		o.Outcome, o.Reason = OutcomeDone, caughtUp
	}
}

// call runs a job and sends its answer, also when the job panics or ends its goroutine.
func call(ctx context.Context, job Job, occasion Occasion, answers chan<- answer) {
	answered := answer{err: errJobExited}
	defer func() {
		if cause := recover(); cause != nil {
			answered.panicked, answered.stack = true, string(debug.Stack())
			answered.err = fmt.Errorf("panic: %v", cause)
		}
		answers <- answered
	}()
	answered.result, answered.err = job(ctx, occasion)
}
