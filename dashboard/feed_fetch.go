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
		input.refuse("fetch", problem)
		return s.renderFeed(c, http.StatusUnprocessableEntity, feed, input, nil)
	case err != nil:
		return fmt.Errorf("fetch feed %s: %w", feed.Code, err)
	}
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=unchanged")
}

// keepSecret keeps a secret under its name. It is never shown again.
func (s *Server) keepSecret(c echo.Context) error {
	if err := s.dependencies.Feeds.KeepSecret(formText(c, "name"), c.FormValue("value")); err != nil {
		if problem := metrics.AsProblem(err); problem != nil {
			return badRequest(problem)
		}
		return err
	}
	s.audit(c, "feed.secret", formText(c, "name"))
	if code := formText(c, "feed"); metrics.IsFeedCode(code) {
		return c.Redirect(http.StatusSeeOther, feedsPath+"/"+code+"?done=secret")
	}
	return c.Redirect(http.StatusSeeOther, feedsPath+"?done=secret")
}
