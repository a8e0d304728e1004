package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// comparisonYears is how far back the small charts of a comparison reach.
const comparisonYears = 10

// AreaComparisonPage sets banners against each other on one indicator.
type AreaComparisonPage struct {
	Frame
	Indicator  *metrics.Indicator
	Theme      *metrics.Theme
	Dimension  string
	Dimensions []string // that there are values of
	Period     metrics.Period
	Periods    []metrics.Period // that can be chosen, the latest first
	Rows       []ComparisonRow
	Without    []*metrics.Area // that have no value of the period
	City       ComparisonCity
	Average    *float64 // of the values, where areas may be added
	Multiples  []AreaMultiple
	Years      []metrics.Period // columns of the table behind the small charts
	Comparable []ComparableTheme

	catalogue *metrics.Catalogue
}

// Adds tells whether values of areas may be added up.
func (p AreaComparisonPage) Adds() bool { return p.Indicator.Aggregation == "sum" }

// ComparisonCity is the whole that the banners are parts of.
type ComparisonCity struct {
	Area   *metrics.Area
	Value  *float64               // of the same period
	Key    metrics.ObservationKey // of Value
	Target *Item                  // the target of the city; nil for none
}

// ComparisonRow is one banner.
type ComparisonRow struct {
	Area   *metrics.Area
	Rank   int // from 1; equal values share a rank
	Value  metrics.Observation
	Change *float64 // on the same period a year before, a fraction or a difference
	Share  *float64 // of the city, where areas may be added
	Apart  *float64 // from the city, where they may not
	Target *Item    // that is set for this banner; nil for none
	Bar    charts.RankedBar
}

// AreaMultiple is one of the small charts.
type AreaMultiple struct {
	Area   *metrics.Area
	Chart  charts.SmallMultiple
	Latest *metrics.Observation
	Years  []*metrics.Observation // by the columns of the table; nil for none
}

func (s *Server) showAreaComparison(c echo.Context, filters Filters, code string) error {
	filters = comparisonFilters(c, filters, code)
	page, err := s.loadAreaComparison(c.Request().Context(), s.wording(languageOf(c)), filters, code)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, areasPath, filters)
	page.Title = s.wording(page.Language).name(page.Indicator)
	s.offerExport(&page.Frame, areasPath+workbookEnding)
	page.Scripts = []string{"drawings.js"}
	return s.render(c, http.StatusOK, "area_comparison", page)
}

// comparisonFilters are the filters with those that only a comparison has.
func comparisonFilters(c echo.Context, filters Filters, code string) Filters {
	filters.Dimension = c.QueryParam("dimension")
	return filters.withOwn(areasPath, "indicator", code).withOwn(areasPath, "dimension", filters.Dimension).
		withOwn(areasPath, "period", c.QueryParam("period"))
}

func (s *Server) loadAreaComparison(ctx context.Context, words wording, filters Filters, code string) (AreaComparisonPage, error) {
	filters.Plan, filters.Theme, filters.Organisation, filters.Attribute, filters.Status, filters.Search = "", "", "", "", "", ""
	view, err := s.loadSnapshot(ctx, filters, code)
	if err != nil {
		return AreaComparisonPage{}, err
	}
	indicator := view.catalogue.Indicator(code)
	if indicator == nil {
		return AreaComparisonPage{}, notFound("indicator", code)
	}
	if !filters.coversIndicator(view.catalogue, code) {
		return AreaComparisonPage{}, outsideScope()
	}
	page := AreaComparisonPage{catalogue: view.catalogue, Indicator: indicator, Theme: view.catalogue.Theme(indicator.Theme), Dimension: filters.Dimension,
		City: ComparisonCity{Area: view.catalogue.Area(metrics.CityArea)}}
	banners := bannersOf(view.catalogue, metrics.CityArea)
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Indicators: []string{code},
		Areas: append(codesOf(banners), metrics.CityArea), Scenario: filters.Scenario(),
		From: metrics.NewDate(filters.AsOf.Year()-comparisonYears, 1, 1), To: filters.AsOf, Vintage: filters.Vintage(), ValuesOnly: true})
	if err != nil {
		return page, fmt.Errorf("load values of banners: %w", err)
	}
	values, err := s.latestValues(ctx, filters, codesOf(banners))
	if err != nil {
		return page, err
	}
	page.Comparable = view.comparable(values)
	series := newAreaSeries(observations, banners)
	page.Dimensions = series.dimensions()
	if page.Dimension == "" && len(page.Dimensions) > 0 {
		page.Dimension = page.Dimensions[0]
	}
	series.keep(page.Dimension)
	if page.Period, page.Periods, err = series.choosePeriod(filters.Given("period")); err != nil {
		return page, err
	}
	view.rank(&page, series, banners, words)
	page.multiply(series, banners, words)
	return page, nil
}
