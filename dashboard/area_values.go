package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// areaSeries lists the series of the area that have a value and are looked at, in the
// order of the catalogue, without their values.
func (s *Server) areaSeries(ctx context.Context, filters Filters, page AreaPage) ([]Item, error) {
	query := areaQuery(filters, []string{page.Area.Code}, nil)
	query.LatestOnly = true
	latest, err := s.dependencies.Store.Observations(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("load series of an area: %w", err)
	}
	catalogue := page.view.catalogue
	var items []Item
	known := map[seriesOf]bool{}
	for _, observation := range latest {
		key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
		if !observation.Value.Valid || known[key] {
			continue
		}
		known[key] = true
		indicator := catalogue.Indicator(key.indicator)
		if indicator == nil || !filters.coversIndicator(catalogue, key.indicator) || filters.Theme != "" && indicator.Theme != filters.Theme {
			continue
		}
		items = append(items, Item{Indicator: indicator, Theme: catalogue.Theme(indicator.Theme), Area: page.Area, Dimension: key.dimension})
	}
	page.view.sortByTheme(items)
	return items, nil
}

// loadAreaThemes puts the series on the page with their values, theme by theme, each in
// its place among the siblings.
func (s *Server) loadAreaThemes(ctx context.Context, words wording, filters Filters, page *AreaPage, series []Item) error {
	if len(series) == 0 {
		return nil
	}
	observations, err := s.areaObservations(ctx, filters, []string{page.Area.Code}, indicatorsOf(series))
	if err != nil {
		return err
	}
	own := areaValues(series, observations)
	if err := s.placeAmongSiblings(ctx, words, filters, *page, own); err != nil {
		return err
	}
	for _, value := range own {
		if last := len(page.Themes) - 1; last < 0 || page.Themes[last].Theme != value.Series.Theme {
			page.Themes = append(page.Themes, AreaTheme{Theme: value.Series.Theme})
		}
		theme := &page.Themes[len(page.Themes)-1]
		theme.Rows = append(theme.Rows, value)
	}
	return nil
}

// areaValues gives the series their values, and drops those that have none.
func areaValues(series []Item, observations []metrics.Observation) []AreaSeries {
	bySeries := map[seriesOf][]metrics.Observation{}
	for _, observation := range observations {
		if observation.Value.Valid {
			key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
			bySeries[key] = append(bySeries[key], observation)
		}
	}
	list := make([]AreaSeries, 0, len(series))
	for _, item := range series {
		values := bySeries[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}]
		if len(values) == 0 { // taken back since the series were listed
			continue
		}
		item.Observations = oneFrequency(values)
		if len(item.Observations) == 0 { // only values of the year so far
			item.Observations = slices.Clone(values)
			sortByTime(item.Observations)
		}
		latest := item.Observations[len(item.Observations)-1]
		value := AreaSeries{Indicator: item.Indicator, Dimension: item.Dimension, Latest: latest, Series: item}
		for _, other := range item.Observations {
			if other.Period == yearBefore(latest.Period) {
				value.Change = changeOnYear(item.Indicator, &latest, &other)
			}
		}
		list = append(list, value)
	}
	return list
}

// areaObservations reads the values of some areas and indicators, none meaning all.
func (s *Server) areaObservations(ctx context.Context, filters Filters, areas, indicators []string) ([]metrics.Observation, error) {
	observations, err := s.dependencies.Store.Observations(ctx, areaQuery(filters, areas, indicators))
	if err != nil {
		return nil, fmt.Errorf("load values of areas: %w", err)
	}
	return observations, nil
}

// areaQuery asks for the values of some areas and indicators, none meaning all.
func areaQuery(filters Filters, areas, indicators []string) metrics.ObservationQuery {
	return metrics.ObservationQuery{Areas: areas, Indicators: indicators,
		Scenario: filters.Scenario(), From: metrics.NewDate(filters.AsOf.Year()-areaYears, 1, 1), To: filters.AsOf,
		Vintage: filters.Vintage(), ValuesOnly: true}
}

// indicatorsOf lists the codes of the indicators of items, each once.
func indicatorsOf(items []Item) []string {
	codes := map[string]bool{}
	for _, item := range items {
		codes[item.Indicator.Code] = true
	}
	return sortedKeys(codes)
}
