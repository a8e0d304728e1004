package schedules

import "time"

// Next returns the first n due times of a schedule strictly after a moment, in the
// schedule's zone, as if it were neither paused nor retired. It returns fewer when
// the schedule ends before, and Problems when the schedule cannot be read.
func Next(schedule Schedule, from time.Time, n int) ([]time.Time, error) {
	if problems := checkTiming(schedule.WithDefaults()); len(problems) > 0 {
		return nil, problems
	}
	table, err := newTimetable(schedule)
	if err != nil {
		return nil, err
	}
	times := make([]time.Time, 0, max(n, 0))
	for range n {
		from = table.next(from)
		if from.IsZero() {
			break
		}
		times = append(times, from)
	}
	return times, nil
}
