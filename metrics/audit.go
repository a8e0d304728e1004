package metrics

import "time"

// AuditOutcome says how an action ended.
type AuditOutcome string

// The outcomes.
const (
	AuditDone    AuditOutcome = "done"
	AuditRefused AuditOutcome = "refused" // the right or the password was missing
	AuditFailed  AuditOutcome = "failed"  // it was allowed, and something went wrong
	AuditLimited AuditOutcome = "limited" // too many attempts
)

// AuditOutcomes lists all outcomes.
func AuditOutcomes() []AuditOutcome {
	return []AuditOutcome{AuditDone, AuditRefused, AuditFailed, AuditLimited}
}

// AuditEntry says who did what, and when. Entries are only ever added.
type AuditEntry struct {
	ID        string            `json:"id"` // version 7 UUID: its text sorts by time
	At        time.Time         `json:"at"` // microseconds, UTC
	Actor     string            `json:"actor"`
	Address   string            `json:"address"` // that the request came from
	Action    string            `json:"action"`  // key of the sentence, such as run.approve
	Subject   string            `json:"subject"` // what the action was done to: a code, a name, a path
	Arguments map[string]string `json:"arguments,omitempty"`
	Outcome   AuditOutcome      `json:"outcome"`
	Request   string            `json:"request"` // identifier of the request, as in the log
}

// AuditQuery narrows the audit. Empty fields narrow nothing.
type AuditQuery struct {
	From, To time.Time // From counts, To does not
	Actor    string
	Action   string // the action, or with a dot at its end all actions that begin so
	Subject  string // a part of the subject
	Outcome  AuditOutcome
	// BeforeAt and BeforeID continue after the entry that was read last.
	BeforeAt time.Time
	BeforeID string
	Limit    int // 0: all
}
