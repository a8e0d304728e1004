package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// cataloguesCompared is how many of the latest catalogues are looked at for the versions
// of a target.
const cataloguesCompared = 200

// TargetVersions returns how the catalogues that were published by a moment state a
// target, oldest first: one version for each time that its entry changed, came or went.
// The zero time means now. A target that no catalogue has gives none.
func (s *Store) TargetVersions(ctx context.Context, code string, knownAt time.Time) ([]metrics.TargetVersion, error) {
	runs, err := s.Runs(ctx, metrics.RunQuery{Feed: metrics.CatalogueFeed, States: []metrics.RunState{metrics.RunPublished}, Limit: cataloguesCompared, KnownAt: knownAt})
	if err != nil {
		return nil, err
	}
	if len(runs) == 0 {
		return nil, nil
	}
	codes := make([]string, len(runs))
	for i, run := range runs {
		codes[i] = run.ID
	}
	stated := map[string]*metrics.Target{}
	err = s.selectRows(ctx, "target_versions", []any{list("runs", codes), text("code", code)}, func(rows driver.Rows) error {
		var run, body string
		if err := rows.Scan(&run, &body); err != nil {
			return err
		}
		target := &metrics.Target{}
		if err := json.Unmarshal([]byte(body), target); err != nil {
			return fmt.Errorf("target %s in the catalogue of run %s: %w", code, run, err)
		}
		stated[run] = target
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(runs, func(a, b metrics.Run) int { return a.ChangedAt.Compare(b.ChangedAt) })
	var versions []metrics.TargetVersion
	var before *metrics.Target
	for _, run := range runs {
		if now := stated[run.ID]; !reflect.DeepEqual(before, now) {
			versions = append(versions, metrics.TargetVersion{Target: now, Run: run.ID, File: run.File, Actor: run.Actor, KnownAt: run.ChangedAt})
			before = now
		}
	}
	return versions, nil
}
