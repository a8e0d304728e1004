package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// PolicyEffect is what another policy does to the lights of one day.
type PolicyEffect struct {
	Total    int // targets in force that were judged by both policies
	Statuses []StatusChange
	Turns    []LightTurn
}

// mostTurnsShown bounds how many lights a page lists.
const mostTurnsShown = 100

// Shown are the turns that the page lists.
func (e PolicyEffect) Shown() []LightTurn { return e.Turns[:min(len(e.Turns), mostTurnsShown)] }

// Hidden counts those that it does not.
func (e PolicyEffect) Hidden() int { return len(e.Turns) - len(e.Shown()) }

// StatusChange counts the targets of one status by the policy before and the one after.
type StatusChange struct {
	Status        metrics.AssessmentStatus
	Before, After int
}

// LightTurn is one target whose light is another one by the other policy.
type LightTurn struct {
	Item          Item
	Before, After *metrics.Assessment
}

// loadPolicyEffect judges every target in force of the city's pages by two policies. It
// computes both here, because the store keeps assessments of the policy in force only.
func (s *Server) loadPolicyEffect(ctx context.Context, filters Filters, before, after metrics.Policy) (PolicyEffect, error) {
	input, err := s.loadCatalogueInput(ctx, filters)
	if err != nil {
		return PolicyEffect{}, err
	}
	input.Policy = before
	old := metrics.AssessCatalogue(input)
	input.Policy = after
	fresh := metrics.AssessCatalogue(input)
	if len(old) != len(fresh) {
		return PolicyEffect{}, fmt.Errorf("compare policies: %d and %d assessments", len(old), len(fresh))
	}
	view := snapshot{catalogue: input.Catalogue, filters: filters, assessments: map[string]*metrics.Assessment{}}
	effect := PolicyEffect{}
	counts := map[metrics.AssessmentStatus]*StatusChange{}
	count := func(status metrics.AssessmentStatus) *StatusChange {
		if counts[status] == nil {
			counts[status] = &StatusChange{Status: status}
		}
		return counts[status]
	}
	for i := range old {
		target := input.Catalogue.Target(old[i].Target)
		if target == nil || !old[i].InForce {
			continue
		}
		effect.Total++
		count(old[i].Status).Before++
		count(fresh[i].Status).After++
		if old[i].Status != fresh[i].Status {
			if item, found := view.item(target); found {
				effect.Turns = append(effect.Turns, LightTurn{Item: item, Before: &old[i], After: &fresh[i]})
			}
		}
	}
	for _, status := range metrics.AssessmentStatuses() {
		if counts[status] != nil {
			effect.Statuses = append(effect.Statuses, *counts[status])
		}
	}
	return effect, nil
}

// loadCatalogueInput reads what the assessments of the overview depend on.
func (s *Server) loadCatalogueInput(ctx context.Context, filters Filters) (metrics.CatalogueInput, error) {
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, filters.KnownAt)
	if err != nil {
		return metrics.CatalogueInput{}, fmt.Errorf("load catalogue: %w", err)
	}
	input := metrics.CatalogueInput{Catalogue: catalogue, Areas: catalogue.AreasWithTargets(), Scenario: filters.Scenario(),
		AsOf: filters.AsOf, Observations: map[metrics.SeriesKey][]metrics.Observation{}}
	read := map[string]bool{}
	for _, area := range input.Areas {
		for _, code := range catalogue.AreasRead(area) {
			read[code] = true
		}
	}
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Areas: sortedKeys(read),
		Scenario: filters.Scenario(), To: filters.AsOf, Vintage: filters.Vintage(), ValuesOnly: true})
	if err != nil {
		return metrics.CatalogueInput{}, fmt.Errorf("load values to compare policies: %w", err)
	}
	for _, observation := range observations {
		input.Observations[observation.SeriesKey] = append(input.Observations[observation.SeriesKey], observation)
	}
	return input, nil
}
