package dashboard

import (
	"cmp"
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
	page.Frame = s.frame(c, "/indicators", filters)
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
	page := IndicatorPage{Item: Item{Indicator: indicator, Theme: view.catalogue.Theme(indicator.Theme)}}
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
	return page, s.loadAreaValues(ctx, view, &page)
}

// chooseTarget finds the target that the address names, or the one that counts.
func (v snapshot) chooseTarget(page *IndicatorPage) error {
	filters := v.filters
	if filters.Target != "" {
		target := v.catalogue.Target(filters.Target)
		if target == nil || target.Indicator != page.Indicator.Code {
			return badRequest(metrics.NewProblem("filter.target", "value", filters.Target))
		}
		page.Item, _ = v.item(target)
		return nil
	}
	var best *metrics.Target
	for key, target := range v.headlines() {
		if key.indicator != page.Indicator.Code || filters.Given("dimension") != "" && key.dimension != filters.Dimension {
			continue
		}
		if best == nil || cmp.Or(compareBool(target.Area == metrics.CityArea, best.Area == metrics.CityArea),
			compareBool(target.Dimension == "", best.Dimension == ""), v.compareHeadlines(target, best)) < 0 {
			best = target
		}
	}
	if best != nil {
		page.Item, _ = v.item(best)
		return nil
	}
	page.Dimension = filters.Dimension
	page.Area = v.catalogue.Area(cmp.Or(filters.Area, metrics.CityArea))
	return nil
}

// listTargets fills in all targets of the indicator, the series they belong to and
// the statements behind those of the chosen series.
func (v snapshot) listTargets(page *IndicatorPage) {
	for _, target := range v.catalogue.TargetsOf(page.Indicator.Code) {
		item, _ := v.item(target)
		page.Targets = append(page.Targets, TargetRow{Item: item, Selected: page.Target == target})
		for _, conflict := range item.Conflicts {
			if !slices.Contains(page.Conflicts, conflict) {
				page.Conflicts = append(page.Conflicts, conflict)
			}
		}
		choice := SeriesChoice{Area: item.Area, Dimension: item.Dimension,
			Selected: item.Area == page.Area && item.Dimension == page.Dimension}
		if !slices.Contains(page.Series, choice) {
			page.Series = append(page.Series, choice)
		}
		for _, id := range target.Statements {
			if statement := v.catalogue.Statement(id); statement != nil {
				page.Sources = append(page.Sources, SourceRow{Statement: statement, Plan: item.Plan})
			}
		}
	}
	slices.SortStableFunc(page.Targets, func(a, b TargetRow) int {
		return cmp.Or(compareBool(a.Target.InForce, b.Target.InForce),
			-cmp.Compare(v.issued(a.Target), v.issued(b.Target)), cmp.Compare(a.Target.Plan, b.Target.Plan),
			cmp.Compare(a.Area.Code, b.Area.Code), cmp.Compare(a.Dimension, b.Dimension),
			cmp.Compare(a.Deadline(), b.Deadline()))
	})
}
