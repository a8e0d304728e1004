package schedules

import (
	"context"
	"errors"
	"time"
)

// ErrLeaseHeld says that another instance holds the lease.
var ErrLeaseHeld = errors.New("another instance holds the lease")

// ErrLeaseLost says that a grant has expired or that another instance has been
// granted the lease since.
var ErrLeaseLost = errors.New("the lease is lost")

// Lease decides which of several instances on the same records may act. At any moment
// at most one grant is in force, and each has a higher token than all before it; so
// whatever carries a token can be told from what a later holder does (fencing). All
// methods may be called from several goroutines.
type Lease interface {
	// Acquire returns a grant, or an error that wraps ErrLeaseHeld.
	Acquire(ctx context.Context) (Grant, error)
	// Renew prolongs a grant, or returns an error that wraps ErrLeaseLost. Any other
	// error leaves open whether it was prolonged.
	Renew(ctx context.Context, grant Grant) (Grant, error)
	// Release ends a grant at once, so that another instance need not wait.
	Release(ctx context.Context, grant Grant) error
}

// Grant is the right to act for a while.
type Grant struct {
	Token uint64
	// Until is a moment of this machine's own clock, with its monotonic reading, at or
	// before the end of the grant. The zero time never comes.
	Until time.Time
}

// inForce tells whether the grant has not expired by this machine's clock. The
// monotonic reading goes on while a process is stopped and does not follow a clock
// that is set.
func (g Grant) inForce() bool { return g.Until.IsZero() || time.Now().Before(g.Until) }

// alone is the lease of a scheduler that has its records to itself.
type alone struct{}

func (alone) Acquire(context.Context) (Grant, error)              { return Grant{}, nil }
func (alone) Renew(_ context.Context, grant Grant) (Grant, error) { return grant, nil }
func (alone) Release(context.Context, Grant) error                { return nil }
