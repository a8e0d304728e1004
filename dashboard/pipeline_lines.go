package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// pipelineLines balances the targets of one indicator, or of all, in the order of the
// catalogue's links.
func (s *Server) pipelineLines(ctx context.Context, view snapshot, indicator string) ([]PipelineLine, error) {
	current, err := s.currentCapacities(ctx, view, indicator)
	if err != nil {
		return nil, err
	}
	var lines []PipelineLine
	for _, balance := range metrics.PipelineOf(view.catalogue, view.filters.AsOf, current) {
		if indicator != "" && balance.Indicator.Code != indicator {
			continue
		}
		if item, found := view.item(balance.Target); found {
			lines = append(lines, PipelineLine{PipelineBalance: balance, Item: item,
				Plans: view.plans(balance.Supply.Link.Plans), Look: lookOfVerdict(balance.Verdict)})
		}
	}
	return lines, nil
}

// currentCapacities returns what finds the latest value of a capacity: that of a whole
// year for an amount within a period, any value for a level.
func (s *Server) currentCapacities(ctx context.Context, view snapshot, indicator string) (func(indicator, area, dimension string) *metrics.Observation, error) {
	wanted, areas := map[string]bool{}, map[string]bool{metrics.CityArea: true}
	for _, link := range view.catalogue.PipelineLinks {
		if indicator == "" || link.Indicator == indicator {
			wanted[cmp.Or(link.CapacityIndicator, link.Indicator)] = true
			areas[cmp.Or(link.Area, metrics.CityArea)] = true
		}
	}
	latest := map[seriesOf]*metrics.Observation{}
	find := func(indicator, area, dimension string) *metrics.Observation {
		return latest[seriesOf{indicator, area, dimension}]
	}
	if len(wanted) == 0 {
		return find, nil
	}
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{
		Indicators: sortedKeys(wanted), Areas: sortedKeys(areas), Scenario: view.filters.Scenario(), To: view.filters.AsOf,
		Vintage: view.filters.Vintage(), ValuesOnly: true,
	})
	if err != nil {
		return nil, fmt.Errorf("load capacities: %w", err)
	}
	for i := range observations {
		observation := &observations[i]
		if known := view.catalogue.Indicator(observation.Indicator); known == nil || !standsForYear(known, *observation) {
			continue
		}
		key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
		if before := latest[key]; before == nil || observation.Period.Last > before.Period.Last {
			latest[key] = observation
		}
	}
	return find, nil
}

func (v snapshot) plans(codes []string) []*metrics.Plan {
	var list []*metrics.Plan
	for _, code := range codes {
		if plan := v.catalogue.Plan(code); plan != nil {
			list = append(list, plan)
		}
	}
	return list
}

// hasPipeline tells whether the page of projects shows an indicator.
func (v snapshot) hasPipeline(indicator string) bool {
	return slices.ContainsFunc(metrics.PipelineOf(v.catalogue, v.filters.AsOf, nil), func(balance metrics.PipelineBalance) bool {
		return balance.Indicator.Code == indicator
	})
}
