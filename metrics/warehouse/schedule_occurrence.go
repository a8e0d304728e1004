package warehouse

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Occurrence is what became of one due time of a schedule. Schedule, DueAt and
// Manual are its key. Of several records under one key that with the highest Token
// prevails, among them that with the highest Sequence, then the one recorded last.
type Occurrence struct {
	Schedule   string
	DueAt      time.Time
	Manual     bool
	Outcome    string
	StartedAt  time.Time
	FinishedAt time.Time
	Token      uint64 // of the lease; 0 without one
	Sequence   uint64 // order of the records of one token
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
			sinceEpoch(occurrence.StartedAt), sinceEpoch(occurrence.FinishedAt), occurrence.Body, s.now().UTC(), record,
			occurrence.Token, occurrence.Sequence}
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
	Since    time.Time // due at or after it
	Until    time.Time // due before it
	ByHand   string    // "yes", "no", or empty for both
	Limit    int
}

// Occurrences returns the documents of the selected occurrences, newest first.
func (s *Store) Occurrences(ctx context.Context, query OccurrenceQuery) ([]string, error) {
	if query.Limit == 0 {
		query.Limit = math.MaxInt32
	}
	return s.documents(ctx, "schedule_occurrences", text("schedule", query.Schedule), text("outcome", query.Outcome),
		text("by_hand", query.ByHand), moment("since", query.Since, firstMoment),
		moment("until", query.Until, lastMoment), number("limit", query.Limit))
}

// LastOccurrences returns, for every schedule or the named one, the document of the
// occurrence with the latest due time; those by hand count only when asked for.
func (s *Store) LastOccurrences(ctx context.Context, schedule string, byHand bool) ([]string, error) {
	counted := "no"
	if byHand {
		counted = "yes"
	}
	return s.documents(ctx, "schedule_last_occurrences", text("schedule", schedule), text("by_hand", counted))
}

// LastOutcomes returns, for every schedule or the named one, the document of the
// occurrence with the latest due time among those that ended with an outcome.
func (s *Store) LastOutcomes(ctx context.Context, schedule, outcome string) ([]string, error) {
	return s.documents(ctx, "schedule_last_outcomes", text("schedule", schedule), text("outcome", outcome))
}

// ForgetOccurrences deletes the occurrences with due times before a moment, except
// those at the latest due time of each schedule. As with ForgetAssessments, what is kept
// is looked up first.
func (s *Store) ForgetOccurrences(ctx context.Context, before time.Time) error {
	type forgettable struct{ schedule, kept string }
	var found []forgettable
	err := s.selectRows(ctx, "schedule_forgettable", []any{moment("before", before, firstMoment)}, func(rows driver.Rows) error {
		var one forgettable
		err := rows.Scan(&one.schedule, &one.kept)
		found = append(found, one)
		return err
	})
	if err != nil {
		return err
	}
	for named := range slices.Chunk(found, namedAtOnce) {
		var schedules, kept []string
		for _, one := range named {
			schedules, kept = append(schedules, one.schedule), append(kept, one.kept)
		}
		err := s.execute(ctx, "schedule_forget_occurrences", moment("before", before, firstMoment), list("schedules", schedules), list("kept", kept))
		if err != nil {
			return err
		}
	}
	return s.forgetRenewals(ctx)
}

// forgetRenewals deletes the renewals of the lease that are older than a day by the
// clock of the server, which they were recorded by.
func (s *Store) forgetRenewals(ctx context.Context) error {
	now, err := s.serverClock(ctx)
	if err != nil {
		return err
	}
	return s.execute(ctx, "schedule_lease_forget", moment("before", now.AddDate(0, 0, -1), firstMoment))
}
