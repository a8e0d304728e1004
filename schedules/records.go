package schedules

import (
	"context"
	"time"
)

// Records keeps schedules and occurrences. Times are kept at least to the
// millisecond. All methods may be called from several goroutines.
type Records interface {
	// Schedules returns the current definition of every schedule, retired ones too.
	Schedules(ctx context.Context) ([]Schedule, error)
	// SaveSchedule makes schedule the current definition under its name.
	SaveSchedule(ctx context.Context, schedule Schedule) error
	// RecordOccurrence keeps an occurrence and replaces the one with the same
	// Schedule, DueAt and Manual. When it returns nil, the record survives a crash.
	RecordOccurrence(ctx context.Context, occurrence Occurrence) error
	// Occurrences returns the occurrences that the query selects, by DueAt, newest first.
	Occurrences(ctx context.Context, query OccurrenceQuery) ([]Occurrence, error)
	// LastOccurrence returns the occurrence with the latest DueAt among those of a
	// schedule that were not started by hand, or nil when there is none.
	LastOccurrence(ctx context.Context, schedule string) (*Occurrence, error)
}

// OccurrenceQuery selects occurrences. The zero value selects all of them.
type OccurrenceQuery struct {
	Schedule string    // empty: of every schedule
	Outcome  Outcome   // empty: of every outcome
	Since    time.Time // with DueAt at or after it
	Limit    int       // at most so many, the newest; 0: no limit
}
