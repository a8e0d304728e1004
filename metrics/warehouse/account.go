package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const accountRegister register = "account"

// Accounts returns everybody who can or could sign in, by code.
func (s *Store) Accounts(ctx context.Context) ([]metrics.Account, error) {
	return entriesInForce[metrics.Account](ctx, s, accountRegister, time.Time{})
}

// Account returns one account, or nil when there is none.
func (s *Store) Account(ctx context.Context, code string) (*metrics.Account, error) {
	return entryInForce[metrics.Account](ctx, s, accountRegister, code)
}

// AccountVersions returns how an account came to be what it is, newest first.
func (s *Store) AccountVersions(ctx context.Context, code string) ([]metrics.Account, error) {
	return entryVersions[metrics.Account](ctx, s, accountRegister, code, 0)
}

// SaveAccount keeps a new version of an account, saved now by account.SavedBy, and
// returns it with the moment.
func (s *Store) SaveAccount(ctx context.Context, account metrics.Account) (metrics.Account, error) {
	stamp, err := s.stamp(account.SavedBy)
	if err != nil {
		return metrics.Account{}, err
	}
	account.SavedAt = stamp.at
	return account, s.keepEntry(ctx, accountRegister, account.Code, stamp, account)
}
