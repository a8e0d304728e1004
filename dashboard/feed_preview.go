package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// previewRows is how many rows a preview shows.
const previewRows = 20

// FeedPreview is how a sample would be read by the form as it stands.
type FeedPreview struct {
	Sample  feedSample
	Problem *metrics.Problem // why nothing could be read
	Seen    ingest.Preview
	Rows    []FeedPreviewRow
}

// FeedPreviewRow is one value with the names that readers know it by.
type FeedPreviewRow struct {
	ingest.PreviewRow
	Indicator *metrics.Indicator
	Area      *metrics.Area
}

// previewFeed shows the form again with the first rows of a sample: one that was sent,
// the one that was looked at before, the last file of the feed, or one fetched now.
func (s *Server) previewFeed(c echo.Context) error {
	ctx := c.Request().Context()
	feed, before := metrics.Feed{}, metrics.Feed{Code: formText(c, "code")}
	if code := c.Param("code"); code != "new" {
		var err error
		if feed, err = s.findFeed(ctx, code); err != nil {
			return err
		}
		before = feed
	}
	input := s.readFeedInput(c, before)
	preview := &FeedPreview{}
	var err error
	if preview.Sample, err = s.takeSample(c, input.Feed); err == nil {
		err = s.fillPreview(ctx, preview, input.Feed)
	}
	if preview.Problem = metrics.AsProblem(err); err != nil && preview.Problem == nil {
		return fmt.Errorf("preview of feed %s: %w", input.Feed.Code, err)
	}
	// The form is not being saved: a field that is still empty is no fault yet.
	for field := range input.Problems {
		if !slices.Contains([]string{"reading.columns", "reading.units", "reading.layout", "reading.header_row", "source.address"}, field) {
			delete(input.Problems, field)
		}
	}
	return s.renderFeed(c, http.StatusOK, feed, input, preview)
}

func (s *Server) fillPreview(ctx context.Context, preview *FeedPreview, feed metrics.Feed) error {
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	// A file that cannot be read yet still tells its headings.
	preview.Seen, err = s.dependencies.Feeds.Preview(ctx, feed, ingest.Submission{Feed: feed.Code, FileName: preview.Sample.Name, Path: preview.Sample.path}, previewRows)
	if err != nil {
		return err
	}
	for _, row := range preview.Seen.Rows {
		preview.Rows = append(preview.Rows, FeedPreviewRow{row, catalogue.Indicator(row.Observation.Indicator), catalogue.Area(row.Observation.Area)})
	}
	return nil
}

// takeSample returns the file that the form looks at.
func (s *Server) takeSample(c echo.Context, feed metrics.Feed) (feedSample, error) {
	ctx := c.Request().Context()
	header, err := c.FormFile("file")
	switch {
	case err == nil && header.Size > 0:
		return s.samples().keepUpload(header)
	case err != nil && !errors.Is(err, http.ErrMissingFile) && !errors.Is(err, http.ErrNotMultipart):
		return feedSample{}, fmt.Errorf("read the form of a feed: %w", err)
	}
	switch formText(c, "take") {
	case "original":
		return s.sampleOfLastRun(ctx, feed.Code)
	case "fetch":
		file, err := s.dependencies.Feeds.Fetch(ctx, feed, metrics.FeedMemory{}, nil)
		if err != nil {
			return feedSample{}, err
		}
		sample, err := s.samples().keepFile(file.Name, file.Path)
		return sample, errors.Join(err, file.Remove())
	}
	token := formText(c, "sample")
	if token == "" {
		return feedSample{}, metrics.NewProblem("feeds.no_sample")
	}
	return s.samples().find(token)
}

// sampleOfLastRun takes the newest file of a feed that is still kept.
func (s *Server) sampleOfLastRun(ctx context.Context, code string) (feedSample, error) {
	runs, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{Feed: code, Limit: 20})
	if err != nil {
		return feedSample{}, fmt.Errorf("load runs: %w", err)
	}
	for _, run := range runs {
		if s.dependencies.Originals == nil {
			break
		}
		if path, err := s.dependencies.Originals.Path(run.FileHash); err == nil {
			return s.samples().keepFile(run.File, path)
		}
	}
	return feedSample{}, metrics.NewProblem("feeds.no_original")
}
