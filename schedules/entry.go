package schedules

import (
	"time"
)

// entry is what the scheduler knows of one schedule.
type entry struct {
	schedule  Schedule
	timetable *timetable // nil when the stored schedule cannot be read or is retired
	problem   *Reason    // why the stored schedule cannot run
	accounted time.Time  // every due time at or before it has its record
	next      time.Time  // first due time after accounted; zero: none
	stale     bool       // another instance may have accounted more: read the records again
	run       *run       // the run that has not ended, or nil
	byHand    time.Time  // due time of the latest run by hand

	busyFrom, busyUntil time.Time // when the latest run went on; while one does, only the first holds
}

// define gives the entry a definition and keeps what is accounted.
func (e *entry) define(schedule Schedule, jobs []string, calendar *Calendar) {
	e.schedule, e.timetable, e.problem = schedule.WithDefaults(), nil, nil
	if err := Check(schedule, jobs); err != nil {
		e.problem = AsReason(err)
	}
	if schedule.ChangedAt.After(e.accounted) {
		e.accounted = schedule.ChangedAt
	}
	e.arrange(calendar)
}

// arrange computes the due times from the definition and a calendar.
func (e *entry) arrange(calendar *Calendar) {
	e.timetable = nil
	if !e.schedule.Retired && len(checkTiming(e.schedule)) == 0 {
		if table, err := newTimetable(e.schedule, calendar); err == nil {
			e.timetable = table
		}
	}
	e.account(e.accounted)
}

// account moves the accounted time and looks for the next due time.
func (e *entry) account(until time.Time) {
	e.accounted, e.next = until, time.Time{}
	if e.timetable != nil {
		e.next = e.timetable.next(until)
	}
}

// overlapped tells whether a due time came while the latest run went on.
func (e *entry) overlapped(dueAt time.Time) bool {
	return dueAt.After(e.busyFrom) && (e.run != nil || !dueAt.After(e.busyUntil))
}
