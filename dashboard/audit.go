package dashboard

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// AuditStore keeps who did what. The warehouse implements it.
type AuditStore interface {
	// RecordAudit adds an entry.
	RecordAudit(ctx context.Context, entry metrics.AuditEntry) error
	// AuditEntries returns entries, newest first.
	AuditEntries(ctx context.Context, query metrics.AuditQuery) ([]metrics.AuditEntry, error)
}

// auditTimeout bounds the writing of an entry; what somebody does waits for it.
const auditTimeout = 10 * time.Second

// auditedKey marks a request that has an entry already.
const auditedKey = "audited"

// audit keeps that the person who calls has done something to a subject, with name and
// value pairs for the sentence audit.<action> of the texts. Secrets must not be among
// them. A reader who goes away does not keep the entry from being written.
func (s *Server) audit(c echo.Context, action, subject string, pairs ...string) {
	s.auditAs(c, actorOf(c), metrics.AuditDone, action, subject, pairs...)
}

// auditAs keeps what somebody did or tried, with its outcome.
func (s *Server) auditAs(c echo.Context, actor string, outcome metrics.AuditOutcome, action, subject string, pairs ...string) {
	c.Set(auditedKey, true)
	if s.dependencies.Audit == nil {
		return
	}
	entry := metrics.AuditEntry{At: s.dependencies.Now(), Actor: actor, Address: c.RealIP(), Action: action, Subject: subject,
		Outcome: outcome, Request: requestID(c)}
	for i := 0; i+1 < len(pairs); i += 2 {
		if entry.Arguments == nil {
			entry.Arguments = map[string]string{}
		}
		entry.Arguments[pairs[i]] = pairs[i+1]
	}
	if token := personOf(c).token; token != nil {
		if entry.Arguments == nil {
			entry.Arguments = map[string]string{}
		}
		entry.Arguments["token"] = token.Code
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), auditTimeout)
	defer cancel()
	if err := s.dependencies.Audit.RecordAudit(ctx, entry); err != nil {
		// The log is the second place where it can be found.
		s.logger.ErrorContext(ctx, "audit entry is not kept", "action", action, "subject", subject, "actor", actor,
			"outcome", outcome, "request", entry.Request, "error", err)
	}
}
