package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// fetched is how a fetch has ended.
type fetched struct {
	run  string // empty: none came of it, or several did
	told bool   // the page of the feed tells of several files
	err  error
}

// fetchFeed fetches and imports the file of a feed now, or looks into its watched folder.
// It outlives the request: whoever waits long is led to the page of the feed, which shows
// how far it is. A feed that is being fetched already is not fetched twice.
func (s *Server) fetchFeed(c echo.Context) error {
	feed, err := s.findFeed(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	address, actor := feedsPath+"/"+feed.Code, actorOf(c)
	work, end := s.dependencies.UnderWay.BeginAlone(underway.About{Feed: feed.Code, Actor: actor})
	if work == nil {
		return c.Redirect(http.StatusSeeOther, address)
	}
	ended := make(chan fetched, 1)
	go func() {
		defer end()
		ended <- s.carryOutFetch(feed, actor, work)
	}()
	select {
	case outcome := <-ended:
		return s.answerFetched(c, feed, outcome)
	case <-time.After(patience):
		return c.Redirect(http.StatusSeeOther, address)
	}
}

// carryOutFetch takes the files in. A panic below is an error of this fetch only.
func (s *Server) carryOutFetch(feed metrics.Feed, actor string, work *underway.Work) (done fetched) {
	ctx, cancel := context.WithTimeout(context.Background(), longestWork)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			done.err = fmt.Errorf("panic while feed %s is fetched: %v\n%s", feed.Code, cause, debug.Stack())
		}
		if done.err != nil {
			s.logger.WarnContext(ctx, "feed not fetched", "feed", feed.Code, "error", done.err)
		}
	}()
	if feed.Source.Kind == metrics.SourceFolder {
		look, err := s.dependencies.Feeds.CollectFolder(ctx, feed, actor, "", work)
		if len(look.Files) == 1 && len(look.Unfinished) == 0 {
			return fetched{run: look.Files[0].Report.Run.ID, err: err}
		}
		return fetched{told: len(look.Files)+len(look.Unfinished) > 0, err: err}
	}
	outcome, err := s.dependencies.Feeds.Collect(ctx, feed, actor, "", work)
	return fetched{run: outcome.Report.Run.ID, err: err}
}

// answerFetched leads to the run, or tells on the page of the feed what went wrong.
func (s *Server) answerFetched(c echo.Context, feed metrics.Feed, done fetched) error {
	switch problem := metrics.AsProblem(done.err); {
	case done.run != "":
		return c.Redirect(http.StatusSeeOther, "/runs/"+done.run)
	case done.told:
		return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code)
	case problem != nil:
		input := s.feedInputOf(feed)
		input.Problems.refuse("fetch", problem)
		return s.renderFeed(c, http.StatusUnprocessableEntity, feed, input, nil)
	case done.err != nil:
		return fmt.Errorf("fetch feed %s: %w", feed.Code, done.err)
	case feed.Source.Kind == metrics.SourceFolder:
		return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=looked")
	}
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=unchanged")
}
