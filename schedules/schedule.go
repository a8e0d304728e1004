package schedules

import "time"

// DefaultZone is the time zone of a schedule that names none.
const DefaultZone = "Asia/Shanghai"

// DefaultTimeout is how long a run may take when its schedule does not say.
const DefaultTimeout = time.Hour

// MaximumTimeout is the longest time that a schedule may allow a run.
const MaximumTimeout = 7 * 24 * time.Hour

// CatchUp says what happens to a due time that was noticed too late.
type CatchUp string

const (
	// CatchUpNone records every missed due time and runs none of them.
	CatchUpNone CatchUp = "none"
	// CatchUpLast runs the job once for the latest missed due time. It is the default.
	CatchUpLast CatchUp = "last"
)

// Schedule says which job runs when. A schedule is never deleted: it is paused
// (its due times are recorded as skipped) or retired (it has no due times).
type Schedule struct {
	Name     string // the key: lower-case letters, digits, '-', '_' and '.'
	TitleZh  string
	TitleEn  string
	Job      string // the name under which the job is registered
	Argument string // handed to the job as it is
	Spec     string // five cron fields, a descriptor such as @daily, or @every with a duration
	Zone     string // IANA name; empty means DefaultZone
	Paused   bool
	Retired  bool
	Timeout  time.Duration // 0 means DefaultTimeout
	CatchUp  CatchUp       // empty means CatchUpLast

	ChangedAt time.Time // due times at or before it belong to the earlier definition
	ChangedBy string
}

// WithDefaults returns the schedule with its empty zone, timeout and catch-up filled in.
func (s Schedule) WithDefaults() Schedule {
	if s.Zone == "" {
		s.Zone = DefaultZone
	}
	if s.Timeout == 0 {
		s.Timeout = DefaultTimeout
	}
	if s.CatchUp == "" {
		s.CatchUp = CatchUpLast
	}
	return s
}

// Title returns the title in a language ("zh" or "en"), the other one where it is
// missing, and the name where both are.
func (s Schedule) Title(language string) string {
	first, second := s.TitleZh, s.TitleEn
	if language == "en" {
		first, second = second, first
	}
	switch {
	case first != "":
		return first
	case second != "":
		return second
	default:
		return s.Name
	}
}

// sameDefinition tells whether two schedules differ in nothing but who changed
// them and when.
func sameDefinition(a, b Schedule) bool {
	a, b = a.WithDefaults(), b.WithDefaults()
	a.ChangedAt, b.ChangedAt = time.Time{}, time.Time{}
	a.ChangedBy, b.ChangedBy = "", ""
	return a == b
}
