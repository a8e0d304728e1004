package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"zhibiao/metrics/warehouse"
	"zhibiao/schedules/notices"
)

// noticeRecords keeps notices, recipients and deliveries in the warehouse, as
// documents: the two rooms do not know each other.
type noticeRecords struct{ store *warehouse.Store }

func (r noticeRecords) SaveNotice(ctx context.Context, notice notices.Notice) error {
	body, err := json.Marshal(notice)
	if err != nil {
		return fmt.Errorf("notice %s: %w", notice.ID, err)
	}
	return r.store.SaveNotice(ctx, notice.ID, string(notice.Kind), notice.Subject, notice.RecordedAt, string(body))
}

func (r noticeRecords) Notices(ctx context.Context, since time.Time, limit int) ([]notices.Notice, error) {
	bodies, err := r.store.Notices(ctx, since, limit)
	if err != nil {
		return nil, err
	}
	return decode[notices.Notice](bodies)
}

func (r noticeRecords) SaveRecipient(ctx context.Context, recipient notices.Recipient) error {
	body, err := json.Marshal(recipient)
	if err != nil {
		return fmt.Errorf("recipient %s: %w", recipient.Name, err)
	}
	return r.store.SaveNoticeRecipient(ctx, recipient.Name, recipient.ChangedBy, recipient.ChangedAt, string(body))
}

func (r noticeRecords) Recipients(ctx context.Context) ([]notices.Recipient, error) {
	bodies, err := r.store.NoticeRecipients(ctx)
	if err != nil {
		return nil, err
	}
	return decode[notices.Recipient](bodies)
}

func (r noticeRecords) RecordDelivery(ctx context.Context, delivery notices.Delivery) error {
	body, err := json.Marshal(delivery)
	if err != nil {
		return fmt.Errorf("delivery to %s: %w", delivery.Recipient, err)
	}
	return r.store.RecordNoticeDelivery(ctx, delivery.ID, delivery.Recipient, string(delivery.Outcome), delivery.At, string(body))
}

func (r noticeRecords) Deliveries(ctx context.Context, since time.Time, limit int) ([]notices.Delivery, error) {
	bodies, err := r.store.NoticeDeliveries(ctx, since, limit)
	if err != nil {
		return nil, err
	}
	return decode[notices.Delivery](bodies)
}
