package dashboardtest

import (
	"context"
	"slices"

	"zhibiao/metrics"
)

// Assessments judges every target in the areas asked for by the policy of the vintage.
func (s *Store) Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	if len(query.Areas) == 0 {
		query.Areas = []string{metrics.CityArea} // as the warehouse does
	}
	policy, err := s.Policy(ctx, query.Vintage.KnownAt)
	if err != nil {
		return nil, err
	}
	bySeries := map[metrics.SeriesKey][]metrics.Observation{}
	for _, value := range s.known(query.Vintage.KnownAt) {
		if query.Vintage.AsOf.IsZero() || value.ReleasedBy(query.Vintage.AsOf) {
			bySeries[value.SeriesKey] = append(bySeries[value.SeriesKey], value)
		}
	}
	assessments := metrics.AssessCatalogue(metrics.CatalogueInput{
		Catalogue: s.Content, Areas: query.Areas, Targets: query.Targets, Observations: bySeries,
		Scenario: query.Scenario, AsOf: query.Vintage.AsOf, Policy: policy,
	})
	return slices.DeleteFunc(assessments, func(assessment metrics.Assessment) bool {
		return !among(query.Indicators, assessment.Indicator)
	}), nil
}
