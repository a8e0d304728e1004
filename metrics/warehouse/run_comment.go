package warehouse

import (
	"context"
	"fmt"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"zhibiao/metrics"
)

// RunComments returns what people had to say about a run, oldest first.
func (s *Store) RunComments(ctx context.Context, run string) ([]metrics.RunComment, error) {
	var comments []metrics.RunComment
	err := s.selectRows(ctx, "run_comments", []any{text("run", run)}, func(rows driver.Rows) error {
		var comment metrics.RunComment
		if err := rows.Scan(&comment.Run, &comment.Actor, &comment.Text, &comment.RecordedAt); err != nil {
			return err
		}
		comments = append(comments, comment)
		return nil
	})
	return comments, err
}

// CommentRun keeps a comment on a run; the moment is now.
func (s *Store) CommentRun(ctx context.Context, comment metrics.RunComment) error {
	identifier, err := newIdentifier()
	if err != nil {
		return fmt.Errorf("new comment: %w", err)
	}
	run, err := uuid.Parse(comment.Run)
	if err != nil {
		return fmt.Errorf("run %q: %w", comment.Run, err)
	}
	return s.insert(ctx, "run_comment", 1, func(int) []any {
		return []any{run, identifier, s.now().UTC().Truncate(time.Microsecond), comment.Actor, comment.Text}
	})
}
