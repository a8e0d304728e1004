package schedules

import (
	"context"
	"time"
)

// settling is the settling of a row of due times of one entry.
type settling struct {
	*Scheduler
	entry    *entry
	schedule Schedule
	due      dueTimes
	final    bool // the definition ends: nothing may wait or be caught up
	active   bool // runs may begin
	mayRun   int  // the first of due.latest that may run
	last     int  // the last of due.latest that is not on a day off; -1: none
}

// settle gives every due time of an entry after its accounted time and not after
// until its one record, and starts the job where it is to run. A due time that waits
// for the end of a run stays unaccounted, unless final says that the definition ends.
// It stops at the first record that cannot be kept; what was settled before stays
// settled. The caller holds the turn.
func (s *Scheduler) settle(ctx context.Context, entry *entry, until time.Time, final bool) error {
	due := collectDue(entry, until)
	if len(due.latest) == 0 {
		return nil
	}
	s.mutex.Lock()
	work := &settling{Scheduler: s, entry: entry, schedule: entry.schedule, due: due, final: final, active: s.loop != nil}
	stopped := s.stopped
	s.mutex.Unlock()
	if stopped {
		return NewReason("schedule.stopped")
	}
	if due.shared > 0 {
		// One record, at the last due time that it stands for.
		outcome, reason := due.sharedRecord(work.schedule.Paused)
		if err := s.close(ctx, entry, due.last, outcome, reason); err != nil {
			return err
		}
	}
	work.plan()
	for i := range due.latest {
		waits, err := work.settleOne(ctx, i)
		if err != nil || waits {
			return err
		}
	}
	return nil
}

// plan finds which of the latest due times may run.
func (w *settling) plan() {
	w.last, w.mayRun = -1, len(w.due.latest)
	for i, due := range w.due.latest {
		if !due.off {
			w.last = i
		}
	}
	if w.last < 0 || w.schedule.Paused || !w.active {
		return
	}
	allowed := w.schedule.mostCaughtUp()
	if w.late(w.last) && (w.schedule.CatchUp == CatchUpNone || w.final) {
		return
	}
	if w.final {
		allowed = 1
	}
	for i := w.last; i >= 0 && allowed > 0; i-- {
		if !w.due.latest[i].off {
			w.mayRun, allowed = i, allowed-1
		}
	}
}

// late tells whether a due time was noticed too late to count as on time. One that
// waited for the end of a run was not.
func (w *settling) late(i int) bool {
	at := w.due.latest[i].at
	if w.queued(at) {
		return false
	}
	return w.now().Sub(at.Add(w.schedule.delay())) > w.options.Grace
}

// queued tells whether a due time may wait, or has waited, for the end of a run.
func (w *settling) queued(at time.Time) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.schedule.Overlap == OverlapQueue && w.entry.overlapped(at)
}

// settleOne settles one due time. It waits when the due time must stay unaccounted.
func (w *settling) settleOne(ctx context.Context, i int) (waits bool, err error) {
	due := w.due.latest[i]
	skip := func(key string, pairs ...string) (bool, error) {
		return false, w.close(ctx, w.entry, due.at, OutcomeSkipped, NewReason(key, pairs...))
	}
	miss := func() (bool, error) {
		return false, w.close(ctx, w.entry, due.at, OutcomeMissed, NewReason("schedule.missed"))
	}
	w.mutex.Lock()
	run := w.entry.run
	hangs := run != nil && run.abandoned
	w.mutex.Unlock()
	switch {
	case w.schedule.Paused:
		return skip("schedule.skipped.paused")
	case due.off:
		if due.holiday == "" {
			return skip("schedule.skipped.weekend")
		}
		return skip("schedule.skipped.holiday", "holiday", due.holiday)
	case i < w.mayRun && w.queued(due.at):
		return skip("schedule.skipped.overlap")
	case i < w.mayRun:
		return miss()
	case hangs:
		return skip("schedule.skipped.abandoned")
	case run != nil && run.catchingUp && w.final:
		return miss()
	case run != nil && !w.final && (run.catchingUp || w.schedule.Overlap == OverlapQueue && i == w.last):
		return true, nil
	case run != nil:
		return skip("schedule.skipped.overlap")
	case w.jobs[w.schedule.Job] == nil:
		return false, w.close(ctx, w.entry, due.at, OutcomeFailed, NewReason("schedule.job.gone", "job", w.schedule.Job))
	}
	met, err := w.dependencyMet(ctx, w.schedule)
	if err != nil {
		return false, err
	}
	if !met {
		return skip("schedule.skipped.dependency", "after", w.schedule.After)
	}
	occurrence := Occurrence{Schedule: w.schedule.Name, DueAt: due.at.UTC(), Outcome: OutcomeRunning}
	if planned := w.entry.timetable.planned(due.at); !planned.Equal(due.at) {
		occurrence.ActsFor = planned.UTC()
	}
	if w.late(i) {
		occurrence.Reason = NewReason("schedule.caught_up")
	}
	if _, err := w.begin(ctx, w.entry, occurrence); err != nil {
		return false, err
	}
	w.advance(w.entry, due.at)
	return false, nil
}

// close records a due time on which the job does not run.
func (s *Scheduler) close(ctx context.Context, entry *entry, dueAt time.Time, outcome Outcome, reason *Reason) error {
	token, leading := s.leads()
	if !leading {
		return NewReason("schedule.elsewhere")
	}
	if err := s.record(ctx, Occurrence{Schedule: entry.schedule.Name, DueAt: dueAt.UTC(), Outcome: outcome, Reason: reason, Token: token}); err != nil {
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
	if entry.timetable != nil && entry.timetable.triggers != nil {
		entry.timetable.triggers.forget(dueAt)
	}
}
