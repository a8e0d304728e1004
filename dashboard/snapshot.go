package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// snapshot is what the pages of leaders are made of: the catalogue and the
// assessments of one day.
type snapshot struct {
	catalogue   *metrics.Catalogue
	filters     Filters
	assessments map[string]*metrics.Assessment // by target
}

// loadCatalogue returns the catalogue that the filters ask for and checks the
// filters against it.
func (s *Server) loadCatalogue(ctx context.Context, filters Filters) (*metrics.Catalogue, error) {
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, filters.KnownAt)
	if err != nil {
		return nil, fmt.Errorf("load catalogue: %w", err)
	}
	return catalogue, filters.check(catalogue)
}

// loadSnapshot loads catalogue and assessments. Indicators bounds the assessments;
// none means all.
func (s *Server) loadSnapshot(ctx context.Context, filters Filters, indicators ...string) (snapshot, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return snapshot{}, err
	}
	query := metrics.AssessmentQuery{Indicators: indicators, Scenario: filters.Scenario(), Vintage: filters.Vintage()}
	switch { // the page of one indicator shows its targets in all areas
	case len(indicators) > 0:
		query.Areas = areasOf(catalogue, indicators)
	case filters.Area != "":
		query.Areas = []string{filters.Area}
	default:
		query.Areas = cityScope(catalogue)
	}
	return s.snapshotOf(ctx, catalogue, filters, query)
}

// snapshotOf loads the assessments that a query asks for.
func (s *Server) snapshotOf(ctx context.Context, catalogue *metrics.Catalogue, filters Filters, query metrics.AssessmentQuery) (snapshot, error) {
	assessments, err := s.dependencies.Store.Assessments(ctx, query)
	if err != nil {
		return snapshot{}, fmt.Errorf("load assessments: %w", err)
	}
	byTarget := make(map[string]*metrics.Assessment, len(assessments))
	for i := range assessments {
		byTarget[assessments[i].Target] = &assessments[i]
	}
	return snapshot{catalogue: catalogue, filters: filters, assessments: byTarget}, nil
}

// beforeFirstValue tells whether a day of the past lies before every value that could
// be judged.
func (v snapshot) beforeFirstValue(today metrics.Date) bool {
	if v.filters.AsOf == today {
		return false
	}
	for _, assessment := range v.assessments {
		if assessment.Latest.Valid {
			return false
		}
	}
	return len(v.assessments) > 0
}

// areasOf lists the areas that have targets on any of the indicators, the city first.
func areasOf(catalogue *metrics.Catalogue, indicators []string) []string {
	areas := []string{metrics.CityArea}
	for _, indicator := range indicators {
		for _, target := range catalogue.TargetsOf(indicator) {
			if !slices.Contains(areas, target.Area) {
				areas = append(areas, target.Area)
			}
		}
	}
	return areas
}

// cityScope lists the areas of the pages without an area filter: the city, its
// parks and the groups that its targets name, but no single banner.
func cityScope(catalogue *metrics.Catalogue) []string {
	seen := map[string]bool{metrics.CityArea: true}
	scope := []string{metrics.CityArea}
	for i := range catalogue.Targets {
		code := catalogue.Targets[i].Area
		area := catalogue.Area(code)
		if !seen[code] && (area == nil || area.Level != "banner") {
			seen[code] = true
			scope = append(scope, code)
		}
	}
	return scope
}

// inScope tells whether the pages show targets and values of an area.
func (v snapshot) inScope(area string) bool {
	if v.filters.Area != "" {
		return area == v.filters.Area
	}
	known := v.catalogue.Area(area)
	return area == metrics.CityArea || known == nil || known.Level != "banner"
}
