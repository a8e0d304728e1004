package ingest

import (
	"context"
	"slices"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// remaining are the values that readers see without those that the file deletes: new values
// are not held against values that go at the same moment.
type remaining struct {
	standing  checks.Values
	deletions *deletions
	comparer  *comparer
}

// Observations returns what the query selects of them.
func (r *remaining) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	query.ValuesOnly = false // a value is known to be the feed's own by its run
	found, err := r.standing.Observations(ctx, query)
	if err != nil {
		return nil, err
	}
	kept := found[:0]
	for i := range found {
		own := false
		if slices.ContainsFunc(r.deletions.of(&found[i].ObservationKey), func(one *deletion) bool { return one.deletes("value") }) {
			feed, err := r.comparer.feedOf(ctx, found[i].Lineage.Run)
			if err != nil {
				return nil, err
			}
			own = feed == r.comparer.feed
		}
		if !own {
			kept = append(kept, found[i])
		}
	}
	return kept, nil
}
