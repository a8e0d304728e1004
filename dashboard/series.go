package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// sparklineYears is how far back the small pictures of a list reach.
const sparklineYears = 8

// loadSeries attaches to every item the values for its sparkline: the frequency with
// most to show, in order of time.
func (s *Server) loadSeries(ctx context.Context, filters Filters, items []Item) error {
	if len(items) == 0 {
		return nil
	}
	areas := map[string]bool{}
	indicators := map[string]bool{}
	for _, item := range items {
		areas[item.areaCode()] = true
		indicators[item.Indicator.Code] = true
	}
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{
		Indicators: sortedKeys(indicators), Areas: sortedKeys(areas), Scenario: filters.Scenario(),
		Frequencies: []metrics.Frequency{metrics.Annual, metrics.HalfYear, metrics.Quarter, metrics.Month, metrics.Day},
		From:        metrics.NewDate(filters.AsOf.Year()-sparklineYears, 1, 1), To: filters.AsOf,
		Vintage: filters.Vintage(), ValuesOnly: true,
	})
	if err != nil {
		return fmt.Errorf("load series: %w", err)
	}
	bySeries := map[seriesOf][]metrics.Observation{}
	for _, observation := range observations {
		key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
		bySeries[key] = append(bySeries[key], observation)
	}
	for i := range items {
		key := seriesOf{items[i].Indicator.Code, items[i].areaCode(), items[i].Dimension}
		items[i].Observations = oneFrequency(bySeries[key])
	}
	return nil
}

// loadGroupSeries does the same for the rows of all groups at once.
func (s *Server) loadGroupSeries(ctx context.Context, filters Filters, groups []ItemGroup) error {
	var items []Item
	for _, group := range groups {
		items = append(items, group.Items...)
	}
	if err := s.loadSeries(ctx, filters, items); err != nil {
		return err
	}
	for _, group := range groups {
		items = items[copy(group.Items, items):]
	}
	return nil
}

func (i Item) areaCode() string {
	switch {
	case i.Target != nil:
		return i.Target.Area
	case i.Area != nil:
		return i.Area.Code
	}
	return metrics.CityArea
}

// oneFrequency keeps the yearly values when there are at least two, else those of
// the frequency with the most values: values of different frequencies never share a
// line.
func oneFrequency(observations []metrics.Observation) []metrics.Observation {
	count := map[metrics.Frequency]int{}
	for _, observation := range observations {
		if observation.Value.Valid {
			count[observation.Period.Frequency]++
		}
	}
	best := metrics.Annual
	if count[metrics.Annual] < 2 {
		for _, frequency := range []metrics.Frequency{metrics.Day, metrics.HalfYear, metrics.Quarter, metrics.Month} {
			if count[frequency] > count[best] {
				best = frequency
			}
		}
	}
	var kept []metrics.Observation
	for _, observation := range observations {
		if observation.Period.Frequency == best {
			kept = append(kept, observation)
		}
	}
	sortByTime(kept)
	return kept
}

func sortByTime(observations []metrics.Observation) {
	slices.SortStableFunc(observations, func(a, b metrics.Observation) int {
		return cmp.Or(cmp.Compare(a.Period.Last, b.Period.Last), cmp.Compare(a.Period.First, b.Period.First))
	})
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
