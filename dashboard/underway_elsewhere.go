package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// loadingElsewhere returns the newest run of a feed, and of a file where one is named, that
// another program is taking in: the ledger says so, and this program is not at it. One that
// began too long ago has ended with its program; nil: there is none.
func (s *Server) loadingElsewhere(ctx context.Context, feed, file string) (*metrics.Run, error) {
	runs, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{Feed: feed, States: []metrics.RunState{metrics.RunLoading}})
	if err != nil {
		return nil, fmt.Errorf("load runs of feed %s: %w", feed, err)
	}
	since := s.dependencies.Now().Add(-longestWork)
	at := slices.IndexFunc(runs, func(run metrics.Run) bool {
		return run.State == metrics.RunLoading && (file == "" || run.File == file) && run.StartedAt.After(since) && s.dependencies.UnderWay.OfRun(run.ID) == nil
	})
	if at < 0 {
		return nil, nil //nolint:nilnil // there is none
	}
	return &runs[at], nil
}
