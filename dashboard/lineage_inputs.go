package dashboard

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// ComputedValue is a value that no source prints, with what it follows from.
type ComputedValue struct {
	Value   decimal.NullDecimal
	Formula *metrics.Derivation // nil for an amount that was added up from parts
	Inputs  []ValueInput
}

// ValueInput is a value that a computed one follows from. Name is its name in the formula,
// or its sign in a sum.
type ValueInput struct {
	Name        string
	Observation metrics.Observation
	Of          *metrics.Indicator
	Area        *metrics.Area
}

// loadComputed tells what a value follows from that no source prints, each input with its
// own page. A printed value goes before a computed one, and an indicator's formula before
// a sum of parts.
func (s *Server) loadComputed(ctx context.Context, catalogue *metrics.Catalogue, filters Filters, page *ValuePage) error {
	if page.Current != nil && page.Current.Value.Valid {
		return nil
	}
	values, err := s.valuesBehind(ctx, catalogue, filters, page.Key)
	if err != nil {
		return err
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, value := range values {
		series[value.SeriesKey] = append(series[value.SeriesKey], value)
	}
	key := page.Key
	derived := catalogue.Derive(key.Indicator, key.Area, key.Dimension, key.Scenario, series)
	for _, value := range derived {
		if value.Period == key.Period {
			page.Computed = &ComputedValue{Value: value.Value, Formula: catalogue.Derivation(key.Indicator)}
			page.Computed.derivedFrom(catalogue, key, values)
			return nil
		}
	}
	if page.Indicator.Kind != metrics.KindFlow {
		return nil
	}
	amount, parts, found := metrics.FlowParts(withoutPrinted(derived, series[key.SeriesKey]), key.Period)
	if !found {
		return nil
	}
	page.Computed = &ComputedValue{Value: decimal.NewNullDecimal(amount)}
	for _, part := range parts {
		sign := "+"
		if part.Taken {
			sign = "−"
		}
		page.Computed.Inputs = append(page.Computed.Inputs, ValueInput{Name: sign, Observation: part.Observation, Of: page.Indicator, Area: page.Area})
	}
	return nil
}

// valuesBehind loads the values that one with a key can follow from: those of its own
// series, and of the inputs of its indicator's formula.
func (s *Server) valuesBehind(ctx context.Context, catalogue *metrics.Catalogue, filters Filters, key metrics.ObservationKey) ([]metrics.Observation, error) {
	query := metrics.ObservationQuery{Indicators: []string{key.Indicator}, Areas: []string{key.Area}, Scenario: key.Scenario,
		To: filters.AsOf, Vintage: filters.Vintage()}
	if derivation := catalogue.Derivation(key.Indicator); derivation != nil {
		for _, input := range derivation.Inputs {
			query.Indicators = append(query.Indicators, input.Indicator)
			if input.Area != "" {
				query.Areas = append(query.Areas, input.Area)
			}
		}
	}
	values, err := s.dependencies.Store.Observations(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("load what %s follows from: %w", key.Indicator, err)
	}
	return values, nil
}

// withoutPrinted sets the derived values of the periods that have no printed one behind
// the printed values.
func withoutPrinted(derived, printed []metrics.Observation) []metrics.Observation {
	known := map[metrics.Period]bool{}
	for _, value := range printed {
		known[value.Period] = known[value.Period] || value.Value.Valid
	}
	all := append([]metrics.Observation(nil), printed...)
	for _, value := range derived {
		if !known[value.Period] {
			all = append(all, value)
		}
	}
	return all
}

// derivedFrom lists the values behind the names of the formula.
func (c *ComputedValue) derivedFrom(catalogue *metrics.Catalogue, key metrics.ObservationKey, values []metrics.Observation) {
	for _, input := range c.Formula.Inputs {
		for _, value := range values {
			if isInput(input, value, key) {
				c.Inputs = append(c.Inputs, ValueInput{Name: input.Name, Observation: value,
					Of: catalogue.Indicator(value.Indicator), Area: catalogue.Area(value.Area)})
			}
		}
	}
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
