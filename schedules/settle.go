package schedules

import (
	"context"
	"strconv"
	"time"
)

// individualRecords is how many missed due times get a record each; the earlier
// ones of a longer row share one.
const individualRecords = 100

// dueTimes is a row of due times: how many, the first, and the latest ones in order.
type dueTimes struct {
	count  int
	first  time.Time
	latest []time.Time // all of them, or at least individualRecords+2
}

// settle gives every due time of an entry after its accounted time and not after
// until its one record, and starts the job where it is to run. It stops at the first
// record that cannot be kept; what was settled before stays settled. The caller
// holds the turn.
func (s *Scheduler) settle(ctx context.Context, entry *entry, until time.Time) error {
	due := collectDue(entry, until)
	if due.count == 0 {
		return nil
	}
	s.mutex.Lock()
	schedule, run := entry.schedule, entry.run
	hangs := run != nil && run.abandoned
	started, stopped := s.loop != nil, s.stopped
	s.mutex.Unlock()
	if stopped {
		return NewReason("schedule.stopped")
	}
	earlier, latest := due.latest[:len(due.latest)-1], due.latest[len(due.latest)-1]
	shared, outcome, key := due.count-1, OutcomeMissed, "schedule.missed"
	if schedule.Paused {
		outcome, key = OutcomeSkipped, "schedule.skipped.paused"
	}
	if len(earlier) > individualRecords {
		// One record, at the last due time that it stands for.
		shared -= individualRecords
		last := earlier[len(earlier)-individualRecords-1]
		reason := NewReason(key+".many", "count", strconv.Itoa(shared),
			"first", due.first.Format(time.RFC3339), "last", last.Format(time.RFC3339))
		if err := s.close(ctx, entry, last, outcome, reason); err != nil {
			return err
		}
		earlier = earlier[len(earlier)-individualRecords:]
	}
	for _, dueAt := range earlier {
		if err := s.close(ctx, entry, dueAt, outcome, NewReason(key)); err != nil {
			return err
		}
	}
	late := s.now().Sub(latest) > s.options.Grace
	switch {
	case schedule.Paused:
		return s.close(ctx, entry, latest, outcome, NewReason(key))
	case late && schedule.CatchUp == CatchUpNone, !started:
		return s.close(ctx, entry, latest, OutcomeMissed, NewReason("schedule.missed"))
	case hangs:
		return s.close(ctx, entry, latest, OutcomeSkipped, NewReason("schedule.skipped.abandoned"))
	case run != nil:
		return s.close(ctx, entry, latest, OutcomeSkipped, NewReason("schedule.skipped.overlap"))
	case s.jobs[schedule.Job] == nil:
		return s.close(ctx, entry, latest, OutcomeFailed, NewReason("schedule.job.gone", "job", schedule.Job))
	}
	occurrence := Occurrence{Schedule: schedule.Name, DueAt: latest.UTC(), Outcome: OutcomeRunning}
	if late {
		occurrence.Reason = NewReason("schedule.caught_up")
	}
	if _, err := s.begin(ctx, entry, occurrence); err != nil {
		return err
	}
	s.advance(entry, latest)
	return nil
}

// collectDue lists the due times after the accounted time. Only holders of the turn
// change what it reads.
func collectDue(entry *entry, until time.Time) dueTimes {
	var due dueTimes
	for next := entry.next; !next.IsZero() && !next.After(until); next = entry.timetable.next(next) {
		if due.count == 0 {
			due.first = next
		}
		due.count++
		due.latest = append(due.latest, next)
		if len(due.latest) > 2*(individualRecords+2) {
			due.latest = append(due.latest[:0], due.latest[len(due.latest)-individualRecords-2:]...)
		}
	}
	return due
}

// close records a due time on which the job does not run.
func (s *Scheduler) close(ctx context.Context, entry *entry, dueAt time.Time, outcome Outcome, reason *Reason) error {
	if err := s.record(ctx, Occurrence{Schedule: entry.schedule.Name, DueAt: dueAt.UTC(), Outcome: outcome, Reason: reason}); err != nil {
		return err
	}
	s.options.Logger.Warn("a due time passed without a run", "schedule", entry.schedule.Name,
		"due", dueAt, "outcome", outcome, "reason", reason.Key)
	s.advance(entry, dueAt)
	return nil
}

// advance notes that a due time has its record.
func (s *Scheduler) advance(entry *entry, dueAt time.Time) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	entry.account(dueAt)
}
