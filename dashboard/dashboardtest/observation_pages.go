package dashboardtest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"zhibiao/metrics"
)

// ObservationPage cuts a page from the values in the order of the real store.
func (s *Store) ObservationPage(ctx context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error) {
	values, err := s.Observations(ctx, query.ObservationQuery)
	if query.Revisions {
		for _, earlier := range s.Earlier {
			if slices.ContainsFunc(values, func(value metrics.Observation) bool { return value.ObservationKey == earlier.ObservationKey }) &&
				!slices.ContainsFunc(values, func(value metrics.Observation) bool {
					return value.ObservationKey == earlier.ObservationKey && value.Revision == earlier.Revision
				}) {
				values = append(values, earlier)
			}
		}
	}
	values = slices.Clone(values)
	order := func(a, b metrics.ObservationPlace) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Dimension, b.Dimension),
			cmp.Compare(a.Period.Frequency, b.Period.Frequency), cmp.Compare(a.Period.Last, b.Period.Last), cmp.Compare(a.Period.First, b.Period.First),
			cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.Run, b.Run))
	}
	placeOf := func(value metrics.Observation) metrics.ObservationPlace {
		place := metrics.ObservationPlace{ObservationKey: value.ObservationKey}
		if query.Revisions {
			place.Revision, place.Run = value.Revision, value.Lineage.Run
		}
		return place
	}
	slices.SortFunc(values, func(a, b metrics.Observation) int { return order(placeOf(a), placeOf(b)) })
	var page []metrics.Observation
	for _, value := range values {
		after := query.After
		if after != nil && !query.Revisions {
			after = &metrics.ObservationPlace{ObservationKey: after.ObservationKey}
		}
		if (after == nil || order(placeOf(value), *after) > 0) && len(page) < query.Limit {
			page = append(page, value)
		}
	}
	return page, err
}

// PublicationMoment is when the newest value was recorded.
func (s *Store) PublicationMoment(context.Context) (time.Time, error) {
	var newest time.Time
	for _, value := range s.Values {
		if value.RecordedAt.After(newest) {
			newest = value.RecordedAt
		}
	}
	return newest, s.Failure
}
