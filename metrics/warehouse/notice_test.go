package warehouse_test

import (
	"slices"
	"testing"
	"time"

	"zhibiao/metrics/warehouse"
)

func TestNoticesRecipientsAndDeliveries(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		must(t, store.SaveNotice(t.Context(), "run_failed:a:1", "run_failed", "a", noon, "first"))
		must(t, store.SaveNotice(t.Context(), "run_failed:a:1", "run_failed", "a", noon.Add(time.Hour), "told again"))
		must(t, store.SaveNotice(t.Context(), "run_failed:b:1", "run_failed", "b", noon.Add(2*time.Hour), "second"))
		for _, test := range []struct {
			since time.Time
			limit int
			want  []string
		}{{noon, 0, []string{"second", "first"}}, {noon, 1, []string{"second"}}, {noon.Add(time.Hour), 0, []string{"second"}}} {
			read, err := store.Notices(t.Context(), test.since, test.limit)
			must(t, err)
			if !slices.Equal(read, test.want) {
				t.Errorf("since %v, at most %d: %v, want %v", test.since, test.limit, read, test.want)
			}
		}
		must(t, store.SaveNoticeRecipient(t.Context(), "b", "x", noon, "b1"))
		must(t, store.SaveNoticeRecipient(t.Context(), "a", "x", noon, "a1"))
		must(t, store.SaveNoticeRecipient(t.Context(), "b", "x", noon.Add(time.Second), "b2"))
		recipients, err := store.NoticeRecipients(t.Context())
		must(t, err)
		if !slices.Equal(recipients, []string{"a1", "b2"}) {
			t.Errorf("recipients %v", recipients)
		}
		must(t, store.RecordNoticeDelivery(t.Context(), "1", "a", "failed", noon, "d1"))
		must(t, store.RecordNoticeDelivery(t.Context(), "2", "a", "delivered", noon.Add(time.Minute), "d2"))
		deliveries, err := store.NoticeDeliveries(t.Context(), noon.Add(time.Second), 0)
		must(t, err)
		if !slices.Equal(deliveries, []string{"d2"}) {
			t.Errorf("deliveries %v", deliveries)
		}
	})
}

func TestOldNoticesAreForgotten(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		must(t, store.SaveNotice(t.Context(), "old", "run_failed", "a", noon.Add(-time.Second), "old"))
		must(t, store.SaveNotice(t.Context(), "new", "run_failed", "a", noon, "new"))
		must(t, store.SaveNoticeRecipient(t.Context(), "a", "x", noon.Add(-time.Hour), "recipient"))
		must(t, store.RecordNoticeDelivery(t.Context(), "1", "a", "delivered", noon.Add(-time.Second), "old"))
		must(t, store.RecordNoticeDelivery(t.Context(), "2", "a", "delivered", noon, "new"))
		must(t, store.ForgetNotices(t.Context(), noon))
		kept, err := store.Notices(t.Context(), time.Time{}, 0)
		must(t, err)
		attempts, err := store.NoticeDeliveries(t.Context(), time.Time{}, 0)
		must(t, err)
		recipients, err := store.NoticeRecipients(t.Context())
		must(t, err)
		if !slices.Equal(kept, []string{"new"}) || !slices.Equal(attempts, []string{"new"}) || len(recipients) != 1 {
			t.Errorf("kept %v, attempts %v, recipients %v", kept, attempts, recipients)
		}
	})
}
