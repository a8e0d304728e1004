package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// AssessmentStatuses returns the statuses of Assessments by target.
func (s *Store) AssessmentStatuses(ctx context.Context, query metrics.AssessmentQuery) (map[string]metrics.AssessmentStatus, error) {
	assessments, err := s.Assessments(ctx, query)
	statuses := map[string]metrics.AssessmentStatus{}
	for _, assessment := range assessments {
		statuses[assessment.Target] = assessment.Status
	}
	return statuses, err
}

// ValueChanges compares what two vintages show, period by period.
func (s *Store) ValueChanges(ctx context.Context, query metrics.ValueChangeQuery) ([]metrics.ValueChange, error) {
	seen := func(vintage metrics.Vintage) ([]metrics.Observation, map[metrics.ObservationKey]metrics.Observation) {
		values, _ := s.Observations(ctx, metrics.ObservationQuery{Areas: query.Areas, Scenario: query.Scenario, Vintage: vintage})
		byKey := map[metrics.ObservationKey]metrics.Observation{}
		for _, value := range values {
			byKey[value.ObservationKey] = value
		}
		return values, byKey
	}
	_, before := seen(query.Earlier)
	now, _ := seen(query.Later)
	var changes []metrics.ValueChange
	for _, value := range now {
		old, known := before[value.ObservationKey]
		if known && old.Value.Valid == value.Value.Valid && old.Value.Decimal.Equal(value.Value.Decimal) {
			continue
		}
		changes = append(changes, metrics.ValueChange{ObservationKey: value.ObservationKey, Before: old.Value, Now: value.Value,
			KnownBefore: known, Status: value.Status, Released: value.Released, Run: value.Lineage.Run})
	}
	return changes[:min(len(changes), query.Limit)], s.Failure
}
