package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// DerivationView is how an indicator is computed where no source prints it.
type DerivationView struct {
	*metrics.Derivation
	Inputs []DerivationInputView
}

// DerivationInputView is one name of the formula with what it stands for.
type DerivationInputView struct {
	metrics.DerivationInput
	Of   *metrics.Indicator // nil when the catalogue has no such indicator
	Area *metrics.Area      // nil for the area of the derived value
}

// derivationOf returns the derivation of an indicator, or nil.
func (v snapshot) derivationOf(indicator string) *DerivationView {
	derivation := v.catalogue.Derivation(indicator)
	if derivation == nil {
		return nil
	}
	view := &DerivationView{Derivation: derivation}
	for _, input := range derivation.Inputs {
		view.Inputs = append(view.Inputs, DerivationInputView{
			DerivationInput: input, Of: v.catalogue.Indicator(input.Indicator), Area: v.catalogue.Area(input.Area)})
	}
	return view
}

// loadDerived loads the values that the indicator is derived from and adds the derived
// values of the periods for which none is printed.
func (s *Server) loadDerived(ctx context.Context, view snapshot, page *IndicatorPage) error {
	if page.Derivation == nil {
		return nil
	}
	query := metrics.ObservationQuery{Areas: []string{page.areaCode()}, Scenario: view.filters.Scenario(), Vintage: view.filters.Vintage()}
	for _, input := range page.Derivation.Inputs {
		query.Indicators = append(query.Indicators, input.Indicator)
		if input.Area != nil {
			query.Areas = append(query.Areas, input.Area.Code)
		}
	}
	var err error
	if page.sources, err = s.dependencies.Store.Observations(ctx, query); err != nil {
		return fmt.Errorf("load what %s is derived from: %w", page.Indicator.Code, err)
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, value := range page.sources {
		series[value.SeriesKey] = append(series[value.SeriesKey], value)
	}
	printed := map[metrics.Period]bool{}
	for _, value := range page.Values {
		printed[value.Period] = printed[value.Period] || value.Scenario == query.Scenario && value.Value.Valid
	}
	for _, value := range view.catalogue.Derive(page.Indicator.Code, page.areaCode(), page.Dimension, query.Scenario, series) {
		if !printed[value.Period] {
			page.derived = append(page.derived, value)
		}
	}
	page.Values = slices.Concat(page.Values, page.derived)
	sortByTime(page.Values)
	slices.Reverse(page.Values)
	page.Observations = oneFrequency(slices.Concat(page.Observations, page.derived))
	return nil
}

// IsDerived tells whether a value of the page was computed and not printed.
func (p IndicatorPage) IsDerived(value metrics.Observation) bool {
	return slices.ContainsFunc(p.derived, func(derived metrics.Observation) bool { return derived.ObservationKey == value.ObservationKey })
}
