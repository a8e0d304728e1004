package dashboard

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// RunListPage lists the attempts to load feeds, newest first.
type RunListPage struct {
	Frame
	Feeds   []*metrics.Feed
	States  []metrics.RunState
	Feed    string
	State   metrics.RunState
	Runs    []RunLine
	Checks  bool // there are rules of checks to see
	Limited bool // there may be older ones
	Waiting int  // runs of the list that wait for review
}

// RunLine is one run with its feed.
type RunLine struct {
	Run  metrics.Run
	Feed *metrics.Feed
}

// shownRuns is how many runs the list shows.
const shownRuns = 100

func runStates() []metrics.RunState {
	return []metrics.RunState{metrics.RunReview, metrics.RunScheduled, metrics.RunPublished, metrics.RunUnchanged, metrics.RunReturned,
		metrics.RunWithdrawn, metrics.RunFailed, metrics.RunLoading}
}

func (s *Server) showRunList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	page := RunListPage{Frame: s.workFrame(c, "/runs", filters, metrics.Actual), States: runStates(), Feed: c.QueryParam("feed"),
		State: metrics.RunState(c.QueryParam("state"))}
	if page.State != "" && !slices.Contains(page.States, page.State) {
		return badRequest(metrics.NewProblem("runs.state_unknown", "value", string(page.State)))
	}
	query := metrics.RunQuery{Feed: page.Feed, Limit: shownRuns}
	if page.State != "" {
		query.States = []metrics.RunState{page.State}
	}
	runs, err := s.dependencies.Store.Runs(ctx, query)
	if err != nil {
		return fmt.Errorf("load runs: %w", err)
	}
	page.Title = s.texts.Text(page.Language, "nav.runs")
	page.Checks = s.dependencies.Checks != nil
	page.Limited = len(runs) == shownRuns
	for i := range catalogue.Feeds {
		page.Feeds = append(page.Feeds, &catalogue.Feeds[i])
	}
	for _, run := range runs {
		if run.State == metrics.RunReview {
			page.Waiting++
		}
		page.Runs = append(page.Runs, RunLine{Run: run, Feed: catalogue.Feed(run.Feed)})
	}
	return s.render(c, http.StatusOK, "run_list", page)
}
