package dashboard

import (
	"context"
	"time"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

// What the audit keeps of an attempt to sign in, beside the account.
const (
	browserArgument = "browser"
	knownBrowser    = "known" // the account has been signed in with it before
	markArgument    = "mark"  // of a name that belongs to nobody
)

const (
	// recalledTime is how far back attempts are looked for: a guesser whom the delays slow
	// down has long reached the longest of them.
	recalledTime = 24 * time.Hour
	// recalledEntries bounds what is read. After some twenty attempts the delays do not
	// grow any more; names that belong to nobody share their entries.
	recalledEntries = 300
)

// guesserAt is all strange browsers together that try an account.
func guesserAt(code string) auth.Guesser {
	return auth.Guesser{Name: "account " + auth.Digest(code), Allowance: auth.OfAccount()}
}

// attempt is somebody's try to sign in.
type attempt struct {
	code, actor string // what was typed, and whom the audit names
	stranger    bool   // the browser is not known by the account
	mark        string // of a name that belongs to nobody, else empty
}

func (s *Server) attempt(ctx context.Context, code string, account *metrics.Account, stranger bool) (attempt, error) {
	made := attempt{code: code, actor: knownName(account), stranger: stranger}
	if account != nil {
		return made, nil
	}
	secret, err := s.gate.markSecret(ctx)
	made.mark = auth.Mark(secret, code)
	return made, err
}

// audited is what the audit keeps of it.
func (a attempt) audited() []string {
	switch {
	case a.mark != "":
		return []string{markArgument, a.mark}
	case !a.stranger:
		return []string{browserArgument, knownBrowser}
	}
	return nil
}

// recall tells the limit what other instances, and this one before it was started, have
// seen of strange browsers that tried the account. It reads the audit, which holds every
// attempt; names that belong to nobody are looked for in the same way, so that nobody
// learns from it which accounts there are. Without an answer the own count holds.
func (s *Server) recall(ctx context.Context, made attempt) {
	if s.dependencies.Audit == nil || !made.stranger {
		return
	}
	entries, err := s.dependencies.Audit.AuditEntries(ctx, metrics.AuditQuery{From: s.dependencies.Now().Add(-recalledTime),
		Actor: made.actor, Action: "sign_in", Limit: recalledEntries})
	if err != nil {
		s.logger.WarnContext(ctx, "attempts at other instances are not known", "error", err)
		return
	}
	guesser := guesserAt(made.code)
	attempts, last, forgiven := strangeAttempts(entries, made.mark, guesser.Forget)
	s.gate.limit.Learn(guesser, attempts, last, forgiven)
}

// strangeAttempts counts the refused attempts of strange browsers since one of them was
// let in, or since so long a pause that they are forgotten. Entries are newest first.
func strangeAttempts(entries []metrics.AuditEntry, mark string, forget time.Duration) (attempts int, last, forgiven time.Time) {
	var earliest time.Time
	for _, entry := range entries {
		if entry.Arguments[markArgument] != mark || entry.Arguments[browserArgument] == knownBrowser {
			continue
		}
		switch entry.Outcome {
		case metrics.AuditDone:
			if entry.Arguments["by"] == byPassword {
				return attempts, last, entry.At
			}
		case metrics.AuditRefused:
			if attempts == 0 {
				last = entry.At
			} else if earliest.Sub(entry.At) >= forget {
				return attempts, last, time.Time{}
			}
			attempts, earliest = attempts+1, entry.At
		}
	}
	return attempts, last, time.Time{}
}
