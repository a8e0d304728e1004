package dashboard

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// FeedPage shows one feed and the form that changes it.
type FeedPage struct {
	Frame
	New         bool
	Line        FeedLine
	Input       FeedInput
	Kinds       []metrics.SourceKind
	Approvals   []metrics.Approval
	Scenarios   []metrics.Scenario
	Formats     []string
	Encodings   []string
	Delimiters  []string
	Meanings    []string // of columns
	Rules       []metrics.CheckRule
	Secrets     []source.KeptSecret
	Versions    []metrics.Feed // newest first
	Memory      metrics.FeedMemory
	LastLook    metrics.FeedLook // the last time that files were looked for
	Work        *WorkView        // what is on its way; nil: nothing
	Elsewhere   *metrics.Run     // what another program is taking in; nil: nothing that is known
	Sample      feedSample
	CanOriginal bool // true: the last file that was taken in can be looked at
	Preview     *FeedPreview
	CanSchedule bool
	NewSchedule string // address of the form of a schedule for this feed
}

// Chosen tells whether a rule of checks is chosen.
func (p FeedPage) Chosen(rule string) bool { return slices.Contains(p.Input.Feed.Checks, rule) }

// SDMXVersions lists the versions of the web services.
func (p FeedPage) SDMXVersions() []string { return []string{"2.1", "3.0"} }

// Problem returns what is wrong with a field, or nil.
func (p FeedPage) Problem(field string) *metrics.Problem { return p.Input.Problems[field] }

func (s *Server) showNewFeed(c echo.Context) error {
	feed := metrics.Feed{Approval: metrics.ApprovalReview, Source: metrics.FeedSource{Kind: metrics.SourceUpload}}.Normal()
	page, err := s.feedPage(c, feed, s.feedInputOf(feed))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "feed", page)
}

// showFeed shows a feed, or hands out its file for /feeds/CODE.yaml.
func (s *Server) showFeed(c echo.Context) error {
	code, asFile := strings.CutSuffix(c.Param("code"), ".yaml")
	feed, err := s.findFeed(c.Request().Context(), code)
	if err != nil {
		return err
	}
	if asFile {
		return s.downloadFeed(c, feed)
	}
	page, err := s.feedPage(c, feed, s.feedInputOf(feed))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "feed", page)
}

func (s *Server) findFeed(ctx context.Context, code string) (metrics.Feed, error) {
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return metrics.Feed{}, fmt.Errorf("load catalogue: %w", err)
	}
	feed := catalogue.Feed(code)
	if feed == nil {
		return metrics.Feed{}, notFound("feed", code)
	}
	return feed.Normal(), nil
}

// feedPage gathers the page of a feed; a feed without a code is a new one.
func (s *Server) feedPage(c echo.Context, feed metrics.Feed, input FeedInput) (FeedPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return FeedPage{}, err
	}
	ctx := c.Request().Context()
	page := FeedPage{Frame: s.workFrame(c, feedsPath, filters, metrics.Actual), New: feed.Code == "", Input: input,
		Kinds: metrics.SourceKinds(), Approvals: metrics.Approvals(),
		Scenarios: []metrics.Scenario{metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration},
		Formats:   metrics.FeedFormats(), Encodings: metrics.FeedEncodings(), Delimiters: slices.Sorted(maps.Keys(metrics.FeedDelimiters())),
		Meanings: ingest.ColumnMeanings()}
	page.Scripts = append(page.Scripts, "feeds.js")
	words := s.wording(page.Language)
	page.Title = words.text("feeds.new")
	page.Notice = noticeOf(c, "feeds.notice.", "saved", "restored", "unchanged", "looked")
	if s.dependencies.Checks != nil {
		set, err := s.loadChecks(ctx)
		if err != nil {
			return page, err
		}
		for _, rule := range set.Rules {
			if !rule.Kind.Fixed() {
				page.Rules = append(page.Rules, rule)
			}
		}
	}
	if page.Secrets, err = s.dependencies.Feeds.Secrets(); err != nil {
		return page, err
	}
	if page.New {
		return page, nil
	}
	if work := s.dependencies.UnderWay.OfFeed(feed.Code); work != nil {
		page.Work, page.Refresh = s.workView(c, work, feedsPath+"/"+feed.Code, mayStop(c, work)), 2
	} else if page.Elsewhere, err = s.loadingElsewhere(ctx, feed.Code, ""); err != nil {
		return page, err
	}
	return page, s.addHistory(ctx, words, &page, feed)
}

// addHistory adds how a feed that exists stands.
func (s *Server) addHistory(ctx context.Context, words wording, page *FeedPage, feed metrics.Feed) error {
	page.Title = words.name(feed)
	statuses, err := s.scheduleStatuses(ctx)
	if err != nil {
		return err
	}
	runs, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{Feed: feed.Code, Limit: 1})
	if err != nil {
		return fmt.Errorf("load the last run of feed %s: %w", feed.Code, err)
	}
	var last *metrics.Run
	if len(runs) > 0 {
		last = &runs[0]
	}
	if page.LastLook, err = s.dependencies.Feeds.LastLook(ctx, feed.Code); err != nil {
		return err
	}
	page.Line = s.feedLine(words, feed, last, page.LastLook, statuses)
	if page.Versions, err = s.dependencies.Feeds.FeedVersions(ctx, feed.Code); err != nil {
		return fmt.Errorf("load versions of feed %s: %w", feed.Code, err)
	}
	if page.Memory, err = s.dependencies.Feeds.FeedMemory(ctx, feed.Code); err != nil {
		return fmt.Errorf("load what is remembered of feed %s: %w", feed.Code, err)
	}
	page.CanOriginal = page.Line.Last != nil && s.dependencies.Originals != nil
	job, argument := fetchJob, "feed="+feed.Code
	if feed.Source.Kind == metrics.SourceFolder {
		job, argument = folderJob, feed.Code
	}
	page.CanSchedule = s.dependencies.Scheduler != nil && (feed.Source.Kind.Fetched() || feed.Source.Kind == metrics.SourceFolder)
	page.NewSchedule = "/schedules/new?" + url.Values{"job": {job}, "argument": {argument}, "title_zh": {feed.NameZh}, "title_en": {feed.NameEn}}.Encode()
	return nil
}
