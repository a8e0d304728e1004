package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// shownChanges is how many values of a run its page lists.
const shownChanges = 500

// RunPage shows one run: what came in, what changed, what was rejected, and what can
// be done with it.
type RunPage struct {
	Frame
	Run          metrics.Run
	Feed         *metrics.Feed
	Changes      []RunChange
	HiddenChange int
	Rejected     []metrics.Reject
	Flagged      []metrics.Reject
	HiddenReject int
	CanReview    bool // it waits for approval
	CanWithdraw  bool
}

// RunChange is one value that the run brought, with the value before it.
type RunChange struct {
	Observation metrics.Observation
	Indicator   *metrics.Indicator
	Area        *metrics.Area
	Old         decimal.NullDecimal
	Place       string
}

// Revised tells whether there was a value before.
func (c RunChange) Revised() bool { return c.Observation.Revision > 1 }

func (s *Server) showRun(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadRunPage(c.Request().Context(), filters, c.Param("id"))
	if err != nil {
		return err
	}
	page.Frame = s.workFrame(c, "/runs", filters, page.Run.Scenario)
	page.Title = s.texts.Text(page.Language, "runs.title", "file", page.Run.File)
	page.Notice = noticeOf(c, "runs.notice.", "approved", "returned", "withdrawn")
	changeable := s.dependencies.Importer != nil
	page.CanReview = changeable && page.Run.State == metrics.RunReview
	page.CanWithdraw = changeable && page.Run.State == metrics.RunPublished
	return s.render(c, http.StatusOK, "run", page)
}

// loadRun returns a run or the answer that there is none.
func (s *Server) loadRun(ctx context.Context, id string) (metrics.Run, error) {
	run, err := s.dependencies.Store.Run(ctx, id)
	if err != nil {
		return metrics.Run{}, fmt.Errorf("load run %s: %w", id, err)
	}
	if run == nil {
		return metrics.Run{}, notFound("run", id)
	}
	return *run, nil
}

func (s *Server) loadRunPage(ctx context.Context, filters Filters, id string) (RunPage, error) {
	run, err := s.loadRun(ctx, id)
	if err != nil {
		return RunPage{}, err
	}
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return RunPage{}, err
	}
	page := RunPage{Run: run, Feed: catalogue.Feed(run.Feed)}
	if page.Changes, err = s.loadRunChanges(ctx, catalogue, run); err != nil {
		return page, err
	}
	page.HiddenChange = max(run.Counts.New+run.Counts.Changed-len(page.Changes), 0)
	rejects, err := s.dependencies.Store.Rejects(ctx, run.ID)
	if err != nil {
		return page, fmt.Errorf("load rejected rows of run %s: %w", run.ID, err)
	}
	for _, reject := range rejects {
		switch {
		case len(page.Rejected)+len(page.Flagged) == shownRejects:
			page.HiddenReject++
		case reject.Warning:
			page.Flagged = append(page.Flagged, reject)
		default:
			page.Rejected = append(page.Rejected, reject)
		}
	}
	return page, nil
}

// loadRunChanges returns the values of a run beside those that readers saw when it
// began.
func (s *Server) loadRunChanges(ctx context.Context, catalogue *metrics.Catalogue, run metrics.Run) ([]RunChange, error) {
	observations, err := s.dependencies.Store.RunObservations(ctx, run.ID, shownChanges)
	if err != nil {
		return nil, fmt.Errorf("load values of run %s: %w", run.ID, err)
	}
	before, err := s.valuesBefore(ctx, run, observations)
	if err != nil {
		return nil, err
	}
	changes := make([]RunChange, 0, len(observations))
	for _, observation := range observations {
		changes = append(changes, RunChange{
			Observation: observation, Indicator: catalogue.Indicator(observation.Indicator), Area: catalogue.Area(observation.Area),
			Old: before[observation.ObservationKey], Place: place(observation.Lineage.Sheet, observation.Lineage.Row),
		})
	}
	return changes, nil
}

// valuesBefore asks once for all values that the run revised.
func (s *Server) valuesBefore(ctx context.Context, run metrics.Run, observations []metrics.Observation) (map[metrics.ObservationKey]decimal.NullDecimal, error) {
	before := map[metrics.ObservationKey]decimal.NullDecimal{}
	indicators, areas, revised := map[string]bool{}, map[string]bool{}, map[metrics.ObservationKey]bool{}
	for _, observation := range observations {
		if observation.Revision > 1 {
			indicators[observation.Indicator], areas[observation.Area] = true, true
			revised[observation.ObservationKey] = true
		}
	}
	if len(revised) == 0 {
		return before, nil
	}
	earlier, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Indicators: sortedKeys(indicators),
		Areas: sortedKeys(areas), Scenario: run.Scenario, Vintage: metrics.Vintage{KnownAt: run.StartedAt}})
	if err != nil {
		return nil, fmt.Errorf("load values before run %s: %w", run.ID, err)
	}
	for _, observation := range earlier {
		if revised[observation.ObservationKey] && observation.Lineage.Run != run.ID {
			before[observation.ObservationKey] = observation.Value
		}
	}
	return before, nil
}
