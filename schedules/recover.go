package schedules

import (
	"context"
	"fmt"
	"time"
)

// recover closes the runs that an earlier process, or an earlier holder of the lease,
// left open: cut off in the middle, or, when they had not begun, missed. The latest of
// a schedule that had not begun is left to the ordinary settling of due times. The
// caller holds the turn.
func (s *Scheduler) recover(ctx context.Context) error {
	open, err := s.records.Occurrences(ctx, OccurrenceQuery{Outcome: OutcomeRunning})
	if err != nil {
		return fmt.Errorf("read open runs: %w", err)
	}
	if len(open) == 0 {
		return nil
	}
	token, leading := s.leads()
	if !leading {
		return ErrLeaseLost
	}
	last, err := s.records.LastOccurrences(ctx, LastQuery{})
	if err != nil {
		return fmt.Errorf("read the last occurrences: %w", err)
	}
	latest := make(map[string]time.Time, len(last))
	for _, occurrence := range last {
		latest[occurrence.Schedule] = occurrence.DueAt
	}
	for _, occurrence := range open {
		if token > 0 && occurrence.Token == token {
			continue // it runs here
		}
		switch {
		case !occurrence.StartedAt.IsZero():
			occurrence.Outcome, occurrence.Reason = OutcomeFailed, NewReason("job.interrupted")
		case !occurrence.Manual && latest[occurrence.Schedule].Equal(occurrence.DueAt):
			continue
		default:
			occurrence.Outcome, occurrence.Reason = OutcomeMissed, NewReason("schedule.missed")
		}
		occurrence.Token = token
		if err := s.record(ctx, occurrence); err != nil {
			return err
		}
	}
	return nil
}

// record keeps an occurrence, within a time limit and even when ctx has ended: what
// happened must not be lost because the caller went away.
func (s *Scheduler) record(ctx context.Context, occurrence Occurrence) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if occurrence.Token > 0 {
		occurrence.Sequence = s.sequence.Add(1)
	}
	if err := s.records.RecordOccurrence(ctx, occurrence); err != nil {
		return fmt.Errorf("record %s of schedule %s due at %s: %w", occurrence.Outcome,
			occurrence.Schedule, occurrence.DueAt.Format(time.RFC3339), err)
	}
	s.tally(occurrence)
	return nil
}

// keep records an outcome, or holds it back until the records answer again.
func (s *Scheduler) keep(ctx context.Context, occurrence Occurrence) {
	if err := s.record(ctx, occurrence); err != nil {
		s.options.Logger.Error("the outcome of a run waits to be recorded", "error", err)
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.unsaved = append(s.unsaved, occurrence)
	}
}

// saveUnsaved records the outcomes that were held back and returns how many are left.
func (s *Scheduler) saveUnsaved(ctx context.Context) int {
	s.mutex.Lock()
	waiting := s.unsaved
	s.unsaved = nil
	s.mutex.Unlock()
	for i, occurrence := range waiting {
		if err := s.record(ctx, occurrence); err != nil {
			s.mutex.Lock()
			s.unsaved = append(waiting[i:], s.unsaved...)
			s.mutex.Unlock()
			return len(waiting) - i
		}
	}
	return 0
}
