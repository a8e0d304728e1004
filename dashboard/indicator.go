package dashboard

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// IndicatorPage shows one indicator: how it stands and why, target against actual,
// the numbers, where they come from, and what contradicts them.
type IndicatorPage struct {
	Frame
	Item
	Inputs     []ExplainedInput // behind the status
	Methods    *MethodsView     // nil when no method fits
	Growth     Growth
	History    *HistoryView    // nil when no status is known
	Group      *GroupView      // nil for a target that stands by itself
	Derivation *DerivationView // nil when the indicator is not derived
	Targets    []TargetRow
	Series     []SeriesChoice
	Yearly     *ChartView // nil when there is nothing to draw
	Monthly    *ChartView
	Values     []metrics.Observation // of all scenarios shown, newest first
	Benchmarks []metrics.BenchmarkValue
	Sources    []SourceRow
	Revisions  []RevisedValue
	Areas      []AreaValue
	Aliases    []string
	Projects   bool // lists of projects can be held against its targets

	sources []metrics.Observation // values of other indicators that those of this one are derived from
	derived []metrics.Observation // those of Values that were derived
}

// TargetRow is one target of the indicator, by whatever plan.
type TargetRow struct {
	Item
	Selected bool
}

// SeriesChoice is another area or dimension for which the indicator has a target.
type SeriesChoice struct {
	Area      *metrics.Area
	Dimension string
	Selected  bool
}

// SourceRow is one printed statement behind a target.
type SourceRow struct {
	Statement *metrics.Statement
	Plan      *metrics.Plan
}

// RevisedValue is a value that was changed, with all its versions, oldest first.
type RevisedValue struct {
	Period   metrics.Period
	Versions []metrics.Observation
}

// AreaValue is the latest value of the indicator in another area.
type AreaValue struct {
	Area        *metrics.Area
	Observation metrics.Observation
}

func (s *Server) showIndicator(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadIndicator(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/indicators", indicatorOwn(filters, c.Param("code")))
	s.offerExport(&page.Frame, page.Address()+workbookEnding)
	page.Title = s.wording(page.Language).name(page.Indicator)
	page.Scripts = []string{"charts.js"}
	if err := s.drawCharts(&page); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "indicator", page)
}

// loadIndicator gathers everything of the page but its frame and its charts, which
// depend on the language.
func (s *Server) loadIndicator(ctx context.Context, filters Filters, code string) (IndicatorPage, error) {
	view, err := s.loadSnapshot(ctx, filters, code)
	if err != nil {
		return IndicatorPage{}, err
	}
	indicator := view.catalogue.Indicator(code)
	if indicator == nil {
		return IndicatorPage{}, notFound("indicator", code)
	}
	page := IndicatorPage{Item: Item{Indicator: indicator, Theme: view.catalogue.Theme(indicator.Theme)}, Projects: view.hasPipeline(code)}
	if err := view.chooseTarget(&page); err != nil {
		return IndicatorPage{}, err
	}
	view.listTargets(&page)
	for _, benchmark := range view.catalogue.Benchmarks {
		if benchmark.Indicator == code {
			page.Benchmarks = append(page.Benchmarks, benchmark)
		}
	}
	for _, alias := range view.catalogue.IndicatorAliases {
		if alias.Indicator == code && !slices.Contains(page.Aliases, alias.Alias) {
			page.Aliases = append(page.Aliases, alias.Alias)
		}
	}
	if err := s.loadValues(ctx, filters, &page); err != nil {
		return IndicatorPage{}, err
	}
	if err := s.loadRevisions(ctx, filters, &page); err != nil {
		return IndicatorPage{}, err
	}
	page.Group, page.Derivation = view.groupOf(page.Item), view.derivationOf(code)
	if err := s.loadDerived(ctx, view, &page); err != nil {
		return IndicatorPage{}, err
	}
	page.Inputs, page.Growth = view.explainInputs(&page), growthOf(&page)
	if err := s.loadMethods(ctx, view, &page); err != nil {
		return IndicatorPage{}, err
	}
	if err := s.loadHistory(ctx, view, &page); err != nil {
		return IndicatorPage{}, err
	}
	return page, s.loadAreaValues(ctx, view, &page)
}
