package dashboard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/feedfile"
	"zhibiao/metrics"
)

// FeedImportPage takes the YAML file of a feed.
type FeedImportPage struct {
	Frame
	Text    string // as it was handed in
	Wrong   []feedfile.Wrong
	Feed    *metrics.Feed // that the file describes, when nothing is wrong
	Exists  bool          // true: there is a feed with this code already
	Problem *metrics.Problem
}

// downloadFeed hands out a feed as a file.
func (s *Server) downloadFeed(c echo.Context, feed metrics.Feed) error {
	text, err := feedfile.Write(feed)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+feed.Code+`.yaml"`)
	return c.Blob(http.StatusOK, "application/yaml; charset=utf-8", text)
}

func (s *Server) showFeedImport(c echo.Context) error {
	page, err := s.feedImportPage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "feed_import", page)
}

func (s *Server) feedImportPage(c echo.Context) (FeedImportPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return FeedImportPage{}, err
	}
	page := FeedImportPage{Frame: s.workFrame(c, feedsPath, filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "feeds.import")
	return page, nil
}

// importFeed checks a file, or saves its feed when the form says so.
func (s *Server) importFeed(c echo.Context) error {
	page, err := s.feedImportPage(c)
	if err != nil {
		return err
	}
	if page.Text, err = handedIn(c); err != nil {
		return err
	}
	feed, wrong := feedfile.Read([]byte(page.Text))
	if len(wrong) == 0 {
		problem, err := s.secretProblem(feed)
		if err != nil {
			return err
		}
		if problem != nil {
			wrong = append(wrong, feedfile.Wrong{Field: "source.secret", Problem: problem})
		}
	}
	if page.Wrong = wrong; len(wrong) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "feed_import", page)
	}
	ctx := c.Request().Context()
	_, err = s.findFeed(ctx, feed.Code)
	var missing *statusProblem
	switch {
	case err == nil:
		page.Exists = true
	case !errors.As(err, &missing):
		return err
	}
	page.Feed = &feed
	if formText(c, "save") == "" {
		return s.render(c, http.StatusOK, "feed_import", page)
	}
	feed.SavedBy, feed.Reason = actorOf(c), formText(c, "reason")
	if _, err := s.dependencies.Feeds.SaveFeed(context.WithoutCancel(ctx), feed); err != nil {
		return fmt.Errorf("save feed %s: %w", feed.Code, err)
	}
	s.audit(c, "feed.import", feed.Code)
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+feed.Code+"?done=saved")
}

// handedIn returns the text of a file, or the one that was typed.
func handedIn(c echo.Context) (string, error) {
	header, err := c.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) || err == nil && header.Size == 0 {
		return plainLines(c.FormValue("text")), nil
	}
	if err != nil {
		return "", fmt.Errorf("read the form of a feed: %w", err)
	}
	content, err := header.Open()
	if err != nil {
		return "", fmt.Errorf("read the file of a feed: %w", err)
	}
	defer func() { _ = content.Close() }()
	text, err := io.ReadAll(io.LimitReader(content, 2<<20))
	if err != nil {
		return "", fmt.Errorf("read the file of a feed: %w", err)
	}
	return plainLines(string(text)), nil
}
