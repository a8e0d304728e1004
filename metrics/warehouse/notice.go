package warehouse

import (
	"context"
	"fmt"
	"math"
	"time"
)

// SaveNotice keeps a notice, unless one with the same identifier is kept already. The
// body is a document that only the caller understands.
func (s *Store) SaveNotice(ctx context.Context, id, kind, subject string, recordedAt time.Time, body string) error {
	known, err := s.selectText(ctx, "notice_known", text("id", id))
	if err != nil || known != "0" {
		return err
	}
	record, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new notice: %w", err)
	}
	return s.insert(ctx, "notice", 1, func(int) []any { return []any{id, kind, subject, recordedAt.UTC(), record, body} })
}

// Notices returns the documents of the notices recorded since a moment, newest first;
// limit 0 means all.
func (s *Store) Notices(ctx context.Context, since time.Time, limit int) ([]string, error) {
	return s.documents(ctx, "notices", moment("since", since, firstMoment), number("limit", atMost(limit)))
}

// SaveNoticeRecipient keeps a new version of a recipient.
func (s *Store) SaveNoticeRecipient(ctx context.Context, name, changedBy string, changedAt time.Time, body string) error {
	version, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new version of recipient %s: %w", name, err)
	}
	return s.insert(ctx, "notice_recipient", 1, func(int) []any { return []any{name, changedAt.UTC(), version, changedBy, body} })
}

// NoticeRecipients returns the document in force of every recipient, by name.
func (s *Store) NoticeRecipients(ctx context.Context) ([]string, error) {
	return s.documents(ctx, "notice_recipients")
}

// RecordNoticeDelivery keeps an attempt to tell somebody.
func (s *Store) RecordNoticeDelivery(ctx context.Context, id, recipient, outcome string, at time.Time, body string) error {
	return s.insert(ctx, "notice_delivery", 1, func(int) []any { return []any{id, recipient, outcome, at.UTC(), body} })
}

// NoticeDeliveries returns the documents of the attempts since a moment, newest first;
// limit 0 means all.
func (s *Store) NoticeDeliveries(ctx context.Context, since time.Time, limit int) ([]string, error) {
	return s.documents(ctx, "notice_deliveries", moment("since", since, firstMoment), number("limit", atMost(limit)))
}

// ForgetNotices deletes the notices and the attempts to tell them that were recorded
// before a moment.
func (s *Store) ForgetNotices(ctx context.Context, before time.Time) error {
	if err := s.execute(ctx, "notice_forget_deliveries", moment("before", before, firstMoment)); err != nil {
		return err
	}
	return s.execute(ctx, "notice_forget", moment("before", before, firstMoment))
}

func atMost(limit int) int {
	if limit == 0 {
		return math.MaxInt32
	}
	return limit
}
