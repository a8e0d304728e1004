package schedules

import (
	"context"
	"fmt"
)

// Save checks a schedule and makes it the current definition under its name, from
// now on; ChangedBy says who asked for it. Due times up to now are settled under the
// earlier definition first. A definition that does not differ is not saved again.
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
	if err := s.reload(ctx); err != nil {
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
		if err := s.settle(ctx, known, now); err != nil {
			return err
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
	known.define(schedule, s.Jobs())
	s.mutex.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
	return nil
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
