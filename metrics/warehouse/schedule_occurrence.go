package warehouse

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Occurrence is what became of one due time of a schedule. Schedule, DueAt and
// Manual are its key; a later record under the same key replaces an earlier one.
type Occurrence struct {
	Schedule   string
	DueAt      time.Time
	Manual     bool
	Outcome    string
	StartedAt  time.Time
	FinishedAt time.Time
	Body       string // a document that only the caller understands
}

// RecordOccurrence keeps an occurrence.
func (s *Store) RecordOccurrence(ctx context.Context, occurrence Occurrence) error {
	record, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new record of schedule %s: %w", occurrence.Schedule, err)
	}
	return s.insert(ctx, "schedule_occurrence", 1, func(int) []any {
		return []any{occurrence.Schedule, occurrence.DueAt.UTC(), occurrence.Manual, occurrence.Outcome,
			sinceEpoch(occurrence.StartedAt), sinceEpoch(occurrence.FinishedAt), occurrence.Body, s.now().UTC(), record}
	})
}

// sinceEpoch stores no time as 1970, which the column can hold.
func sinceEpoch(moment time.Time) time.Time {
	if moment.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return moment.UTC()
}

// OccurrenceQuery selects occurrences. Empty fields select all; Limit 0 sets none.
type OccurrenceQuery struct {
	Schedule string
	Outcome  string
	Since    time.Time
	ByHand   string // "yes", "no", or empty for both
	Limit    int
}

// Occurrences returns the documents of the selected occurrences, newest first.
func (s *Store) Occurrences(ctx context.Context, query OccurrenceQuery) ([]string, error) {
	if query.Limit == 0 {
		query.Limit = math.MaxInt32
	}
	return s.documents(ctx, "schedule_occurrences", text("schedule", query.Schedule), text("outcome", query.Outcome),
		text("by_hand", query.ByHand), moment("since", query.Since, firstMoment), number("limit", query.Limit))
}
