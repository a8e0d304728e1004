package schedules

import (
	"cmp"
	"slices"
	"sync"
)

// OutcomeCount is how many due times and runs by hand of a schedule ended in one way.
type OutcomeCount struct {
	Schedule string
	Outcome  Outcome
	Count    int
}

// settledCounts counts what a scheduler itself has settled.
type settledCounts struct {
	mutex  sync.Mutex
	counts map[OutcomeCount]int // by schedule and outcome; their own Count is 0
}

// tally counts a record that was kept.
func (s *Scheduler) tally(occurrence Occurrence) {
	if !occurrence.Ended() {
		return
	}
	s.settled.mutex.Lock()
	defer s.settled.mutex.Unlock()
	if s.settled.counts == nil {
		s.settled.counts = map[OutcomeCount]int{}
	}
	s.settled.counts[OutcomeCount{Schedule: occurrence.Schedule, Outcome: occurrence.Outcome}] += occurrence.Count()
}

// Tally returns what this scheduler has settled since it was made, by schedule and
// outcome. What other instances settled is in their own tallies, so that the sum over
// all instances counts everything once, but for a run that one instance lost and
// another one closed.
func (s *Scheduler) Tally() []OutcomeCount {
	s.settled.mutex.Lock()
	defer s.settled.mutex.Unlock()
	counts := make([]OutcomeCount, 0, len(s.settled.counts))
	for key, count := range s.settled.counts {
		key.Count = count
		counts = append(counts, key)
	}
	slices.SortFunc(counts, func(a, b OutcomeCount) int {
		return cmp.Or(cmp.Compare(a.Schedule, b.Schedule), cmp.Compare(a.Outcome, b.Outcome))
	})
	return counts
}
