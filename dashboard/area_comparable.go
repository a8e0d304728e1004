package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// countValues counts the series that have a value, by area and theme.
func (v snapshot) countValues(values []metrics.Observation) map[string]map[string]int {
	counts := map[string]map[string]int{}
	for _, value := range values {
		indicator := v.catalogue.Indicator(value.Indicator)
		if indicator == nil || !v.filters.coversIndicator(v.catalogue, indicator.Code) {
			continue
		}
		if counts[value.Area] == nil {
			counts[value.Area] = map[string]int{}
		}
		counts[value.Area][indicator.Theme]++
	}
	return counts
}

// comparable lists the indicators that at least two banners have values of, theme by
// theme, those of most banners first.
func (v snapshot) comparable(values []metrics.Observation) []ComparableTheme {
	areas := map[string]map[string]bool{} // by indicator
	for _, value := range values {
		area := v.catalogue.Area(value.Area)
		if area == nil || area.Level != bannerLevel {
			continue
		}
		if areas[value.Indicator] == nil {
			areas[value.Indicator] = map[string]bool{}
		}
		areas[value.Indicator][value.Area] = true
	}
	byTheme := map[*metrics.Theme][]ComparableIndicator{}
	for code, found := range areas {
		indicator := v.catalogue.Indicator(code)
		if indicator == nil || len(found) < 2 || v.filters.Theme != "" && indicator.Theme != v.filters.Theme {
			continue
		}
		theme := v.catalogue.Theme(indicator.Theme)
		byTheme[theme] = append(byTheme[theme], ComparableIndicator{Indicator: indicator, Areas: len(found)})
	}
	list := make([]ComparableTheme, 0, len(byTheme))
	for theme, indicators := range byTheme {
		slices.SortFunc(indicators, func(a, b ComparableIndicator) int {
			return cmp.Or(cmp.Compare(b.Areas, a.Areas), cmp.Compare(a.Indicator.Code, b.Indicator.Code))
		})
		list = append(list, ComparableTheme{Theme: theme, Indicators: indicators})
	}
	position := func(theme *metrics.Theme) int {
		if theme == nil {
			return 1 << 20
		}
		return theme.Position
	}
	slices.SortFunc(list, func(a, b ComparableTheme) int { return cmp.Compare(position(a.Theme), position(b.Theme)) })
	return list
}
