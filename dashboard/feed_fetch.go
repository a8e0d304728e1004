package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// fetchFeed fetches and imports the file of a feed now, and leads to its run. What goes
// wrong on the way is told on the page of the feed.
func (s *Server) fetchFeed(c echo.Context) error {
	feed, err := s.findFeed(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), longestWork)
	defer cancel()
	outcome, err := s.dependencies.Feeds.Collect(ctx, feed, actorOf(c), "")
	switch problem := metrics.AsProblem(err); {
	case outcome.Report.Run.ID != "":
		return c.Redirect(http.StatusSeeOther, "/runs/"+outcome.Report.Run.ID)
	case problem != nil:
		input := s.feedInputOf(feed)
		input.Problems.refuse("fetch", problem)
		return s.renderFeed(c, http.StatusUnprocessableEntity, feed, input, nil)
	case err != nil:
		return fmt.Errorf("fetch feed %s: %w", feed.Code, err)
	}
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=unchanged")
}
