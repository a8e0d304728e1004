package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"zhibiao/metrics"
)

// AppendRejects keeps the rows that a run did not load, or loaded with a remark.
func (s *Store) AppendRejects(ctx context.Context, run metrics.Run, rejects []metrics.Reject) error {
	id, err := uuid.Parse(run.ID)
	if err != nil {
		return fmt.Errorf("run %q: %w", run.ID, err)
	}
	problems := make([]string, len(rejects))
	for i, reject := range rejects {
		body, err := json.Marshal(reject.Problem)
		if err != nil {
			return fmt.Errorf("problem of row %d: %w", reject.Row, err)
		}
		problems[i] = string(body)
	}
	return s.insert(ctx, "reject", len(rejects), func(i int) []any {
		reject := rejects[i]
		return []any{id, uint32(i), reject.File, reject.Sheet, uint32(reject.Row), reject.Column, reject.Value, problems[i], reject.Warning}
	})
}

// Rejects returns the rejected and flagged rows of a run, in the order of the file.
func (s *Store) Rejects(ctx context.Context, run string) ([]metrics.Reject, error) {
	var rejects []metrics.Reject
	err := s.selectRows(ctx, "rejects_of_run", []any{text("run", run)}, func(rows driver.Rows) error {
		var reject metrics.Reject
		var row uint32
		var told string
		if err := rows.Scan(&reject.File, &reject.Sheet, &row, &reject.Column, &reject.Value, &told, &reject.Warning); err != nil {
			return err
		}
		reject.Row, reject.Problem = int(row), &metrics.Problem{}
		if err := json.Unmarshal([]byte(told), reject.Problem); err != nil {
			return err
		}
		rejects = append(rejects, reject)
		return nil
	})
	return rejects, err
}
