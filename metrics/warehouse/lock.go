package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const lockRegister register = "lock"

// Locks returns the locks in force, by code.
func (s *Store) Locks(ctx context.Context) ([]metrics.Lock, error) {
	return entriesInForce[metrics.Lock](ctx, s, lockRegister, time.Time{})
}

// LockVersions returns every lock that was ever set or lifted, newest first.
func (s *Store) LockVersions(ctx context.Context) ([]metrics.Lock, error) {
	return entryVersions[metrics.Lock](ctx, s, lockRegister, "", 0)
}

// SaveLock sets a lock, or lifts it when it is marked as removed, now and by
// lock.SavedBy. A lock without a code is a new one.
func (s *Store) SaveLock(ctx context.Context, lock metrics.Lock) (metrics.Lock, error) {
	stamp, err := s.stamp(lock.SavedBy)
	if err != nil {
		return metrics.Lock{}, err
	}
	if lock.Code == "" {
		lock.Code = stamp.version.String()
	}
	lock.SavedAt, stamp.removed = stamp.at, lock.Removed
	return lock, s.keepEntry(ctx, lockRegister, lock.Code, stamp, lock)
}
