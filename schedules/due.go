package schedules

import (
	"strconv"
	"time"
)

// individualRecords is how many due times on which nothing runs get a record each; the
// earlier ones of a longer row share one.
const individualRecords = 100

// dueTime is a time at which a schedule is due.
type dueTime struct {
	at      time.Time
	off     bool   // its day is not worked and the schedule skips such days
	holiday string // what the calendar calls the day
}

// dueTimes is a row of due times: the latest ones, and what is to be said of the
// earlier ones that share a record.
type dueTimes struct {
	latest      []dueTime
	shared      int // how many share a record
	sharedOff   int // how many of them lie on days off
	first, last time.Time
}

// collectDue lists the due times after the accounted time. Only holders of the turn
// change what it reads.
func collectDue(entry *entry, until time.Time) dueTimes {
	var due dueTimes
	keep := individualRecords + entry.schedule.mostCaughtUp()
	for next := entry.next; !next.IsZero() && !next.After(until); next = entry.timetable.next(next) {
		off, holiday := entry.timetable.dayOff(next)
		due.latest = append(due.latest, dueTime{next, off, holiday})
		if len(due.latest) > 4*keep {
			due.share(len(due.latest) - keep)
		}
	}
	if len(due.latest) > keep {
		due.share(len(due.latest) - keep)
	}
	return due
}

// share moves the first due times of the row into the shared record.
func (d *dueTimes) share(count int) {
	if d.shared == 0 {
		d.first = d.latest[0].at
	}
	for _, due := range d.latest[:count] {
		if due.off {
			d.sharedOff++
		}
	}
	d.shared += count
	d.last = d.latest[count-1].at
	d.latest = append(d.latest[:0], d.latest[count:]...)
}

// sharedRecord says what became of the due times that share a record.
func (d *dueTimes) sharedRecord(paused bool) (Outcome, *Reason) {
	pairs := []string{"count", strconv.Itoa(d.shared), "first", d.first.Format(time.RFC3339), "last", d.last.Format(time.RFC3339)}
	switch {
	case paused:
		return OutcomeSkipped, NewReason("schedule.skipped.paused.many", pairs...)
	case d.sharedOff == d.shared:
		return OutcomeSkipped, NewReason("schedule.skipped.holiday.many", pairs...)
	case d.sharedOff > 0:
		return OutcomeMissed, NewReason("schedule.missed.many_holidays", append(pairs, "off", strconv.Itoa(d.sharedOff))...)
	default:
		return OutcomeMissed, NewReason("schedule.missed.many", pairs...)
	}
}

// mostCaughtUp is how many due times that were noticed too late may run.
func (s Schedule) mostCaughtUp() int {
	if s.CatchUp == CatchUpAll {
		return s.CatchUpLimit
	}
	return 1
}
