package dashboard

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// A session ends when nobody has used it for so long, and in any case after a week.
const (
	longestIdle    = 12 * time.Hour
	longestSession = 7 * 24 * time.Hour
	// renewal is how late the moment of the last use may be written.
	renewal = 15 * time.Minute
	// freshness is for how long another instance may still believe in a session that has
	// ended or in rights that were taken.
	freshness = 5 * time.Second
	// mostVisits bounds the memory for tokens that were asked for lately.
	mostVisits = 20_000
)

// gate knows who is signed in. The store is the truth; what was asked for lately is
// remembered for some seconds, because every page asks.
type gate struct {
	accounts  AccountStore
	now       func() time.Time
	logger    *slog.Logger
	passwords *auth.Passwords
	limit     *auth.Limit

	mutex   sync.Mutex
	visits  map[string]visit
	changes int    // how often what is remembered was dropped
	secret  string // that names without an account are marked with; empty until it is asked for
}

// visit is what the store said about a token.
type visit struct {
	person person
	asked  time.Time
}

func newGate(accounts AccountStore, now func() time.Time, logger *slog.Logger) (*gate, error) {
	passwords, err := auth.NewPasswords()
	if err != nil {
		return nil, err
	}
	return &gate{accounts: accounts, now: now, logger: logger, passwords: passwords, limit: auth.NewLimit(now), visits: map[string]visit{}}, nil
}

// markSecret returns the secret that names without an account are marked with.
func (g *gate) markSecret(ctx context.Context) (string, error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if g.secret != "" {
		return g.secret, nil
	}
	secret, err := g.accounts.SharedSecret(ctx, "attempts")
	if err != nil {
		return "", fmt.Errorf("secret of the attempts to sign in: %w", err)
	}
	g.secret = secret
	return secret, nil
}

// enter returns the person whom a token stands for; nobody when it stands for none.
func (g *gate) enter(ctx context.Context, token string) (person, error) {
	digest, now := auth.Digest(token), g.now()
	g.mutex.Lock()
	known, found := g.visits[digest]
	changes := g.changes
	g.mutex.Unlock()
	if found && now.Sub(known.asked) < freshness {
		return known.person, nil
	}
	entered, err := g.look(ctx, digest, now)
	if err != nil {
		return person{}, err
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if len(g.visits) >= mostVisits {
		clear(g.visits)
	}
	if g.changes == changes { // nothing has ended while the store was asked
		g.visits[digest] = visit{person: entered, asked: now}
	}
	return entered, nil
}

// look asks the store.
func (g *gate) look(ctx context.Context, digest string, now time.Time) (person, error) {
	session, err := g.accounts.Session(ctx, digest)
	if err != nil {
		return person{}, fmt.Errorf("load session: %w", err)
	}
	if session == nil || session.Ended || now.Sub(session.SeenAt) > longestIdle || now.Sub(session.StartedAt) > longestSession {
		return person{}, nil
	}
	account, err := g.accounts.Account(ctx, session.Account)
	if err != nil {
		return person{}, fmt.Errorf("load account: %w", err)
	}
	if account == nil || !account.Active() {
		return person{}, nil
	}
	if now.Sub(session.SeenAt) > renewal {
		session.SeenAt = now
		if err := g.accounts.SaveSession(ctx, *session); err != nil {
			g.logger.WarnContext(ctx, "session is not renewed", "account", account.Code, "error", err)
		}
	}
	return person{account: *account, session: *session}, nil
}

// begin opens a session and returns its token.
func (g *gate) begin(ctx context.Context, session metrics.Session) (token string, err error) {
	token = auth.NewToken()
	session.Digest = auth.Digest(token)
	session.StartedAt, session.SeenAt = g.now(), g.now()
	if err := g.accounts.SaveSession(ctx, session); err != nil {
		return "", fmt.Errorf("begin session: %w", err)
	}
	return token, nil
}

// end closes a session for good.
func (g *gate) end(ctx context.Context, session metrics.Session) error {
	defer g.forget()
	session.Ended = true
	if err := g.accounts.SaveSession(ctx, session); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// endAll closes the sessions of an account but the one with a digest, and returns how many.
func (g *gate) endAll(ctx context.Context, account, except string) (int, error) {
	sessions, err := g.open(ctx, account)
	if err != nil {
		return 0, err
	}
	count := 0
	for _, session := range sessions {
		if session.Digest == except {
			continue
		}
		if err := g.end(ctx, session); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// open lists the sessions of an account that still let somebody in.
func (g *gate) open(ctx context.Context, account string) ([]metrics.Session, error) {
	now := g.now()
	sessions, err := g.accounts.SessionsOf(ctx, account, now.Add(-longestIdle))
	if err != nil {
		return nil, fmt.Errorf("load sessions: %w", err)
	}
	var open []metrics.Session
	for _, session := range sessions {
		if now.Sub(session.StartedAt) <= longestSession {
			open = append(open, session)
		}
	}
	return open, nil
}

// save keeps an account; what is remembered of it is dropped.
func (g *gate) save(ctx context.Context, account metrics.Account) (metrics.Account, error) {
	defer g.forget()
	saved, err := g.accounts.SaveAccount(ctx, account)
	if err != nil {
		return saved, fmt.Errorf("save account: %w", err)
	}
	return saved, nil
}

// forget drops what is remembered, after a change.
func (g *gate) forget() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	clear(g.visits)
	g.changes++
}
