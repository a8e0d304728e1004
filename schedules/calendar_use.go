package schedules

import "context"

// Calendar returns the calendar that tells working days.
func (s *Scheduler) Calendar() *Calendar {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.calendar
}

// UseCalendar makes another calendar tell working days from now on. What is accounted
// stays accounted.
func (s *Scheduler) UseCalendar(ctx context.Context, calendar *Calendar) error {
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	s.mutex.Lock()
	s.calendar = calendar
	for _, entry := range s.entries {
		if entry.schedule.UsesCalendar() {
			triggers := (*triggers)(nil)
			if entry.timetable != nil {
				triggers = entry.timetable.triggers
			}
			entry.arrange(calendar)
			if entry.timetable != nil && triggers != nil {
				entry.timetable.triggers = triggers
				entry.account(entry.accounted)
			}
		}
	}
	s.mutex.Unlock()
	s.wakeLoop()
	return nil
}
