package schedules

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// MostBackfilled is how many due times one backfill may have.
const MostBackfilled = 10_000

// Backfill lists the scheduled times of a schedule from one moment to another (both
// included, not after now) for which no run has ended well, under the definition of
// now, and counts those for which one has. Carry them out as orders for these times;
// after an interruption the list holds what is left. It returns a *Reason when there is
// no such schedule, when it has no due times of its own, or when there are too many.
func (s *Scheduler) Backfill(ctx context.Context, name string, from, to time.Time) (left []time.Time, done int, err error) {
	if err := s.take(ctx); err != nil {
		return nil, 0, err
	}
	err = s.reload(ctx)
	s.give()
	if err != nil {
		return nil, 0, err
	}
	s.mutex.Lock()
	entry := s.entries[name]
	s.mutex.Unlock()
	switch {
	case entry == nil:
		return nil, 0, NewReason("schedule.unknown", "schedule", shown(name))
	case entry.schedule.Retired:
		return nil, 0, NewReason("schedule.retired", "schedule", name)
	case entry.timetable == nil || entry.timetable.triggers != nil:
		return nil, 0, NewReason("schedule.backfill.none", "schedule", name)
	}
	carried, err := s.carried(ctx, name, from)
	if err != nil {
		return nil, 0, err
	}
	if now := s.now(); to.After(now) {
		to = now
	}
	for due := entry.timetable.next(from.Add(-time.Nanosecond)); !due.IsZero() && !due.After(to); due = entry.timetable.next(due) {
		if off, _ := entry.timetable.dayOff(due); off {
			continue
		}
		planned := entry.timetable.planned(due)
		if carried[due.UnixMilli()] || carried[planned.UnixMilli()] {
			done++
			continue
		}
		if left = append(left, planned); len(left) > MostBackfilled {
			return nil, 0, NewReason("schedule.backfill.many", "most", strconv.Itoa(MostBackfilled))
		}
	}
	return left, done, nil
}

// carried returns the scheduled times for which runs ended well.
func (s *Scheduler) carried(ctx context.Context, name string, from time.Time) (map[int64]bool, error) {
	// A time that was moved to the working day before lies later than its due time.
	found, err := s.records.Occurrences(ctx, OccurrenceQuery{Schedule: name, Outcome: OutcomeDone,
		Since: from.AddDate(0, 0, -longestBreak)})
	if err != nil {
		return nil, fmt.Errorf("read the runs of schedule %s: %w", name, err)
	}
	carried := make(map[int64]bool, len(found))
	for _, occurrence := range found {
		if !occurrence.Manual || !occurrence.ActsFor.IsZero() {
			carried[occurrence.Scheduled().UnixMilli()] = true
		}
	}
	return carried, nil
}

// TimeOn returns the scheduled time that a run for a day is given: the first one of the
// schedule on that day in its zone, or the beginning of the day when it has none.
func (s *Scheduler) TimeOn(schedule Schedule, year int, month time.Month, day int) (time.Time, error) {
	zone, err := time.LoadLocation(schedule.WithDefaults().Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("zone of schedule %s: %w", schedule.Name, err)
	}
	start := time.Date(year, month, day, 0, 0, 0, 0, zone)
	times, err := Next(schedule, s.Calendar(), start.Add(-time.Nanosecond), 1)
	if err == nil && len(times) == 1 && times[0].Before(time.Date(year, month, day+1, 0, 0, 0, 0, zone)) {
		return times[0], nil
	}
	return start, nil
}
