package schedules

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// ScheduleStatus is how a schedule stands.
type ScheduleStatus struct {
	Schedule Schedule
	NextAt   time.Time   // the next due time, in the schedule's zone; zero when paused, retired or broken
	Last     *Occurrence // the latest occurrence, also by hand; nil when there is none
	Running  bool        // a run has not ended: it runs, waits for a place, or hangs after its cancellation
	Waiting  bool        // that run waits for a free place
	Problem  *Reason     // why the stored schedule cannot run as it is; nil otherwise
}

// Status returns how every schedule stands, by name, retired ones last.
func (s *Scheduler) Status(ctx context.Context) ([]ScheduleStatus, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	err := s.reload(ctx)
	s.give()
	if err != nil {
		return nil, err
	}
	statuses := s.standing()
	last, err := s.records.LastOccurrences(ctx, LastQuery{ByHand: true})
	if err != nil {
		return nil, fmt.Errorf("read the last occurrences: %w", err)
	}
	bySchedule := make(map[string]*Occurrence, len(last))
	for i := range last {
		bySchedule[last[i].Schedule] = &last[i]
	}
	_, leading := s.leads()
	for i := range statuses {
		status := &statuses[i]
		status.Last = bySchedule[status.Schedule.Name]
		if status.Last != nil && !leading && status.Last.Outcome == OutcomeRunning {
			// It runs in the instance that acts.
			status.Running, status.Waiting = true, status.Last.StartedAt.IsZero()
		}
	}
	return statuses, nil
}

// standing returns the part of the status that the scheduler knows by itself.
func (s *Scheduler) standing() []ScheduleStatus {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	statuses := make([]ScheduleStatus, 0, len(s.entries))
	for _, entry := range s.entries {
		status := ScheduleStatus{Schedule: entry.schedule, Problem: entry.problem}
		if entry.timetable != nil && !entry.schedule.Paused {
			status.NextAt = s.nextRun(entry)
		}
		if entry.run != nil {
			status.Running = true
			status.Waiting = entry.run.occurrence.StartedAt.IsZero()
		}
		statuses = append(statuses, status)
	}
	slices.SortFunc(statuses, func(a, b ScheduleStatus) int {
		if a.Schedule.Retired != b.Schedule.Retired {
			if b.Schedule.Retired {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Schedule.Name, b.Schedule.Name)
	})
	return statuses
}

// nextRun returns the next due time of an entry that does not lie on a day off.
func (s *Scheduler) nextRun(entry *entry) time.Time {
	next := entry.timetable.next(s.now())
	for range longestLook {
		if next.IsZero() {
			break
		}
		if off, _ := entry.timetable.dayOff(next); !off {
			break
		}
		next = entry.timetable.next(next)
	}
	return next
}
