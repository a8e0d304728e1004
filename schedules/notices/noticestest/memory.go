// Package noticestest keeps notices in memory and opens a mail server, for tests. It must
// not be imported by the program.
package noticestest

import (
	"context"
	"slices"
	"sync"
	"time"

	"zhibiao/schedules/notices"
)

// Memory keeps notices, recipients and deliveries until it is dropped.
type Memory struct {
	mutex      sync.Mutex
	notices    []notices.Notice // oldest first
	recipients map[string]notices.Recipient
	deliveries []notices.Delivery // oldest first
}

// SaveNotice keeps a notice once.
func (m *Memory) SaveNotice(_ context.Context, notice notices.Notice) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if !slices.ContainsFunc(m.notices, func(n notices.Notice) bool { return n.ID == notice.ID }) {
		m.notices = append(m.notices, notice)
	}
	return nil
}

// Notices returns the notices since a moment, newest first.
func (m *Memory) Notices(_ context.Context, since time.Time, limit int) ([]notices.Notice, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return newest(m.notices, limit, func(n notices.Notice) bool { return !n.RecordedAt.Before(since) }), nil
}

// SaveRecipient replaces the recipient of that name.
func (m *Memory) SaveRecipient(_ context.Context, recipient notices.Recipient) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.recipients == nil {
		m.recipients = map[string]notices.Recipient{}
	}
	m.recipients[recipient.Name] = recipient
	return nil
}

// Recipients returns every recipient by name.
func (m *Memory) Recipients(context.Context) ([]notices.Recipient, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var list []notices.Recipient
	for _, recipient := range m.recipients {
		list = append(list, recipient)
	}
	slices.SortFunc(list, func(a, b notices.Recipient) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return list, nil
}

// RecordDelivery keeps an attempt.
func (m *Memory) RecordDelivery(_ context.Context, delivery notices.Delivery) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.deliveries = append(m.deliveries, delivery)
	return nil
}

// Deliveries returns the attempts since a moment, newest first.
func (m *Memory) Deliveries(_ context.Context, since time.Time, limit int) ([]notices.Delivery, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return newest(m.deliveries, limit, func(d notices.Delivery) bool { return !d.At.Before(since) }), nil
}

func newest[T any](oldestFirst []T, limit int, wanted func(T) bool) []T {
	var list []T
	for _, entry := range slices.Backward(oldestFirst) {
		if wanted(entry) && (limit == 0 || len(list) < limit) {
			list = append(list, entry)
		}
	}
	return list
}
