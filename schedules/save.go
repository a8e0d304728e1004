package schedules

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Save checks a schedule and makes it the current definition under its name, from
// now on; ChangedBy says who asked for it. Due times up to now are settled under the
// earlier definition. A definition that does not differ is not saved again.
// It returns Problems when the schedule is not right.
func (s *Scheduler) Save(ctx context.Context, schedule Schedule) error {
	schedule = schedule.WithDefaults()
	if err := Check(schedule, s.Jobs()); err != nil {
		return err
	}
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	leading, err := s.prepareChange(ctx)
	if err != nil {
		return err
	}
	if err := s.checkAfter(schedule); err != nil {
		return err
	}
	if err := s.checkArgument(ctx, schedule); err != nil {
		return err
	}
	s.mutex.Lock()
	known := s.entries[schedule.Name]
	s.mutex.Unlock()
	now := s.now()
	if known != nil {
		if sameDefinition(known.schedule, schedule) {
			return nil
		}
		if leading {
			if err := s.settle(ctx, known, now, true); err != nil {
				return err
			}
		}
		if !now.After(known.schedule.ChangedAt) {
			// The latest definition is the one that was changed last, whatever the clock says.
			now = known.schedule.ChangedAt.Add(time.Millisecond)
		}
	}
	schedule.ChangedAt = now
	if err := s.records.SaveSchedule(ctx, schedule); err != nil {
		return fmt.Errorf("save schedule %s: %w", schedule.Name, err)
	}
	if known == nil {
		known = &entry{}
	}
	s.mutex.Lock()
	s.entries[schedule.Name] = known
	known.define(schedule, s.Jobs(), s.calendar)
	s.mutex.Unlock()
	if err := s.follow(ctx, known); err != nil {
		return err
	}
	s.wakeLoop()
	return nil
}

// prepareChange reads the schedules and finds out whether this instance acts. An
// instance that does not only writes the definition; the one that acts sees it within
// a tick and settles what was due before under the earlier form.
func (s *Scheduler) prepareChange(ctx context.Context) (leading bool, err error) {
	if err := s.seekLead(ctx); err != nil && !errors.Is(err, ErrLeaseHeld) {
		return false, err
	}
	_, leading = s.leads()
	return leading, s.reload(ctx)
}

// Pause stops a schedule from running by itself or lets it run again.
func (s *Scheduler) Pause(ctx context.Context, name string, paused bool, actor string) error {
	stored, err := s.records.Schedules(ctx)
	if err != nil {
		return fmt.Errorf("read schedules: %w", err)
	}
	for _, schedule := range stored {
		if schedule.Name == name {
			schedule.Paused, schedule.ChangedBy = paused, actor
			return s.Save(ctx, schedule)
		}
	}
	return NewReason("schedule.unknown", "schedule", shown(name))
}
