package schedules

import "context"

// stoppedBy is the cause of a run that a person stopped.
type stoppedBy struct{ actor string }

func (s stoppedBy) Error() string { return "stopped by " + s.actor }

// StopRun cancels the run of a schedule that goes on, or that waits, on the order of a
// person; its record says who. It returns a *Reason when there is no such schedule,
// nothing runs, or the run is that of another instance.
func (s *Scheduler) StopRun(ctx context.Context, name, actor string) error {
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	if err := s.reload(ctx); err != nil {
		return err
	}
	_, leading := s.leads()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	entry := s.entries[name]
	switch {
	case entry == nil:
		return NewReason("schedule.unknown", "schedule", shown(name))
	case entry.run == nil && !leading:
		return NewReason("schedule.elsewhere")
	case entry.run == nil || entry.run.abandoned:
		return NewReason("schedule.not_running", "schedule", name)
	}
	entry.run.cancel(stoppedBy{actor})
	return nil
}
