package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// SaveSession keeps the state of a session from now on. One that has ended stays ended.
func (s *Store) SaveSession(ctx context.Context, session metrics.Session) error {
	return s.insert(ctx, "session", 1, func(int) []any {
		return []any{session.Digest, session.Account, session.StartedAt.UTC().Truncate(time.Microsecond), session.SeenAt.UTC().Truncate(time.Microsecond),
			session.Ended, session.Address, session.Agent, s.now().UTC()}
	})
}

// Session returns the session with a digest, or nil when there is none.
func (s *Store) Session(ctx context.Context, digest string) (*metrics.Session, error) {
	sessions, err := s.sessions(ctx, "session", text("digest", digest))
	if err != nil || len(sessions) == 0 {
		return nil, err
	}
	return &sessions[0], nil
}

// SessionsOf returns the sessions of an account that have not ended and were seen since
// a moment, the latest first.
func (s *Store) SessionsOf(ctx context.Context, account string, since time.Time) ([]metrics.Session, error) {
	return s.sessions(ctx, "sessions_of_account", text("account", account), moment("since", since, firstMoment))
}

func (s *Store) sessions(ctx context.Context, name string, parameters ...any) ([]metrics.Session, error) {
	var sessions []metrics.Session
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error {
		var session metrics.Session
		if err := rows.Scan(&session.Digest, &session.Account, &session.StartedAt, &session.SeenAt, &session.Ended, &session.Address, &session.Agent); err != nil {
			return err
		}
		sessions = append(sessions, session)
		return nil
	})
	return sessions, err
}
