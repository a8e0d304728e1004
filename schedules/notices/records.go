package notices

import (
	"context"
	"time"

	"zhibiao/schedules"
)

// Outcome says how an attempt to deliver a message ended.
type Outcome string

// The outcomes.
const (
	Delivered Outcome = "delivered"
	Failed    Outcome = "failed"   // it will be tried again
	GivenUp   Outcome = "given_up" // tried too often, or the channel refused it for good
)

// Delivery is one attempt to send a message.
type Delivery struct {
	ID        string
	Recipient string
	Channel   string
	Notices   []string // their IDs
	Attempt   int      // 1 for the first
	At        time.Time
	Outcome   Outcome
	Reason    *schedules.Reason // why it failed
	Detail    string            // technical detail, without addresses
}

// Records keeps notices, recipients and deliveries. All methods may be called from
// several goroutines; what one returned nil for survives a crash.
type Records interface {
	// SaveNotice keeps a notice; one with an ID that is already kept changes nothing.
	SaveNotice(ctx context.Context, notice Notice) error
	// Notices returns the notices recorded since a moment, newest first, at most limit;
	// 0 means no limit.
	Notices(ctx context.Context, since time.Time, limit int) ([]Notice, error)
	// SaveRecipient makes recipient the current version under its name.
	SaveRecipient(ctx context.Context, recipient Recipient) error
	// Recipients returns the current version of every recipient, removed ones too, by name.
	Recipients(ctx context.Context) ([]Recipient, error)
	// RecordDelivery keeps an attempt.
	RecordDelivery(ctx context.Context, delivery Delivery) error
	// Deliveries returns the attempts since a moment, newest first, at most limit; 0
	// means no limit.
	Deliveries(ctx context.Context, since time.Time, limit int) ([]Delivery, error)
}
