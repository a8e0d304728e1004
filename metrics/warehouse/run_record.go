package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"zhibiao/metrics"
)

// RecordRun appends the run in its present state to the run ledger. A run becomes
// visible with the state published and invisible again with any later state.
func (s *Store) RecordRun(ctx context.Context, run metrics.Run) error {
	event, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new event: %w", err)
	}
	id, err := uuid.Parse(run.ID)
	if err != nil {
		return fmt.Errorf("run %q: %w", run.ID, err)
	}
	told := ""
	if run.Problem != nil {
		body, err := json.Marshal(run.Problem)
		if err != nil {
			return fmt.Errorf("problem of run %s: %w", run.ID, err)
		}
		told = string(body)
	}
	return s.insert(ctx, "run_ledger", 1, func(int) []any {
		return []any{event, id, run.Feed, string(run.Scenario), string(run.State), run.File, run.FileHash,
			run.Actor, run.Schedule, run.StartedAt.UTC(), s.now().UTC(),
			uint64(run.Counts.Rows), uint64(run.Counts.New), uint64(run.Counts.Changed), uint64(run.Counts.Unchanged),
			uint64(run.Counts.Rejected), uint64(run.Counts.Flagged), told, run.Comment}
	})
}
