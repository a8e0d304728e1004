package dashboard

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// RunChange is one value that the run brought, with the value before it.
type RunChange struct {
	Observation metrics.Observation
	Indicator   *metrics.Indicator
	Area        *metrics.Area
	Old         decimal.NullDecimal
	Besides     []metrics.FieldDifference // what differs besides the value
	Place       FilePlace
}

// Revised tells whether there was a value before.
func (c RunChange) Revised() bool { return c.Observation.Revision > 1 }

// Difference is the new value less the old one, with its sign; empty where either is
// missing.
func (c RunChange) Difference() string {
	return signedDecimal(metrics.ChangeOf(c.Old, c.Observation.Value))
}

// Percent is the difference in per cent of the old value, with one decimal; empty where
// either is missing or the old one is zero.
func (c RunChange) Percent() string {
	return percentDecimal(metrics.PercentChangeOf(c.Old, c.Observation.Value))
}

func signedText(value decimal.Decimal) string {
	switch {
	case value.IsPositive():
		return "+" + value.String()
	case value.IsNegative():
		return "−" + value.Abs().String()
	}
	return "0"
}

// loadRunChanges returns a page of the values of a run beside those that readers saw
// when it began.
func (s *Server) loadRunChanges(ctx context.Context, catalogue *metrics.Catalogue, run metrics.Run, query metrics.RunValueQuery) ([]RunChange, error) {
	if query.Limit == 0 {
		return nil, nil
	}
	observations, err := s.dependencies.Store.RunValues(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("load values of run %s: %w", run.ID, err)
	}
	before, err := s.valuesBefore(ctx, run, observations)
	if err != nil {
		return nil, err
	}
	changes := make([]RunChange, 0, len(observations))
	for _, observation := range observations {
		changes = append(changes, RunChange{
			Observation: observation, Indicator: catalogue.Indicator(observation.Indicator), Area: catalogue.Area(observation.Area),
			Place: FilePlace{observation.Lineage.Sheet, observation.Lineage.Row, observation.Lineage.Column},
		})
		if earlier := before[observation.ObservationKey]; earlier != nil {
			change := &changes[len(changes)-1]
			change.Old, change.Besides = earlier.Value, besidesValue(metrics.FieldDifferences(earlier, &observation))
		}
	}
	return changes, nil
}

// valuesBefore asks once for all values that the run revised.
func (s *Server) valuesBefore(ctx context.Context, run metrics.Run, observations []metrics.Observation) (map[metrics.ObservationKey]*metrics.Observation, error) {
	before := map[metrics.ObservationKey]*metrics.Observation{}
	indicators, areas, revised := map[string]bool{}, map[string]bool{}, map[metrics.ObservationKey]bool{}
	for _, observation := range observations {
		if observation.Revision > 1 {
			indicators[observation.Indicator], areas[observation.Area] = true, true
			revised[observation.ObservationKey] = true
		}
	}
	if len(revised) == 0 {
		return before, nil
	}
	earlier, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Indicators: sortedKeys(indicators),
		Areas: sortedKeys(areas), Scenario: run.Scenario, Vintage: metrics.Vintage{KnownAt: run.StartedAt}})
	if err != nil {
		return nil, fmt.Errorf("load values before run %s: %w", run.ID, err)
	}
	for i := range earlier {
		observation := &earlier[i]
		if revised[observation.ObservationKey] && observation.Lineage.Run != run.ID {
			before[observation.ObservationKey] = observation
		}
	}
	return before, nil
}
