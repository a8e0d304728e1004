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
	// Versions returns every definition that a schedule ever had, by ChangedAt, oldest
	// first; of all schedules when the name is empty.
	Versions(ctx context.Context, name string) ([]Schedule, error)
	// SaveSchedule makes schedule the current definition under its name.
	SaveSchedule(ctx context.Context, schedule Schedule) error
	// RecordOccurrence keeps an occurrence and replaces the one with the same Schedule,
	// DueAt and Manual, unless that one has a higher Token, or the same Token and a
	// higher Sequence. When it returns nil, the record survives a crash.
	RecordOccurrence(ctx context.Context, occurrence Occurrence) error
	// Occurrences returns the occurrences that the query selects, by DueAt, newest first.
	Occurrences(ctx context.Context, query OccurrenceQuery) ([]Occurrence, error)
	// LastOccurrences returns, for every schedule or the one that the query names, the
	// selected occurrence with the latest DueAt, where there is one.
	LastOccurrences(ctx context.Context, query LastQuery) ([]Occurrence, error)
	// DeleteOccurrences forgets the ended occurrences with DueAt before a moment, except
	// the latest of each schedule that was not started by hand: it says up to when the
	// due times of the schedule are accounted.
	DeleteOccurrences(ctx context.Context, before time.Time) error
}

// OccurrenceQuery selects occurrences. The zero value selects all of them.
type OccurrenceQuery struct {
	Schedule string    // empty: of every schedule
	Outcome  Outcome   // empty: of every outcome
	Since    time.Time // with DueAt at or after it
	Until    time.Time // with DueAt before it; zero: no bound
	Limit    int       // at most so many, the newest; 0: no limit
}

// LastQuery selects latest occurrences.
type LastQuery struct {
	Schedule string  // empty: of every schedule
	ByHand   bool    // those started by hand count too
	Outcome  Outcome // empty: of every outcome; those started by hand count then in any case
}
