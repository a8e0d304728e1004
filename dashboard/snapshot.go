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
		query.Areas = catalogue.AreasWithTargets()
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

// inScope tells whether the pages show targets of an area: without an area filter those of
// all areas, so that what a plan asks of a single banner is neither left out of a count nor
// of what is behind.
func (v snapshot) inScope(area string) bool {
	return v.filters.Area == "" || area == v.filters.Area
}
