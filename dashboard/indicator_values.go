package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// loadValues loads the values of the chosen series: actual ones, forecasts of the
// plans and, when they are shown, generated ones, each in its own scenario.
func (s *Server) loadValues(ctx context.Context, filters Filters, page *IndicatorPage) error {
	scenarios := []metrics.Scenario{metrics.Actual, metrics.Forecast}
	if filters.Demonstration {
		scenarios = append(scenarios, metrics.Demonstration)
	}
	dimension := page.Dimension
	for _, scenario := range scenarios {
		observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{
			Indicators: []string{page.Indicator.Code}, Areas: []string{page.areaCode()}, Dimension: &dimension,
			Scenario: scenario, Vintage: filters.Vintage(),
		})
		if err != nil {
			return fmt.Errorf("load values of %s: %w", page.Indicator.Code, err)
		}
		page.Values = append(page.Values, observations...)
		if scenario == filters.Scenario() {
			page.Observations = oneFrequency(observations)
		}
	}
	sortByTime(page.Values)
	slices.Reverse(page.Values)
	return nil
}

// revisionLimit bounds how many revised values a page lists.
const revisionLimit = 12

func (s *Server) loadRevisions(ctx context.Context, filters Filters, page *IndicatorPage) error {
	var series metrics.SeriesKey // all values of a scenario are of one
	var periods []metrics.Period
	for _, observation := range page.Values {
		if observation.Revision < 2 || observation.Scenario != filters.Scenario() || len(periods) == revisionLimit {
			continue
		}
		series, periods = observation.SeriesKey, append(periods, observation.Period)
	}
	if len(periods) == 0 {
		return nil
	}
	versions, err := s.knownVersions(ctx, filters, series, periods)
	if err != nil {
		return fmt.Errorf("load revisions of %s: %w", page.Indicator.Code, err)
	}
	for _, period := range periods {
		revised := RevisedValue{Period: period}
		for _, version := range versions {
			if version.Period.Frequency == period.Frequency && version.Period.Last == period.Last {
				revised.Versions = append(revised.Versions, version)
			}
		}
		page.Revisions = append(page.Revisions, revised)
	}
	return nil
}

// knownVersions returns the versions of values that readers knew at the moment of the
// filters: a value counts as known from the publication of its run.
func (s *Server) knownVersions(ctx context.Context, filters Filters, series metrics.SeriesKey, periods []metrics.Period) ([]metrics.Observation, error) {
	if s.dependencies.Revisions != nil && !filters.KnownAt.IsZero() {
		return s.dependencies.Revisions.ValueVersions(ctx, filters.KnownAt, series, periods...)
	}
	versions, err := s.dependencies.Store.Revisions(ctx, series, periods...)
	return slices.DeleteFunc(versions, func(version metrics.Observation) bool {
		return !filters.KnownAt.IsZero() && version.RecordedAt.After(filters.KnownAt)
	}), err
}

const (
	// areaLimit bounds how many areas a page lists.
	areaLimit = 60
	// areasAtOnce is of how many areas the values are asked for at once: most pages are full
	// after the first, and of a country's counties nobody reads them all.
	areasAtOnce = 400
)

// loadAreaValues finds the latest value of other areas, in the order of the catalogue.
func (s *Server) loadAreaValues(ctx context.Context, view snapshot, page *IndicatorPage) error {
	var others []*metrics.Area
	for i := range view.catalogue.Areas {
		if area := &view.catalogue.Areas[i]; area.Code != page.areaCode() {
			others = append(others, area)
		}
	}
	for areas := range slices.Chunk(others, areasAtOnce) {
		if len(page.Areas) == areaLimit {
			break
		}
		latest, err := s.latestOfAreas(ctx, view, page, codesOf(areas))
		if err != nil {
			return err
		}
		for _, area := range areas {
			if observation, found := latest[area.Code]; found && len(page.Areas) < areaLimit {
				page.Areas = append(page.Areas, AreaValue{Area: area, Observation: observation})
			}
		}
	}
	return nil
}

// latestOfAreas returns the latest value of the page's indicator in each of some areas.
func (s *Server) latestOfAreas(ctx context.Context, view snapshot, page *IndicatorPage, areas []string) (map[string]metrics.Observation, error) {
	dimension := page.Dimension
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{
		Indicators: []string{page.Indicator.Code}, Areas: areas, Dimension: &dimension, Scenario: view.filters.Scenario(),
		From:    metrics.NewDate(view.filters.AsOf.Year()-sparklineYears, 1, 1),
		Vintage: view.filters.Vintage(), ValuesOnly: true, LatestOnly: true,
	})
	if err != nil {
		return nil, fmt.Errorf("load areas of %s: %w", page.Indicator.Code, err)
	}
	latest := make(map[string]metrics.Observation, len(observations))
	for _, observation := range observations {
		latest[observation.Area] = observation
	}
	return latest, nil
}
