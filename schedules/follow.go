package schedules

import (
	"context"
	"fmt"
	"time"
)

// followedRuns is how many runs of another schedule are looked through for what they changed.
const followedRuns = 500

// publication is a run that has changed something.
type publication struct {
	schedule string
	trigger
}

// publishes tells whether an outcome sets off the schedules after it, and when.
func (o Occurrence) publishes() (trigger, bool) {
	if o.Outcome != OutcomeDone || !o.Changed || o.FinishedAt.IsZero() {
		return trigger{}, false
	}
	return trigger{at: o.FinishedAt.UTC(), planned: o.Scheduled()}, true
}

// announce notes that a run has ended, for the schedules after it.
func (s *Scheduler) announce(outcome Occurrence) {
	given, publishes := outcome.publishes()
	if !publishes {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.published = append(s.published, publication{outcome.Schedule, given})
}

// handOn gives the schedules that follow others the due times that have come since. A
// run that ended on a clock that was put back gives a due time after the last one all
// the same. The caller holds the turn.
func (s *Scheduler) handOn() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, published := range s.published {
		for _, entry := range s.entries {
			if entry.schedule.After != published.schedule || entry.timetable == nil || entry.timetable.triggers == nil {
				continue
			}
			given := published.trigger
			if !given.at.After(entry.accounted) {
				given.at = entry.accounted.Add(time.Millisecond)
			}
			entry.timetable.triggers.add(given)
			entry.account(entry.accounted)
		}
	}
	s.published = nil
}

// follow reads from the records which due times another schedule has given an entry.
func (s *Scheduler) follow(ctx context.Context, entry *entry) error {
	if entry.timetable == nil || entry.timetable.triggers == nil {
		return nil
	}
	runs, err := s.goodRuns(ctx, entry.schedule.After, followedRuns)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, run := range runs {
		if given, publishes := run.publishes(); publishes && given.at.After(entry.accounted) {
			entry.timetable.triggers.add(given)
		}
	}
	entry.account(entry.accounted)
	return nil
}

// dependencyMet tells whether the schedule that another one with due times of its own
// comes after has changed something since the last good run of that one began.
func (s *Scheduler) dependencyMet(ctx context.Context, schedule Schedule) (bool, error) {
	if schedule.After == "" || schedule.followsOnly() {
		return true, nil
	}
	own, err := s.goodRuns(ctx, schedule.Name, 1)
	if err != nil {
		return false, err
	}
	runs, err := s.goodRuns(ctx, schedule.After, followedRuns)
	if err != nil {
		return false, err
	}
	for _, run := range runs {
		if given, publishes := run.publishes(); publishes && (len(own) == 0 || given.at.After(own[0].StartedAt)) {
			return true, nil
		}
	}
	return false, nil
}

func (s *Scheduler) goodRuns(ctx context.Context, schedule string, limit int) ([]Occurrence, error) {
	runs, err := s.records.Occurrences(ctx, OccurrenceQuery{Schedule: schedule, Outcome: OutcomeDone, Limit: limit})
	if err != nil {
		return nil, fmt.Errorf("read the runs of schedule %s: %w", schedule, err)
	}
	return runs, nil
}

// checkAfter refuses a schedule that follows one that is not there, or itself by way of others.
func (s *Scheduler) checkAfter(schedule Schedule) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for after, steps := schedule.After, 0; after != ""; steps++ {
		followed := s.entries[after]
		key := ""
		switch {
		case after == schedule.Name || steps > len(s.entries):
			key = "schedule.after.circle"
		case followed == nil:
			key = "schedule.after.unknown"
		}
		if key != "" {
			return Problems{{Schedule: schedule.Name, Field: "after", Reason: *NewReason(key, "after", shown(schedule.After))}}
		}
		after = followed.schedule.After
	}
	return nil
}
