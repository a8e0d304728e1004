package schedules

import (
	"context"
	"fmt"
	"time"
)

// entry is what the scheduler knows of one schedule.
type entry struct {
	schedule  Schedule
	timetable *timetable // nil when the stored schedule cannot be read or is retired
	problem   *Reason    // why the stored schedule cannot run
	accounted time.Time  // every due time at or before it has its record
	next      time.Time  // first due time after accounted; zero: none
	run       *run       // the run that has not ended, or nil
	byHand    time.Time  // due time of the latest run by hand
}

// define gives the entry a definition and keeps what is accounted.
func (e *entry) define(schedule Schedule, jobs []string) {
	e.schedule, e.timetable, e.problem = schedule.WithDefaults(), nil, nil
	if err := Check(schedule, jobs); err != nil {
		e.problem = AsReason(err)
	}
	if schedule.ChangedAt.After(e.accounted) {
		e.accounted = schedule.ChangedAt
	}
	if !schedule.Retired && len(checkTiming(e.schedule)) == 0 {
		if table, err := newTimetable(schedule); err == nil {
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

// reload reads the stored schedules. A definition that another process changed is
// settled up to the change under its earlier form. The caller holds the turn.
func (s *Scheduler) reload(ctx context.Context) error {
	stored, err := s.records.Schedules(ctx)
	if err != nil {
		return fmt.Errorf("read schedules: %w", err)
	}
	present := make(map[string]bool, len(stored))
	for _, schedule := range stored {
		present[schedule.Name] = true
		if err := s.adopt(ctx, schedule); err != nil {
			return err
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for name := range s.entries {
		if !present[name] {
			delete(s.entries, name)
		}
	}
	s.readAt = s.now()
	return nil
}

// adopt makes a stored schedule the definition that runs.
func (s *Scheduler) adopt(ctx context.Context, schedule Schedule) error {
	s.mutex.Lock()
	known := s.entries[schedule.Name]
	s.mutex.Unlock()
	if known == nil {
		return s.admit(ctx, schedule)
	}
	if sameDefinition(known.schedule, schedule) && known.schedule.ChangedAt.Equal(schedule.ChangedAt) {
		return nil
	}
	if s.started() {
		if err := s.settle(ctx, known, schedule.ChangedAt); err != nil {
			return err
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	known.define(schedule, s.Jobs())
	return nil
}

// admit adds a schedule that this scheduler has not seen. Its accounted time comes
// from its records; a schedule without a change and without records begins now.
func (s *Scheduler) admit(ctx context.Context, schedule Schedule) error {
	last, err := s.records.LastOccurrence(ctx, schedule.Name)
	if err != nil {
		return fmt.Errorf("read the last occurrence of schedule %s: %w", schedule.Name, err)
	}
	fresh := &entry{}
	switch {
	case last != nil && last.Outcome == OutcomeRunning && last.StartedAt.IsZero():
		// It waited for a place when the process ended: settle it again.
		fresh.accounted = last.DueAt.Add(-time.Nanosecond)
	case last != nil:
		fresh.accounted = last.DueAt
	case schedule.ChangedAt.IsZero():
		fresh.accounted = s.now()
	}
	fresh.define(schedule, s.Jobs())
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.entries[schedule.Name] = fresh
	return nil
}

// started tells whether the loop runs, so that due times may begin runs.
func (s *Scheduler) started() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.loop != nil && !s.stopped
}
