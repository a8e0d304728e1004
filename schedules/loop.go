package schedules

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// clockTolerance is how far the accounted time may lie in the future before the
// clock is taken to have been wrong.
const clockTolerance = time.Hour

// shortestPause keeps the loop from spinning when the clock is a little behind the timer.
const shortestPause = time.Millisecond

// run settles due times until ctx ends.
func (s *Scheduler) run(ctx context.Context) {
	defer close(s.loop)
	for {
		timer := time.NewTimer(s.pass(ctx))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-s.wake:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// pass settles what is due now and returns how long the loop may sleep.
func (s *Scheduler) pass(ctx context.Context) time.Duration {
	if err := s.take(ctx); err != nil {
		return s.options.Tick
	}
	defer s.give()
	s.saveUnsaved(ctx)
	s.handOn()
	now := s.now()
	s.mutex.Lock()
	stale := now.Sub(s.readAt).Abs() >= s.options.Tick
	s.mutex.Unlock()
	if stale {
		// When the store does not answer, the schedules known so far keep running.
		if err := s.reload(ctx); err != nil {
			s.options.Logger.Error("the schedules could not be read again", "error", err)
		}
	}
	if _, leading := s.leads(); !leading {
		return s.options.Tick
	}
	for _, entry := range s.dueBy(now) {
		if ctx.Err() != nil {
			break
		}
		if err := s.settle(ctx, entry, now.Add(-entry.schedule.delay()), false); err != nil {
			// Nothing may begin without its record. All of it is tried again soon.
			s.options.Logger.Error("due times wait to be settled", "error", err)
			return min(s.options.Tick, recordTimeout)
		}
	}
	return s.pause()
}

// dueBy returns the entries that are due, those first that are due first.
func (s *Scheduler) dueBy(now time.Time) []*entry {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var entries []*entry
	for _, entry := range s.entries {
		s.correctClock(entry, now)
		if !entry.next.IsZero() && !entry.next.Add(entry.schedule.delay()).After(now) {
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		return cmp.Or(a.next.Compare(b.next), cmp.Compare(a.schedule.Name, b.schedule.Name))
	})
	return entries
}

// pause returns the time to the first due time, at most a tick. A due time that waits
// for the end of a run is looked at when that run ends.
func (s *Scheduler) pause() time.Duration {
	now, pause := s.now(), s.options.Tick
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, entry := range s.entries {
		if entry.next.IsZero() || (entry.run != nil && !entry.next.After(now)) {
			continue
		}
		pause = min(pause, entry.next.Add(entry.schedule.delay()).Sub(now))
	}
	if len(s.published) > 0 {
		pause = 0
	}
	return max(pause, shortestPause)
}

// correctClock puts back an accounted time that a wrong clock moved into the future.
// The caller holds the mutex.
func (s *Scheduler) correctClock(entry *entry, now time.Time) {
	if entry.accounted.Sub(now) > clockTolerance {
		s.options.Logger.Warn("the clock had been wrong: due times are counted from now on again",
			"schedule", entry.schedule.Name, "accounted", entry.accounted, "now", now)
		entry.account(now)
	}
}
