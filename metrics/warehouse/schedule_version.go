package warehouse

import (
	"context"
	"fmt"
	"time"
)

// SaveSchedule keeps a new version of a schedule. The body is a document that only
// the caller understands.
func (s *Store) SaveSchedule(ctx context.Context, name, changedBy string, changedAt time.Time, body string) error {
	version, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new version of schedule %s: %w", name, err)
	}
	return s.insert(ctx, "schedule_version", 1, func(int) []any {
		return []any{name, changedAt.UTC(), version, changedBy, body}
	})
}

// Schedules returns the document in force of every schedule, by name.
func (s *Store) Schedules(ctx context.Context) ([]string, error) {
	return s.documents(ctx, "schedules")
}

// ScheduleVersions returns the documents of every version of a schedule, oldest first;
// of all schedules when the name is empty.
func (s *Store) ScheduleVersions(ctx context.Context, name string) ([]string, error) {
	return s.documents(ctx, "schedule_versions", text("name", name))
}
