package schedules

import (
	"context"
	"fmt"
	"time"
)

// ShortestRetention is how long occurrences are kept at least. What a schedule after
// another one has still to run for is found in the occurrences of the other.
const ShortestRetention = 90 * 24 * time.Hour

// Forget deletes the occurrences with due times before a moment, except the latest of
// each schedule, which says up to when its due times are accounted.
func (s *Scheduler) Forget(ctx context.Context, before time.Time) error {
	if latest := s.now().Add(-ShortestRetention); before.After(latest) {
		before = latest
	}
	if err := s.records.DeleteOccurrences(ctx, before); err != nil {
		return fmt.Errorf("delete old occurrences: %w", err)
	}
	return nil
}
