package schedules

import (
	"hash/fnv"
	"strings"
	"time"
)

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
	// CatchUpAll runs the job for the latest missed due times, oldest first and one after
	// the other, as many as CatchUpLimit allows.
	CatchUpAll CatchUp = "all"
)

// DefaultCatchUpLimit and MaximumCatchUpLimit bound how many runs CatchUpAll makes up for.
const (
	DefaultCatchUpLimit = 31
	MaximumCatchUpLimit = 100
)

// Overlap says what happens to a due time while an earlier run has not ended.
type Overlap string

const (
	// OverlapSkip skips it. It is the default.
	OverlapSkip Overlap = "skip"
	// OverlapQueue lets the latest such due time wait for the end of the run; the others are skipped.
	OverlapQueue Overlap = "queue"
)

// DaysOff says what happens to a due time on a day that the calendar does not count
// among the working days.
type DaysOff string

const (
	// DaysOffRun runs on every day. It is the default.
	DaysOffRun DaysOff = "run"
	// DaysOffSkip skips the due time; its record names the holiday.
	DaysOffSkip DaysOff = "skip"
	// DaysOffAfter moves the due time to the next working day.
	DaysOffAfter DaysOff = "after"
	// DaysOffBefore moves the due time to the working day before.
	DaysOffBefore DaysOff = "before"
)

// Bounds of retries and of the delay of starts.
const (
	MaximumRetries   = 10
	DefaultRetryWait = time.Minute
	MaximumRetryWait = time.Hour
	MaximumJitter    = time.Hour
)

// Schedule says which job runs when. A schedule is never deleted: it is paused
// (its due times are recorded as skipped) or retired (it has no due times).
type Schedule struct {
	Name     string // the key: lower-case letters, digits, '-', '_' and '.'
	TitleZh  string
	TitleEn  string
	Job      string // the name under which the job is registered
	Argument string // handed to the job as it is
	Spec     string // five cron fields, a descriptor such as @daily, @every with a duration, or @workday; may be empty with After
	Zone     string // IANA name; empty means DefaultZone
	DaysOff  DaysOff
	// After names another schedule. Without a spec the job runs each time a run of that
	// schedule has changed something; with a spec it runs at its own due times, unless
	// nothing has changed there since its own last good run.
	After   string
	Paused  bool
	Retired bool
	Timeout time.Duration // of one attempt; 0 means DefaultTimeout

	CatchUp      CatchUp // empty means CatchUpLast
	CatchUpLimit int     // of CatchUpAll; 0 means DefaultCatchUpLimit
	Overlap      Overlap // empty means OverlapSkip
	// Retries is how often a run that failed for a Temporary reason is tried again. The
	// first wait is RetryWait (0 means DefaultRetryWait), each further one twice as long,
	// none longer than MaximumRetryWait.
	Retries   int
	RetryWait time.Duration
	// Source names what the job draws on. Of the runs with one source no more than
	// Options.MaxPerSource go on at the same time; empty means no such limit.
	Source string
	// Jitter spreads the starts of schedules that are due together: each start comes later
	// by a time below it that depends on the name alone. The due time stays what it is.
	Jitter time.Duration

	ChangedAt time.Time // due times at or before it belong to the earlier definition
	ChangedBy string
}

// WithDefaults returns the schedule with its empty settings filled in.
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
	if s.CatchUpLimit == 0 {
		s.CatchUpLimit = DefaultCatchUpLimit
	}
	if s.Overlap == "" {
		s.Overlap = OverlapSkip
	}
	if s.DaysOff == "" {
		s.DaysOff = DaysOffRun
	}
	if s.RetryWait == 0 {
		s.RetryWait = DefaultRetryWait
	}
	return s
}

// UsesCalendar tells whether the due times of the schedule depend on working days.
func (s Schedule) UsesCalendar() bool {
	return (s.DaysOff != "" && s.DaysOff != DaysOffRun) || strings.HasPrefix(strings.TrimSpace(s.Spec), workingDayWord)
}

// followsOnly tells whether the schedule has no due times but those that another one gives it.
func (s Schedule) followsOnly() bool { return s.After != "" && strings.TrimSpace(s.Spec) == "" }

// delay is how much later than its due time a run starts.
func (s Schedule) delay() time.Duration {
	if s.Jitter <= 0 {
		return 0
	}
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(s.Name))
	return (time.Duration(hash.Sum64()>>1) % s.Jitter).Truncate(time.Millisecond)
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
