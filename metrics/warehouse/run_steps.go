package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"zhibiao/metrics"
)

// RunSteps returns every change of state of some runs: by run, oldest first.
func (s *Store) RunSteps(ctx context.Context, runs ...string) ([]metrics.RunStep, error) {
	if len(runs) == 0 {
		return nil, nil
	}
	for _, run := range runs {
		if _, err := uuid.Parse(run); err != nil {
			return nil, fmt.Errorf("run %q: %w", run, err)
		}
	}
	var steps []metrics.RunStep
	err := s.selectRows(ctx, "run_steps", []any{list("runs", runs)}, func(rows driver.Rows) error {
		var step metrics.RunStep
		var state, told string
		if err := rows.Scan(&step.Run, &state, &step.Actor, &step.Comment, &told, &step.RecordedAt); err != nil {
			return err
		}
		step.State = metrics.RunState(state)
		if told != "" {
			step.Problem = &metrics.Problem{}
			if err := json.Unmarshal([]byte(told), step.Problem); err != nil {
				return err
			}
		}
		steps = append(steps, step)
		return nil
	})
	return steps, err
}
