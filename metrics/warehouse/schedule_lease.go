package warehouse

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// LeaseTimes are lengths of time only: when a lease begins and ends is decided by the
// clock of the server. All instances must use the same.
type LeaseTimes struct {
	// Lease is how long a claim or a renewal is in force.
	Lease time.Duration
	// Margin is how long after the end of a lease nobody may claim it yet. It must be
	// longer than publicationLimit.
	Margin time.Duration
	// Claim is how long the statement of a claim may take, and how long a claimant waits
	// for rivals whose statements began before its own was visible.
	Claim time.Duration
}

// DefaultLeaseTimes are those of the program.
func DefaultLeaseTimes() LeaseTimes {
	return LeaseTimes{Lease: 15 * time.Second, Margin: 5 * time.Second, Claim: time.Second}
}

// publicationLimit is how long a fenced publication may take.
const publicationLimit = 4 * time.Second

var (
	// ErrLeaseHeld says that another instance holds the lease.
	ErrLeaseHeld = errors.New("another instance holds the lease")
	// ErrLeaseLost says that a lease has expired or another instance has claimed it since.
	ErrLeaseLost = errors.New("the lease is lost")
)

// Lease is the right of one instance to run schedules, kept as rows of one ClickHouse.
//
// ClickHouse has no transactions, so this is what is guaranteed, provided that all
// instances speak to the same server, or to replicas of one shard whose clocks differ by
// less than LeaseTimes.Margin and whose statements about the lease see each other (see
// agreed): a claim has a token one above the highest that its statement sees, and its
// statement takes no more than LeaseTimes.Claim or does not count. After that time a
// claimant reads back; of several claims with one token that with the smallest identifier
// holds the lease, and every rival that could have the same token is visible by then. A
// lease that has not been renewed ends by the clock of the server; nobody claims it for
// another LeaseTimes.Margin.
//
// The embedded engine is locked by its process, so there is no other instance: the
// lease of a process that ended is taken over at once, it does not expire, and however
// busy the engine is, it is not lost.
type Lease struct {
	store  *Store
	holder string
	times  LeaseTimes

	mutex  sync.Mutex
	claims map[uint64]string // by token
}

// NewLease returns a lease of this store; the holder is named for people.
func (s *Store) NewLease(holder string, times LeaseTimes) *Lease {
	return &Lease{store: s, holder: holder, times: times, claims: map[uint64]string{}}
}

// leaseStanding is how the lease stands.
type leaseStanding struct {
	token     uint64 // 0: nobody ever claimed it
	claim     string
	released  bool
	remaining time.Duration // until it ends; negative: since it ended
}

// Acquire claims the lease. It returns its token and a moment of this machine's
// monotonic clock before which it is in force, or an error that wraps ErrLeaseHeld.
func (l *Lease) Acquire(ctx context.Context) (token uint64, until time.Time, err error) {
	now, err := l.standing(ctx)
	if err != nil {
		return 0, time.Time{}, err
	}
	alone := l.store.engine != nil
	if now.token > 0 && !now.released && !alone && now.remaining > -l.times.Margin {
		return 0, time.Time{}, fmt.Errorf("token %d: %w", now.token, ErrLeaseHeld)
	}
	identifier, err := newIdentifier()
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("new claim: %w", err)
	}
	token, claim, began := now.token+1, identifier.String(), time.Now()
	claimed, cancel := context.WithTimeout(ctx, l.times.Claim)
	defer cancel()
	if err := l.write(claimed, "schedule_lease_claim", token, claim); err != nil {
		return 0, time.Time{}, errors.Join(err, l.write(context.WithoutCancel(ctx), "schedule_lease_release", token, claim))
	}
	if !alone {
		select {
		case <-time.After(l.times.Claim):
		case <-ctx.Done():
			return 0, time.Time{}, errors.Join(ctx.Err(), l.write(context.WithoutCancel(ctx), "schedule_lease_release", token, claim))
		}
	}
	if now, err = l.standing(ctx); err != nil {
		return 0, time.Time{}, err
	}
	if now.token != token || now.claim != claim || now.released {
		return 0, time.Time{}, fmt.Errorf("token %d was claimed by another at the same time: %w", token, ErrLeaseHeld)
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.claims[token] = claim
	l.store.leaseToken.Store(token)
	return token, began.Add(l.times.Lease), nil
}

// Renew prolongs the lease with a token, or returns an error that wraps ErrLeaseLost.
func (l *Lease) Renew(ctx context.Context, token uint64) (until time.Time, err error) {
	if l.store.engine != nil {
		if l.store.leaseToken.Load() != token {
			return time.Time{}, fmt.Errorf("token %d: %w", token, ErrLeaseLost)
		}
		return time.Now().Add(l.times.Lease), nil
	}
	claim := l.claimOf(token)
	if err := l.write(ctx, "schedule_lease_renew", token, claim); err != nil {
		return time.Time{}, err
	}
	asked := time.Now()
	now, err := l.standing(ctx)
	if err != nil {
		return time.Time{}, err
	}
	if now.token != token || now.claim != claim || now.released || now.remaining <= 0 {
		return time.Time{}, fmt.Errorf("token %d, the latest is %d: %w", token, now.token, ErrLeaseLost)
	}
	return asked.Add(now.remaining), nil
}

// Release ends the lease with a token at once.
func (l *Lease) Release(ctx context.Context, token uint64) error {
	l.store.leaseToken.CompareAndSwap(token, 0)
	return l.write(ctx, "schedule_lease_release", token, l.claimOf(token))
}

func (l *Lease) claimOf(token uint64) string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.claims[token]
}

func (l *Lease) write(ctx context.Context, name string, token uint64, claim string) error {
	return inTurn(ctx, func() error {
		return l.store.execute(l.store.agreed(ctx), name, leaseToken(token), text("claim", claim), text("holder", l.holder),
			text("duration", strconv.FormatInt(l.times.Lease.Microseconds(), 10)))
	})
}

func (l *Lease) standing(ctx context.Context) (now leaseStanding, err error) {
	err = l.store.selectRows(l.store.agreed(ctx), "schedule_lease_standing", nil, func(rows driver.Rows) error {
		var released uint8
		var remaining int64
		if err := rows.Scan(&now.token, &now.claim, &released, &remaining); err != nil {
			return err
		}
		now.released, now.remaining = released == 1, time.Duration(remaining)*time.Microsecond
		return nil
	})
	return now, err
}

// agreed returns a context for statements that all replicas of a cluster must agree on:
// a row counts when a majority of them has it, and a reader sees every such row, whichever
// replica it asks. On one server the settings change nothing and are left out.
func (s *Store) agreed(ctx context.Context) context.Context {
	if s.cluster == "" {
		return ctx
	}
	return clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{
		"insert_quorum": "auto", "insert_quorum_parallel": 0, "select_sequential_consistency": 1}))
}

func leaseToken(token uint64) any { return text("token", strconv.FormatUint(token, 10)) }
