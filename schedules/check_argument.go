package schedules

import "context"

// checkArgument asks whether the job of a schedule can work with its argument, when the
// schedule is new or either of the two was changed. A schedule whose argument has become
// wrong since can still be paused.
func (s *Scheduler) checkArgument(ctx context.Context, schedule Schedule) error {
	if s.options.CheckArgument == nil {
		return nil
	}
	s.mutex.Lock()
	known := s.entries[schedule.Name]
	same := known != nil && known.schedule.Job == schedule.Job && known.schedule.Argument == schedule.Argument
	s.mutex.Unlock()
	if same {
		return nil
	}
	err := s.options.CheckArgument(ctx, schedule)
	if reason := AsReason(err); reason != nil {
		return Problems{{Schedule: schedule.Name, Field: "argument", Reason: *reason}}
	}
	return err
}
