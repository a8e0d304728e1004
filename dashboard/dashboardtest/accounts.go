package dashboardtest

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"zhibiao/metrics"
)

// Accounts keeps accounts, sessions and the audit in memory. With Failure set every
// call fails.
type Accounts struct {
	Failure error

	mutex    sync.Mutex
	versions []metrics.Account // oldest first
	sessions []metrics.Session // the newest state of each
	entries  []metrics.AuditEntry
	// SessionWrites counts how often a session was written.
	SessionWrites int
}

// NewAccounts returns a store with these accounts.
func NewAccounts(accounts ...metrics.Account) *Accounts {
	return &Accounts{versions: accounts}
}

// Accounts returns the newest version of each account, by code.
func (a *Accounts) Accounts(context.Context) ([]metrics.Account, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	newest := map[string]metrics.Account{}
	for _, version := range a.versions {
		newest[version.Code] = version
	}
	list := make([]metrics.Account, 0, len(newest))
	for _, account := range newest {
		list = append(list, account)
	}
	slices.SortFunc(list, func(x, y metrics.Account) int { return strings.Compare(x.Code, y.Code) })
	return list, a.Failure
}

// Account returns one account, or nil.
func (a *Accounts) Account(ctx context.Context, code string) (*metrics.Account, error) {
	accounts, err := a.Accounts(ctx)
	for i := range accounts {
		if accounts[i].Code == code {
			return &accounts[i], err
		}
	}
	return nil, err
}

// AccountVersions returns the versions of an account, newest first.
func (a *Accounts) AccountVersions(_ context.Context, code string) ([]metrics.Account, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	var list []metrics.Account
	for _, version := range slices.Backward(a.versions) {
		if version.Code == code {
			list = append(list, version)
		}
	}
	return list, a.Failure
}

// SaveAccount keeps a new version.
func (a *Accounts) SaveAccount(_ context.Context, account metrics.Account) (metrics.Account, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	account.SavedAt = Now()
	if a.Failure == nil {
		a.versions = append(a.versions, account)
	}
	return account, a.Failure
}

// Session returns a session, or nil.
func (a *Accounts) Session(_ context.Context, digest string) (*metrics.Session, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for _, session := range a.sessions {
		if session.Digest == digest {
			return &session, a.Failure
		}
	}
	return nil, a.Failure
}

// SessionsOf returns the open sessions of an account.
func (a *Accounts) SessionsOf(_ context.Context, account string, since time.Time) ([]metrics.Session, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	var list []metrics.Session
	for _, session := range a.sessions {
		if session.Account == account && !session.Ended && !session.SeenAt.Before(since) {
			list = append(list, session)
		}
	}
	return list, a.Failure
}

// SaveSession keeps the state of a session; one that has ended stays ended.
func (a *Accounts) SaveSession(_ context.Context, session metrics.Session) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.SessionWrites++
	for i := range a.sessions {
		if a.sessions[i].Digest == session.Digest {
			session.Ended = session.Ended || a.sessions[i].Ended
			a.sessions[i] = session
			return a.Failure
		}
	}
	a.sessions = append(a.sessions, session)
	return a.Failure
}

// SharedSecret is the same for everybody.
func (a *Accounts) SharedSecret(_ context.Context, name string) (string, error) {
	return "secret of " + name, a.Failure
}

// RecordAudit adds an entry.
func (a *Accounts) RecordAudit(_ context.Context, entry metrics.AuditEntry) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.entries = append(a.entries, entry)
	return a.Failure
}

// AuditEntries returns the entries of a person and an action, newest first.
func (a *Accounts) AuditEntries(_ context.Context, query metrics.AuditQuery) ([]metrics.AuditEntry, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	var list []metrics.AuditEntry
	for _, entry := range slices.Backward(a.entries) {
		inGroup := strings.HasSuffix(query.Action, ".") && strings.HasPrefix(entry.Action, query.Action)
		if (query.Actor == "" || entry.Actor == query.Actor) && (query.Action == "" || entry.Action == query.Action || inGroup) &&
			(query.Outcome == "" || entry.Outcome == query.Outcome) && strings.Contains(entry.Subject, query.Subject) &&
			(query.Limit == 0 || len(list) < query.Limit) {
			list = append(list, entry)
		}
	}
	return list, a.Failure
}
