package main

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// findAccount returns an account, or the Problem that there is none.
func (r *rooms) findAccount(ctx context.Context, code string) (*metrics.Account, error) {
	account, err := r.store.Account(ctx, code)
	if err != nil {
		return nil, err
	}
	if account == nil {
		return nil, metrics.NewProblem("error.unknown.account", "value", code)
	}
	return account, nil
}

// givePassword saves an account with a new one-time password and prints it, this once.
func (r *rooms) givePassword(i *invocation, account metrics.Account, action, said string) error {
	password, err := r.keepAccount(i.ctx, account, true)
	if err != nil {
		return err
	}
	if err := r.auditCommand(i.ctx, action, account.Code); err != nil {
		return err
	}
	i.terminal.say(said, "account", account.Code, "password", password)
	return nil
}

// endSessions signs an account out everywhere. A running program notices within seconds.
func (r *rooms) endSessions(ctx context.Context, account string) error {
	sessions, err := r.store.SessionsOf(ctx, account, time.Time{})
	if err != nil {
		return err
	}
	for _, session := range sessions {
		session.Ended = true
		if err := r.store.SaveSession(ctx, session); err != nil {
			return err
		}
	}
	return nil
}

// auditCommand keeps what somebody did on the command line.
func (r *rooms) auditCommand(ctx context.Context, action, subject string) error {
	return r.store.RecordAudit(ctx, metrics.AuditEntry{Actor: actor(), Action: action, Subject: subject, Outcome: metrics.AuditDone})
}
