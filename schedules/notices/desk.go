package notices

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"zhibiao/schedules"
)

// Notices returns what was told since a moment, newest first, at most limit; 0 means no
// limit.
func (d *Dispatcher) Notices(ctx context.Context, since time.Time, limit int) ([]Notice, error) {
	return d.records.Notices(ctx, since, limit)
}

// Recipients returns every recipient that was not removed, by name.
func (d *Dispatcher) Recipients(ctx context.Context) ([]Recipient, error) {
	all, err := d.records.Recipients(ctx)
	if err != nil {
		return nil, fmt.Errorf("read recipients: %w", err)
	}
	var present []Recipient
	for _, recipient := range all {
		if !recipient.Removed {
			present = append(present, recipient)
		}
	}
	return present, nil
}

// Recipient returns one recipient, a removed one too, or nil.
func (d *Dispatcher) Recipient(ctx context.Context, name string) (*Recipient, error) {
	all, err := d.records.Recipients(ctx)
	if err != nil {
		return nil, fmt.Errorf("read recipients: %w", err)
	}
	for i := range all {
		if all[i].Name == name {
			return &all[i], nil
		}
	}
	return nil, nil //nolint:nilnil // there is none of that name
}

// SaveRecipient makes a recipient the current version under its name. An empty address
// or secret keeps the one before, so that a page need not show it. What makes no sense
// is a *schedules.Reason with a key recipient.….
func (d *Dispatcher) SaveRecipient(ctx context.Context, recipient Recipient) error {
	before, err := d.Recipient(ctx, recipient.Name)
	if err != nil {
		return err
	}
	recipient.ChangedAt, recipient.Since = d.options.Now(), d.options.Now()
	if before != nil {
		if !before.Removed && !before.Paused {
			recipient.Since = before.Since
		}
		if recipient.Channel == before.Channel {
			if recipient.Address == "" {
				recipient.Address = before.Address
			}
			if recipient.Secret == "" {
				recipient.Secret = before.Secret
			}
		}
	}
	if err := recipient.Check(); err != nil {
		return err
	}
	return d.records.SaveRecipient(ctx, recipient)
}

// Deliveries returns the attempts since a moment, newest first, at most limit; 0 means
// no limit.
func (d *Dispatcher) Deliveries(ctx context.Context, since time.Time, limit int) ([]Delivery, error) {
	return d.records.Deliveries(ctx, since, limit)
}

// Try sends a recipient a trial message, whatever else they chose.
func (d *Dispatcher) Try(ctx context.Context, recipient, actor string) error {
	return d.Tell(ctx, Notice{ID: "trial:" + recipient + ":" + rand.Text(), Kind: Trial, Subject: recipient, To: recipient,
		Words: *schedules.NewReason("notice.trial", "actor", actor), Path: "/notices"})
}

// Channels lists the channels that messages can be sent over.
func (d *Dispatcher) Channels() []string {
	var names []string
	for _, name := range Channels() {
		if d.options.Channels[name] != nil {
			names = append(names, name)
		}
	}
	return names
}
