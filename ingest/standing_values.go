package ingest

import (
	"context"
	"slices"

	"zhibiao/metrics"
)

// standingValues are the values that readers see, for the blocks of one file. A file of
// many blocks is often the first that its indicators have: what was never published is
// found out once, and not asked for with every block.
type standingValues struct {
	ledger    Ledger
	asked     int
	published map[metrics.Scenario]map[string]bool
}

func newStandingValues(ledger Ledger) *standingValues {
	return &standingValues{ledger: ledger, published: map[metrics.Scenario]map[string]bool{}}
}

// questionsOfSmallFile is how often the ledger is asked before it is worth knowing which
// indicators have values at all: one block is compared and checked.
const questionsOfSmallFile = 2

// Observations returns current values of published runs, as the ledger does.
func (s *standingValues) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	s.asked++
	if s.asked <= questionsOfSmallFile || len(query.Indicators) == 0 {
		return s.ledger.Observations(ctx, query)
	}
	published, err := s.publishedIn(ctx, query.Scenario)
	if err != nil {
		return nil, err
	}
	query.Indicators = slices.DeleteFunc(slices.Clone(query.Indicators), func(code string) bool { return !published[code] })
	if len(query.Indicators) == 0 {
		return nil, nil
	}
	return s.ledger.Observations(ctx, query)
}

func (s *standingValues) publishedIn(ctx context.Context, scenario metrics.Scenario) (map[string]bool, error) {
	if known := s.published[scenario]; known != nil {
		return known, nil
	}
	codes, err := s.ledger.PublishedIndicators(ctx, scenario)
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(codes))
	for _, code := range codes {
		known[code] = true
	}
	s.published[scenario] = known
	return known, nil
}
