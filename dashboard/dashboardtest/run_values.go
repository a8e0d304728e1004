package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// RunValues returns a page of the new or of the revised values of a run.
func (s *Store) RunValues(_ context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error) {
	var rows []metrics.Observation
	for _, value := range s.Values {
		if value.Lineage.Run == query.Run && (value.Revision > 1) == query.Revised {
			rows = append(rows, value)
		}
	}
	rows = rows[min(query.Offset, len(rows)):]
	return rows[:min(query.Limit, len(rows))], s.Failure
}

// RunStanding says that every value of a run stands alone.
func (s *Store) RunStanding(_ context.Context, run string, _ int) (metrics.RunStanding, error) {
	var standing metrics.RunStanding
	for _, value := range s.Values {
		if value.Lineage.Run == run {
			standing.Values++
			standing.Removed++
		}
	}
	return standing, s.Failure
}

// RunComments returns no comments.
func (s *Store) RunComments(context.Context, string) ([]metrics.RunComment, error) {
	return nil, s.Failure
}

// RunReading knows nothing of tables.
func (s *Store) RunReading(context.Context, string) ([]*metrics.Problem, error) {
	return nil, s.Failure
}

// CommentRun keeps nothing.
func (s *Store) CommentRun(context.Context, metrics.RunComment) error { return s.Failure }
