package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// FeedListPage lists the feeds.
type FeedListPage struct {
	Frame
	Feeds   []FeedLine
	Retired []FeedLine
	Failing int // feeds whose last run failed
	Secrets []SecretLine
	// WithoutSecret counts the feeds that cannot have the secret they name.
	WithoutSecret int
}

// FeedLine is how one feed stands.
type FeedLine struct {
	Feed      metrics.Feed
	Host      string       // of its source, where it is fetched
	Last      *metrics.Run // nil: nothing was ever taken in
	Schedules []ScheduleLine
	Missed    *metrics.Problem // why the last look brought no file at all; nil: it did, or nobody looked
	Secret    *metrics.Problem // why the secret that it names cannot be used; nil: it can
}

// Look is how the last run is shown.
func (l FeedLine) Look() stateLook { return lookOfRunOrUndo(*l.Last) }

func (s *Server) showFeedList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	page := FeedListPage{Frame: s.workFrame(c, feedsPath, filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "nav.feeds")
	page.Notice = noticeOf(c, "feeds.notice.", "secret")
	words := s.wording(page.Language)
	statuses, err := s.scheduleStatuses(ctx)
	if err != nil {
		return err
	}
	last, err := s.lastRuns(ctx)
	if err != nil {
		return err
	}
	looks, err := s.dependencies.Feeds.LastLooks(ctx)
	if err != nil {
		return err
	}
	for _, feed := range catalogue.Feeds {
		line := s.feedLine(words, feed.Normal(), last[feed.Code], looks[feed.Code], statuses)
		if feed.Retired {
			page.Retired = append(page.Retired, line)
			continue
		}
		if line.Missed != nil || line.Last != nil && line.Last.State == metrics.RunFailed {
			page.Failing++
		}
		page.Feeds = append(page.Feeds, line)
	}
	if err := s.addSecrets(&page, catalogue.Feeds); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "feed_list", page)
}

func (s *Server) scheduleStatuses(ctx context.Context) ([]schedules.ScheduleStatus, error) {
	if s.dependencies.Scheduler == nil {
		return nil, nil
	}
	statuses, err := s.dependencies.Scheduler.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("load schedules: %w", err)
	}
	return statuses, nil
}

// lastRuns returns the newest run of each feed, by its code.
func (s *Server) lastRuns(ctx context.Context) (map[string]*metrics.Run, error) {
	runs, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{LatestOfEach: true})
	if err != nil {
		return nil, fmt.Errorf("load the last run of each feed: %w", err)
	}
	last := make(map[string]*metrics.Run, len(runs))
	for i := range runs {
		last[runs[i].Feed] = &runs[i]
	}
	return last, nil
}

// feedLine puts together how a feed stands: its last run, what the last look found, and
// the schedules that serve it.
func (s *Server) feedLine(words wording, feed metrics.Feed, last *metrics.Run, look metrics.FeedLook, statuses []schedules.ScheduleStatus) FeedLine {
	line := FeedLine{Feed: feed, Last: last, Missed: look.Problem}
	if address, err := url.Parse(feed.Source.Address); err == nil && feed.Source.Kind.Fetched() {
		line.Host = address.Host
	}
	for _, status := range statuses {
		if !status.Schedule.Retired && serves(status.Schedule, feed.Code) {
			line.Schedules = append(line.Schedules, s.scheduleLine(words, status))
		}
	}
	return line
}

// The jobs that take in the files of a feed, as the command names them.
const (
	fetchJob  = "fetch"
	folderJob = "import-folder"
)

// serves tells whether a schedule takes in the files of a feed.
func serves(schedule schedules.Schedule, feed string) bool {
	return schedule.Job == folderJob && schedule.Argument == feed || schedule.Job == fetchJob && schedule.Argument == "feed="+feed
}
