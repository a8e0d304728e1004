package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// RecordAudit adds an entry, done now unless it names its moment.
func (s *Store) RecordAudit(ctx context.Context, entry metrics.AuditEntry) error {
	id, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new audit entry: %w", err)
	}
	if entry.At.IsZero() {
		entry.At = s.now()
	}
	arguments, err := json.Marshal(entry.Arguments)
	if err != nil {
		return fmt.Errorf("arguments of audit entry: %w", err)
	}
	return s.insert(ctx, "audit", 1, func(int) []any {
		return []any{id, entry.At.UTC().Truncate(time.Microsecond), entry.Actor, entry.Address, entry.Action, entry.Subject,
			string(arguments), string(entry.Outcome), entry.Request}
	})
}

// AuditEntries returns entries, newest first.
func (s *Store) AuditEntries(ctx context.Context, query metrics.AuditQuery) ([]metrics.AuditEntry, error) {
	var entries []metrics.AuditEntry
	parameters := []any{moment("from", query.From, firstMoment), moment("to", query.To, lastMoment),
		text("actor", query.Actor), text("action", query.Action), text("subject", query.Subject), text("outcome", string(query.Outcome)),
		moment("before_at", query.BeforeAt, lastMoment), text("before_id", query.BeforeID), number("limit", atMost(query.Limit))}
	err := s.selectRows(ctx, "audit_entries", parameters, func(rows driver.Rows) error {
		var entry metrics.AuditEntry
		var arguments, outcome string
		if err := rows.Scan(&entry.ID, &entry.At, &entry.Actor, &entry.Address, &entry.Action, &entry.Subject, &arguments, &outcome, &entry.Request); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(arguments), &entry.Arguments); err != nil {
			return fmt.Errorf("arguments of audit entry %s: %w", entry.ID, err)
		}
		entry.Outcome = metrics.AuditOutcome(outcome)
		entries = append(entries, entry)
		return nil
	})
	return entries, err
}
