package warehouse

import (
	"context"
	"encoding/json"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"zhibiao/metrics"
)

const defaultRunLimit = 100

// Runs returns runs, newest first, each in its state at the moment of the query.
func (s *Store) Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	if query.Limit == 0 && !query.LatestOfEach {
		query.Limit = defaultRunLimit
	}
	return s.runs(ctx, query, "", "")
}

// Run returns one run, or nil when there is none of this identifier.
func (s *Store) Run(ctx context.Context, id string) (*metrics.Run, error) {
	if _, err := uuid.Parse(id); err != nil {
		return nil, nil //nolint:nilnil // an identifier that cannot exist has no run
	}
	return first(s.runs(ctx, metrics.RunQuery{Limit: 1}, id, ""))
}

// FindRun returns the newest run of the feed that loaded a file of this hash and was
// not refused, or nil.
func (s *Store) FindRun(ctx context.Context, feed, fileHash string) (*metrics.Run, error) {
	return first(s.runs(ctx, metrics.RunQuery{Feed: feed, Limit: 1,
		States: []metrics.RunState{metrics.RunReview, metrics.RunScheduled, metrics.RunPublished, metrics.RunUnchanged}}, "", fileHash))
}

func first(runs []metrics.Run, err error) (*metrics.Run, error) {
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	return &runs[0], nil
}

func (s *Store) runs(ctx context.Context, query metrics.RunQuery, id, fileHash string) ([]metrics.Run, error) {
	ofEach := 0
	if query.LatestOfEach {
		ofEach = 1
	}
	parameters := []any{text("feed", query.Feed), text("run", id), text("file_hash", fileHash), list("states", query.States),
		number("of_each", atMost(ofEach)), number("limit", atMost(query.Limit)), moment("known_at", query.KnownAt, lastMoment)}
	var runs []metrics.Run
	err := s.selectRows(ctx, "runs", parameters, func(rows driver.Rows) error {
		var run metrics.Run
		var identifier uuid.UUID
		var scenario, state, told string
		var counts [6]uint64
		if err := rows.Scan(&identifier, &run.Feed, &scenario, &state, &run.File, &run.FileHash, &run.Actor,
			&run.Schedule, &run.StartedAt, &run.ChangedAt, &counts[0], &counts[1], &counts[2], &counts[3], &counts[4],
			&counts[5], &told, &run.Comment); err != nil {
			return err
		}
		run.ID, run.Scenario, run.State = identifier.String(), metrics.Scenario(scenario), metrics.RunState(state)
		run.Counts = metrics.RunCounts{Rows: int(counts[0]), New: int(counts[1]), Changed: int(counts[2]),
			Unchanged: int(counts[3]), Rejected: int(counts[4]), Flagged: int(counts[5])}
		if told != "" {
			run.Problem = &metrics.Problem{}
			if err := json.Unmarshal([]byte(told), run.Problem); err != nil {
				return err
			}
		}
		runs = append(runs, run)
		return nil
	})
	return runs, err
}
