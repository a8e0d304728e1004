package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// loadValueInputs tells what a derived value was computed from, each input with its own
// page. A printed value goes before a derived one, so it has no inputs here.
func (s *Server) loadValueInputs(ctx context.Context, catalogue *metrics.Catalogue, filters Filters, page *ValuePage) error {
	derivation := catalogue.Derivation(page.Key.Indicator)
	if derivation == nil || page.Current != nil && page.Current.Value.Valid {
		return nil
	}
	query := metrics.ObservationQuery{Areas: []string{page.Key.Area}, Scenario: page.Key.Scenario, Vintage: filters.Vintage()}
	for _, input := range derivation.Inputs {
		query.Indicators = append(query.Indicators, input.Indicator)
		if input.Area != "" {
			query.Areas = append(query.Areas, input.Area)
		}
	}
	values, err := s.dependencies.Store.Observations(ctx, query)
	if err != nil {
		return fmt.Errorf("load what %s is derived from: %w", page.Key.Indicator, err)
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, value := range values {
		series[value.SeriesKey] = append(series[value.SeriesKey], value)
	}
	for _, derived := range catalogue.Derive(page.Key.Indicator, page.Key.Area, page.Key.Dimension, page.Key.Scenario, series) {
		if derived.Period == page.Key.Period {
			page.Derived, page.Formula = &derived, derivation
		}
	}
	if page.Derived == nil {
		return nil
	}
	for _, input := range derivation.Inputs {
		for _, value := range values {
			if isInput(input, value, page.Key) {
				page.Inputs = append(page.Inputs, ValueInput{DerivationInput: input, Observation: value,
					Of: catalogue.Indicator(value.Indicator), Area: catalogue.Area(value.Area)})
			}
		}
	}
	return nil
}

// isInput tells whether a value stands behind an input of the derived value with a key.
func isInput(input metrics.DerivationInput, value metrics.Observation, key metrics.ObservationKey) bool {
	area, period := input.Area, key.Period
	if area == "" {
		area = key.Area
	}
	if input.Period != "" {
		return value.Indicator == input.Indicator && value.Area == area && value.Period.String() == input.Period && sameDimension(input, value)
	}
	return value.Indicator == input.Indicator && value.Area == area && value.Period == period && sameDimension(input, value)
}

func sameDimension(input metrics.DerivationInput, value metrics.Observation) bool {
	return input.Each != "" && value.Dimension != "" || input.Each == "" && value.Dimension == input.Dimension
}
