package dashboard

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// runsPath is the address of the list of runs.
const runsPath = "/runs"

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

	catalogue *metrics.Catalogue
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
	page, err := s.loadRunList(c, shownRuns)
	if err != nil {
		return err
	}
	s.offerExport(&page.Frame, runsPath+workbookEnding)
	return s.render(c, http.StatusOK, "run_list", page)
}

// loadRunList loads at most so many of the newest runs.
func (s *Server) loadRunList(c echo.Context, most int) (RunListPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return RunListPage{}, err
	}
	filters = filters.withOwn(runsPath, "feed", c.QueryParam("feed")).withOwn(runsPath, "state", c.QueryParam("state"))
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return RunListPage{}, err
	}
	page := RunListPage{Frame: s.workFrame(c, runsPath, filters, metrics.Actual), States: runStates(), Feed: c.QueryParam("feed"),
		State: metrics.RunState(c.QueryParam("state")), catalogue: catalogue}
	if page.State != "" && !slices.Contains(page.States, page.State) {
		return page, badRequest(metrics.NewProblem("runs.state_unknown", "value", string(page.State)))
	}
	query := metrics.RunQuery{Feed: page.Feed, Limit: most}
	if page.State != "" {
		query.States = []metrics.RunState{page.State}
	}
	runs, err := s.dependencies.Store.Runs(ctx, query)
	if err != nil {
		return page, fmt.Errorf("load runs: %w", err)
	}
	page.Title = s.texts.Text(page.Language, "nav.runs")
	page.Checks = s.dependencies.Checks != nil
	page.Limited = len(runs) == most
	for i := range catalogue.Feeds {
		page.Feeds = append(page.Feeds, &catalogue.Feeds[i])
	}
	for _, run := range runs {
		if run.State == metrics.RunReview {
			page.Waiting++
		}
		page.Runs = append(page.Runs, RunLine{Run: run, Feed: catalogue.Feed(run.Feed)})
	}
	return page, nil
}
