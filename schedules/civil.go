package schedules

import (
	"time"

	"github.com/robfig/cron/v3"
)

// civilTimes finds due times on a clock that is never put forward or back. Times are
// civil times, written as UTC.
type civilTimes interface {
	// Next returns the first due time strictly after another, or the zero time.
	Next(after time.Time) time.Time
}

// cronTimes are the due times of five cron fields.
type cronTimes struct{ spec *cron.SpecSchedule }

// Next looks a dozen years ahead: cron looks five years ahead, and 29 February may be
// eight years away, around the year 2100.
func (c cronTimes) Next(after time.Time) time.Time {
	for range 3 {
		if found := c.spec.Next(after); !found.IsZero() {
			return found
		}
		after = after.AddDate(4, 0, 0)
	}
	return time.Time{}
}

// clock is how long after midnight a civil time is.
func clock(civil time.Time) time.Duration { return civil.Sub(startOfDay(civil)) }

// nextDay returns the first moment of the day after that of a civil time.
func nextDay(civil time.Time) time.Time { return startOfDay(civil).AddDate(0, 0, 1) }
