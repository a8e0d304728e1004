package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// createFeed adds a feed. A code that is taken is refused, so that a new feed never
// replaces another.
func (s *Server) createFeed(c echo.Context) error {
	code := formText(c, "code")
	input := s.readFeedInput(c, metrics.Feed{Code: code})
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	if catalogue.Feed(code) != nil {
		input.Problems.refuse("code", metrics.NewProblem("feed.problem.taken", "value", code))
	}
	return s.keepFeed(c, metrics.Feed{}, input)
}

// saveFeed puts another version of a feed in force.
func (s *Server) saveFeed(c echo.Context) error {
	feed, err := s.findFeed(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	input := s.readFeedInput(c, feed)
	if input.Base != baseOf(feed) {
		input.Problems.refuse("form", metrics.NewProblem("feed.problem.meanwhile", "actor", feed.SavedBy))
		input.Base = baseOf(feed)
	}
	return s.keepFeed(c, feed, input)
}

// keepFeed saves, or shows the form again with what is wrong.
func (s *Server) keepFeed(c echo.Context, before metrics.Feed, input FeedInput) error {
	if len(input.Problems) == 0 {
		problem, err := s.secretProblem(input.Feed)
		if err != nil {
			return err
		}
		input.Problems.refuse("source.secret", problem)
	}
	if len(input.Problems) > 0 {
		return s.renderFeed(c, http.StatusUnprocessableEntity, before, input, nil)
	}
	feed := input.Feed
	feed.SavedBy, feed.Reason = actorOf(c), input.Reason
	if _, err := s.dependencies.Feeds.SaveFeed(context.WithoutCancel(c.Request().Context()), feed); err != nil {
		return fmt.Errorf("save feed %s: %w", feed.Code, err)
	}
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=saved")
}

// renderFeed shows a form that was sent, with the sample that it looks at.
func (s *Server) renderFeed(c echo.Context, status int, before metrics.Feed, input FeedInput, preview *FeedPreview) error {
	page, err := s.feedPage(c, before, input)
	if err != nil {
		return err
	}
	page.Preview = preview
	if sample, err := s.samples().find(formText(c, "sample")); err == nil {
		page.Sample = sample
	}
	if preview != nil {
		page.Sample = preview.Sample
	}
	return s.render(c, status, "feed", page)
}

// restoreFeed puts an earlier version in force again, as a new version.
func (s *Server) restoreFeed(c echo.Context) error {
	ctx := c.Request().Context()
	code, wanted := c.Param("code"), formText(c, "version")
	versions, err := s.dependencies.Feeds.FeedVersions(ctx, code)
	if err != nil {
		return fmt.Errorf("load versions of feed %s: %w", code, err)
	}
	for _, version := range versions {
		if baseOf(version) != wanted {
			continue
		}
		words := s.wording(languageOf(c))
		version.Reason = words.text("feeds.restored_reason", "moment", version.SavedAt.In(s.dependencies.Zone).Format("2006-01-02 15:04"))
		version.SavedBy = actorOf(c)
		if problem, err := s.secretProblem(version); err != nil {
			return err
		} else if problem != nil {
			return badRequest(problem)
		}
		if _, err := s.dependencies.Feeds.SaveFeed(context.WithoutCancel(ctx), version); err != nil {
			return fmt.Errorf("save feed %s: %w", code, err)
		}
		return c.Redirect(http.StatusSeeOther, feedsPath+"/"+code+"?done=restored")
	}
	return notFound("feed", code)
}
