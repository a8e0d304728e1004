package dashboard

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// commentRun keeps a comment on a run, whatever its state. An empty one is not kept.
func (s *Server) commentRun(c echo.Context) error {
	ctx := c.Request().Context()
	run, err := s.loadRun(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	comment, err := commentOf(c)
	if err != nil {
		return err
	}
	if comment == "" {
		return badRequest(metrics.NewProblem("runs.comment_empty"))
	}
	if err := s.dependencies.Store.CommentRun(ctx, metrics.RunComment{Run: run.ID, Actor: actorOf(c), Text: comment, RecordedAt: s.dependencies.Now()}); err != nil {
		return fmt.Errorf("comment on run %s: %w", run.ID, err)
	}
	return c.Redirect(http.StatusSeeOther, "/runs/"+run.ID+"?done=commented#comments")
}
