package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// bannerLevel is the level of the areas that are compared with each other.
const bannerLevel = "banner"

// areaFilters are the filters of a page about areas: it is not narrowed to one of them.
func areaFilters(filters Filters) Filters {
	filters.Area = ""
	filters.given.Del("area")
	return filters
}

// areaSnapshot loads the assessments of the areas that have targets, or of those named
// and of the groups that stand for each of them. It never asks for more areas than the
// catalogue sets targets for.
func (s *Server) areaSnapshot(ctx context.Context, filters Filters, areas ...string) (snapshot, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return snapshot{}, err
	}
	var wanted []string
	for _, code := range catalogue.AreasWithTargets() {
		covers := func(area string) bool { return code == area || slices.Contains(catalogue.EachOf(code), area) }
		if len(areas) == 0 || slices.ContainsFunc(areas, covers) {
			wanted = append(wanted, code)
		}
	}
	if len(wanted) == 0 {
		return snapshot{catalogue: catalogue, filters: filters, assessments: map[string]*metrics.Assessment{}}, nil
	}
	return s.snapshotOf(ctx, catalogue, filters, metrics.AssessmentQuery{Areas: wanted, Scenario: filters.Scenario(), Vintage: filters.Vintage()})
}

// siblingsOf lists the banners under the same parent, the area itself among them; none
// for an area that is no banner.
func siblingsOf(catalogue *metrics.Catalogue, area *metrics.Area) []*metrics.Area {
	if area.Level != bannerLevel || area.Parent == "" {
		return nil
	}
	return bannersOf(catalogue, area.Parent)
}

// bannersOf lists the banners of an area in the order of the catalogue.
func bannersOf(catalogue *metrics.Catalogue, parent string) []*metrics.Area {
	var banners []*metrics.Area
	for i := range catalogue.Areas {
		if area := &catalogue.Areas[i]; area.Level == bannerLevel && area.Parent == parent {
			banners = append(banners, area)
		}
	}
	return banners
}

func codesOf(areas []*metrics.Area) []string {
	codes := make([]string, len(areas))
	for i, area := range areas {
		codes[i] = area.Code
	}
	return codes
}

// latestValues returns the latest value of every series of some areas.
func (s *Server) latestValues(ctx context.Context, filters Filters, areas []string) ([]metrics.Observation, error) {
	if len(areas) == 0 {
		return nil, nil
	}
	values, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Areas: areas, Scenario: filters.Scenario(),
		To: filters.AsOf, Vintage: filters.Vintage(), ValuesOnly: true, LatestOnly: true})
	if err != nil {
		return nil, fmt.Errorf("load latest values of areas: %w", err)
	}
	return values, nil
}
