package warehouse_test

import (
	"slices"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestAuditIsReadAsItWasWritten(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		begin := clock.now
		keep := func(actor, action, subject string, outcome metrics.AuditOutcome) {
			t.Helper()
			must(t, store.RecordAudit(ctx, metrics.AuditEntry{Actor: actor, Address: "10.0.0.7", Action: action, Subject: subject,
				Arguments: map[string]string{"note": "引号'\"\\ 与\n换行"}, Outcome: outcome, Request: "r-" + subject}))
		}
		keep("wang", "sign_in", "wang", metrics.AuditDone)
		keep("wang", "run.approve", "Run-1", metrics.AuditDone) // at the same moment as the one before
		clock.advance(time.Second)
		keep("li", "run.withdraw", "run-12", metrics.AuditFailed)
		clock.advance(time.Second)
		keep("li", "running", "x", metrics.AuditRefused)

		subjects := func(query metrics.AuditQuery) []string {
			t.Helper()
			entries, err := store.AuditEntries(ctx, query)
			must(t, err)
			var found []string
			for _, entry := range entries {
				found = append(found, entry.Subject)
			}
			return found
		}
		for name, c := range map[string]struct {
			query metrics.AuditQuery
			want  []string
		}{
			"all, newest first":        {metrics.AuditQuery{}, []string{"x", "run-12", "Run-1", "wang"}},
			"one person":               {metrics.AuditQuery{Actor: "wang"}, []string{"Run-1", "wang"}},
			"one action":               {metrics.AuditQuery{Action: "run.approve"}, []string{"Run-1"}},
			"a group of actions":       {metrics.AuditQuery{Action: "run."}, []string{"run-12", "Run-1"}},
			"a beginning is no action": {metrics.AuditQuery{Action: "run"}, nil},
			"part of a subject":        {metrics.AuditQuery{Subject: "run-1"}, []string{"run-12", "Run-1"}},
			"outcome":                  {metrics.AuditQuery{Outcome: metrics.AuditRefused}, []string{"x"}},
			"from counts":              {metrics.AuditQuery{From: begin.Add(time.Second)}, []string{"x", "run-12"}},
			"to does not":              {metrics.AuditQuery{To: begin.Add(2 * time.Second)}, []string{"run-12", "Run-1", "wang"}},
			"limit":                    {metrics.AuditQuery{Limit: 1}, []string{"x"}},
		} {
			if got := subjects(c.query); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
		var read []string
		page := metrics.AuditQuery{Limit: 1}
		for range 10 {
			entries, err := store.AuditEntries(ctx, page)
			must(t, err)
			if len(entries) == 0 {
				break
			}
			last := entries[len(entries)-1]
			if last.Arguments["note"] != "引号'\"\\ 与\n换行" || last.Address != "10.0.0.7" || last.Request != "r-"+last.Subject {
				t.Errorf("%+v is not what was written", last)
			}
			read = append(read, last.Subject)
			page.BeforeAt, page.BeforeID = last.At, last.ID
		}
		if want := []string{"x", "run-12", "Run-1", "wang"}; !slices.Equal(read, want) {
			t.Errorf("one by one: %q, want %q", read, want)
		}
	})
}
