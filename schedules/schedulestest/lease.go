package schedulestest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"zhibiao/schedules"
)

// LeaseTime is how long a grant of Lease is in force.
const LeaseTime = 15 * time.Second

// Lease is a lease among the schedulers of one process. The zero value is ready.
type Lease struct {
	mutex   sync.Mutex
	grant   schedules.Grant
	failure error
}

var _ schedules.Lease = (*Lease)(nil)

// Fail makes every later call return err; nil makes them work again.
func (l *Lease) Fail(err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.failure = err
}

// Acquire grants the lease when no grant is in force.
func (l *Lease) Acquire(context.Context) (schedules.Grant, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.failure != nil {
		return schedules.Grant{}, l.failure
	}
	if time.Now().Before(l.grant.Until) {
		return schedules.Grant{}, fmt.Errorf("token %d: %w", l.grant.Token, schedules.ErrLeaseHeld)
	}
	l.grant = schedules.Grant{Token: l.grant.Token + 1, Until: time.Now().Add(LeaseTime)}
	return l.grant, nil
}

// Renew prolongs the grant in force.
func (l *Lease) Renew(_ context.Context, grant schedules.Grant) (schedules.Grant, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.failure != nil {
		return grant, l.failure
	}
	if grant.Token != l.grant.Token || !time.Now().Before(l.grant.Until) {
		return grant, fmt.Errorf("token %d: %w", grant.Token, schedules.ErrLeaseLost)
	}
	l.grant.Until = time.Now().Add(LeaseTime)
	return l.grant, nil
}

// Release ends the grant in force.
func (l *Lease) Release(_ context.Context, grant schedules.Grant) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if grant.Token == l.grant.Token {
		l.grant.Until = time.Time{}
	}
	return nil
}

// Token returns the token of the latest grant.
func (l *Lease) Token() uint64 {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.grant.Token
}
