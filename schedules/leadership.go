package schedules

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// leads tells whether this scheduler may act, and under which token.
func (s *Scheduler) leads() (token uint64, leading bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.grant == nil || !s.grant.inForce() {
		return 0, false
	}
	return s.grant.Token, true
}

// Leading tells whether this scheduler is the one that acts: without a lease always,
// with one while its grant is in force.
func (s *Scheduler) Leading() bool {
	_, leading := s.leads()
	return leading
}

// seekLead acquires the lease unless this scheduler has it, and then closes what
// earlier holders left open: their tokens are lower, so nothing that they still do
// counts. The error wraps ErrLeaseHeld when another instance acts. The caller holds
// the turn.
func (s *Scheduler) seekLead(ctx context.Context) error {
	if _, leading := s.leads(); leading {
		return nil
	}
	grant, err := s.options.Lease.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("acquire the lease of the schedules: %w", err)
	}
	s.mutex.Lock()
	s.grant = &grant
	for _, entry := range s.entries {
		entry.stale = true
	}
	s.sequence.Store(0)
	s.mutex.Unlock()
	s.keepWatch()
	if err = s.recover(ctx); err == nil {
		err = s.reload(ctx)
	}
	if err == nil {
		s.options.Logger.Info("this instance runs the schedules", "token", grant.Token)
		return nil
	}
	s.dropLead()
	return errors.Join(err, s.options.Lease.Release(context.WithoutCancel(ctx), grant))
}

// keepWatch makes sure that the lease is looked after. Renewing it waits for nothing else:
// who seeks it or answers requests waits for the turn, which a long row of due times can
// take for longer than a grant lasts.
func (s *Scheduler) keepWatch() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.keeping != nil {
		return
	}
	keeping := make(chan struct{})
	ctx, stop := context.WithCancel(context.Background())
	s.keeping, s.stopKeeping = keeping, stop
	go func() {
		defer close(keeping)
		var attending sync.WaitGroup
		attending.Go(func() { s.every(ctx, s.attend) })
		s.every(ctx, s.keepLead)
		attending.Wait()
	}()
}

// every does something at each interval of the lease, until ctx ends.
func (s *Scheduler) every(ctx context.Context, do func(context.Context)) {
	ticker := time.NewTicker(s.options.LeaseInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			do(ctx)
		}
	}
}

// keepLead renews the lease while this scheduler has it.
func (s *Scheduler) keepLead(ctx context.Context) {
	s.mutex.Lock()
	grant := s.grant
	s.mutex.Unlock()
	if grant != nil {
		s.renew(ctx, *grant)
	}
}

// attend seeks the lease while this scheduler has it not, and answers the requests of
// other instances while it has.
func (s *Scheduler) attend(ctx context.Context) {
	s.mutex.Lock()
	seeking := s.grant == nil && s.loop != nil && !s.stopped
	s.mutex.Unlock()
	if seeking {
		s.tryLead(ctx)
	}
	if err := s.answerRequests(ctx); err != nil && ctx.Err() == nil {
		s.options.Logger.Error("requests of other instances could not be read", "error", err)
	}
}

// renew prolongs a grant, and gives up when it is over. An error that leaves it open
// is tried again until the grant expires by this machine's clock.
func (s *Scheduler) renew(ctx context.Context, grant Grant) {
	limited, cancel := context.WithTimeout(ctx, s.options.LeaseInterval)
	defer cancel()
	renewed, err := s.options.Lease.Renew(limited, grant)
	switch {
	case err == nil:
		s.mutex.Lock()
		s.grant = &renewed
		s.mutex.Unlock()
	case errors.Is(err, ErrLeaseLost) || !grant.inForce():
		s.options.Logger.Error("this instance no longer runs the schedules", "token", grant.Token, "error", err)
		s.dropLead()
	default:
		s.options.Logger.Warn("the lease could not be renewed yet", "token", grant.Token, "error", err)
	}
}

func (s *Scheduler) tryLead(ctx context.Context) {
	if err := s.take(ctx); err != nil {
		return
	}
	err := s.seekLead(ctx)
	s.give()
	if err != nil && !errors.Is(err, ErrLeaseHeld) {
		s.options.Logger.Error("the lease cannot be sought", "error", err)
	} else if err == nil {
		s.wakeLoop()
	}
}

// dropLead stops acting: the running jobs are cancelled, and nothing begins.
func (s *Scheduler) dropLead() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.grant = nil
	for _, entry := range s.entries {
		if entry.run != nil && !entry.run.abandoned {
			entry.run.cancel(errLeaseLost)
		}
	}
}

// leaveLead gives the lease back. Nothing runs any more.
func (s *Scheduler) leaveLead(ctx context.Context) {
	s.mutex.Lock()
	grant, keeping, stopKeeping := s.grant, s.keeping, s.stopKeeping
	s.grant = nil
	s.mutex.Unlock()
	if keeping == nil {
		return
	}
	stopKeeping()
	<-keeping
	if grant == nil {
		return
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	if err := s.options.Lease.Release(limited, *grant); err != nil {
		s.options.Logger.Warn("the lease could not be given back; it expires by itself", "error", err)
	}
}

// wakeLoop makes the loop look again.
func (s *Scheduler) wakeLoop() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}
