package notices

import (
	"context"
	"errors"
	"fmt"

	"zhibiao/schedules"
)

// Channel carries a message to an address. An error that wraps a Refusal says that the
// same message will never get through; any other error may pass.
type Channel interface {
	Send(ctx context.Context, recipient Recipient, message Message) error
}

// Refusal is the answer of a channel that will not change: a wrong address, a key that
// is no longer valid.
type Refusal struct {
	Reason *schedules.Reason
	Detail string
}

// Error returns reason and detail: a form for logs.
func (r *Refusal) Error() string { return fmt.Sprintf("%v: %s", r.Reason, r.Detail) }

// failure turns an error of a channel into the words and the detail of a delivery.
func failure(err error) (reason *schedules.Reason, final bool) {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Reason, true
	}
	if reason := schedules.AsReason(err); reason != nil {
		return reason, false
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return schedules.NewReason("delivery.timeout"), false
	}
	return schedules.NewReason("delivery.unreachable"), false
}
