package schedules

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// recordTimeout is how long one request to the records may take.
const recordTimeout = 10 * time.Second

// The causes for which a job's context ends; a person's order is a stoppedBy.
var (
	errStopped   = errors.New("the scheduler stops")
	errTimeout   = errors.New("the run took longer than its schedule allows")
	errLeaseLost = errors.New("another instance runs the schedules")
)

// Scheduler starts jobs at the due times of their schedules and accounts for every
// due time. Its methods may be called from several goroutines, before Start too.
type Scheduler struct {
	records Records
	jobs    map[string]Job
	options Options

	base     context.Context // of all jobs
	cancel   context.CancelCauseFunc
	stopping chan struct{} // closed when nothing may begin any more
	wake     chan struct{} // the loop looks again
	places   *places
	turn     chan struct{} // holds one element while somebody settles due times or changes schedules
	loop     chan struct{} // closed when the loop has ended; nil before Start
	running  sync.WaitGroup

	sequence atomic.Uint64 // of the records under the present grant
	settled  settledCounts

	mutex       sync.Mutex // guards what follows; never held while the records are asked
	entries     map[string]*entry
	calendar    *Calendar
	grant       *Grant        // nil: another instance acts
	keeping     chan struct{} // closed when nobody looks after the lease any more; nil before
	stopKeeping context.CancelFunc
	published   []publication // runs that changed something, for the schedules after them
	readAt      time.Time     // when the schedules were last read
	unsaved     []Occurrence  // outcomes that the records did not take yet
	active      int           // runs that were begun and have no outcome yet
	stopped     bool
	stopLoop    context.CancelFunc
}

// New returns a Scheduler that works on records and knows the given jobs by name.
// Nothing runs by itself before Start.
func New(records Records, jobs map[string]Job, options Options) *Scheduler {
	options = options.withDefaults()
	var grant *Grant
	if options.Lease == nil {
		options.Lease, grant = alone{}, &Grant{}
	}
	base, cancel := context.WithCancelCause(context.Background())
	return &Scheduler{
		records:  records,
		jobs:     maps.Clone(jobs),
		options:  options,
		base:     base,
		cancel:   cancel,
		stopping: make(chan struct{}),
		wake:     make(chan struct{}, 1),
		places:   newPlaces(options.MaxConcurrent, options.MaxPerSource),
		turn:     make(chan struct{}, 1),
		entries:  map[string]*entry{},
		calendar: options.Calendar,
		grant:    grant,
	}
}

// Jobs returns the names of the registered jobs, sorted.
func (s *Scheduler) Jobs() []string { return slices.Sorted(maps.Keys(s.jobs)) }

// Occurrences returns the recorded occurrences that the query selects, newest first.
func (s *Scheduler) Occurrences(ctx context.Context, query OccurrenceQuery) ([]Occurrence, error) {
	occurrences, err := s.records.Occurrences(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read occurrences: %w", err)
	}
	return occurrences, nil
}

// LastOf returns, for every schedule or the one that is named, the occurrence with the
// latest due time among those that ended with an outcome, also by hand.
func (s *Scheduler) LastOf(ctx context.Context, schedule string, outcome Outcome) ([]Occurrence, error) {
	occurrences, err := s.records.LastOccurrences(ctx, LastQuery{Schedule: schedule, Outcome: outcome, ByHand: true})
	if err != nil {
		return nil, fmt.Errorf("read the last occurrences that are %s: %w", outcome, err)
	}
	return occurrences, nil
}

// Start settles what an earlier process left open, then runs the schedules in the
// background. While another instance holds the lease, it waits for its turn and runs
// nothing. It fails when the records or the lease cannot be read. When ctx ends,
// nothing new begins; call Stop all the same, to wait for the jobs that run.
func (s *Scheduler) Start(ctx context.Context) error {
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	s.mutex.Lock()
	loop, stopped := s.loop, s.stopped
	s.mutex.Unlock()
	if loop != nil || stopped {
		return errors.New("the scheduler was started before")
	}
	if err := s.begins(ctx); err != nil {
		return err
	}
	loopContext, stopLoop := context.WithCancel(ctx)
	s.mutex.Lock()
	s.loop, s.stopLoop = make(chan struct{}), stopLoop
	s.mutex.Unlock()
	go s.run(loopContext)
	return nil
}

// begins finds out whether this instance acts, and reads the schedules.
func (s *Scheduler) begins(ctx context.Context) error {
	if s.options.Lease == (alone{}) {
		if err := s.recover(ctx); err != nil {
			return err
		}
		return s.reload(ctx)
	}
	err := s.seekLead(ctx)
	switch {
	case errors.Is(err, ErrLeaseHeld):
		s.options.Logger.Info("another instance runs the schedules; this one waits for its turn")
		s.keepWatch()
		return s.reload(ctx)
	case err != nil:
		return err
	}
	return s.reload(ctx)
}

// Stop begins nothing new and waits for the running jobs. When ctx ends first, it
// cancels them, gives them Options.CancelWait to return, and returns the error of
// ctx. Runs that were waiting for a place are settled at the next start.
func (s *Scheduler) Stop(ctx context.Context) error {
	s.mutex.Lock()
	if !s.stopped {
		s.stopped = true
		close(s.stopping)
	}
	loop, stopLoop := s.loop, s.stopLoop
	s.mutex.Unlock()
	if loop != nil {
		stopLoop()
		<-loop
	}
	ended := make(chan struct{})
	go func() {
		s.running.Wait()
		close(ended)
	}()
	var err error
	select {
	case <-ended:
	case <-ctx.Done():
		s.mutex.Lock()
		active := s.active
		s.mutex.Unlock()
		if active > 0 {
			err = fmt.Errorf("cancel %d running jobs: %w", active, ctx.Err())
		}
		s.cancel(errStopped)
		<-ended
	}
	s.cancel(errStopped)
	if left := s.saveUnsaved(context.WithoutCancel(ctx)); left > 0 {
		s.options.Logger.Error("outcomes of runs could not be recorded", "count", left)
	}
	s.leaveLead(ctx)
	return err
}

// take waits for the turn to settle due times or change schedules.
func (s *Scheduler) take(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the scheduler: %w", ctx.Err())
	}
}

func (s *Scheduler) give() { <-s.turn }

// now returns the time to the precision that records keep, without the monotonic
// reading, which would hide a clock that was put forward or back.
func (s *Scheduler) now() time.Time { return s.options.Now().UTC().Truncate(time.Millisecond) }
