package schedules

import (
	"context"
	"fmt"
	"time"
)

// requestLife is how long a request of another instance may wait to be answered.
const requestLife = time.Hour

// answerInterval is the time between two looks for the answer to a request.
const answerInterval = 500 * time.Millisecond

// answerRequests begins the runs by hand that other instances ask for. A request that
// cannot be met ends as skipped, with the reason.
func (s *Scheduler) answerRequests(ctx context.Context) error {
	if _, leading := s.leads(); !leading || s.isStopped() {
		return nil
	}
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	requests, err := s.records.Occurrences(ctx, OccurrenceQuery{Outcome: OutcomeRequested, Since: s.now().Add(-requestLife)})
	if err != nil {
		return fmt.Errorf("read requests: %w", err)
	}
	for i := len(requests) - 1; i >= 0; i-- { // the oldest first
		if err := s.answer(ctx, requests[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Scheduler) answer(ctx context.Context, request Occurrence) error {
	s.mutex.Lock()
	entry := s.entries[request.Schedule]
	s.mutex.Unlock()
	if entry == nil {
		if err := s.reload(ctx); err != nil {
			return err
		}
		s.mutex.Lock()
		entry = s.entries[request.Schedule]
		s.mutex.Unlock()
	}
	reason := NewReason("schedule.unknown", "schedule", shown(request.Schedule))
	if entry != nil {
		_, err := s.beginByHand(ctx, entry, request)
		if err == nil {
			return nil
		}
		if reason = AsReason(err); reason == nil {
			return err
		}
	}
	token, leading := s.leads()
	if !leading {
		return nil
	}
	request.Outcome, request.Reason, request.Token = OutcomeSkipped, reason, token
	return s.record(ctx, request)
}

// awaitAnswer waits until the instance that acts has carried a request out.
func (s *Scheduler) awaitAnswer(ctx context.Context, request Occurrence) (Occurrence, error) {
	ticker := time.NewTicker(answerInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return request, ctx.Err()
		case <-ticker.C:
		}
		found, err := s.records.Occurrences(ctx, OccurrenceQuery{Schedule: request.Schedule, Since: request.DueAt})
		if err != nil {
			return request, fmt.Errorf("wait for the run of schedule %s: %w", request.Schedule, err)
		}
		for _, occurrence := range found {
			if occurrence.Manual && occurrence.DueAt.Equal(request.DueAt) &&
				occurrence.Outcome != OutcomeRequested && occurrence.Outcome != OutcomeRunning {
				return occurrence, nil
			}
		}
		if s.now().Sub(request.DueAt) > requestLife {
			return request, NewReason("schedule.unanswered", "schedule", request.Schedule)
		}
	}
}
