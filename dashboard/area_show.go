package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// areaYears is how far back the values of an area are read.
const areaYears = 8

// AreaPage shows one area over all its indicators: what is asked of it, and its values
// beside those of its siblings.
type AreaPage struct {
	Frame
	Area     *metrics.Area
	Parent   *metrics.Area
	Siblings []*metrics.Area
	Parks    []*metrics.Area // that lie in it
	Chips    []Chip
	Tally    Tally
	Targets  []Item
	Themes   []AreaTheme
	Values   int
	Demanded bool // whether the catalogue sets any target for the area
}

// AreaTheme is the values of an area in one theme.
type AreaTheme struct {
	Theme *metrics.Theme
	Rows  []AreaSeries
}

// AreaSeries is one series of an area with its place among the siblings.
type AreaSeries struct {
	Indicator *metrics.Indicator
	Dimension string
	Latest    metrics.Observation
	Change    *float64 // on the same period a year before
	Share     *float64 // of the parent, where areas may be added
	Apart     *float64 // from the parent, where they may not
	Rank      int      // among the siblings that have a value of the period; 0 without any
	Ranked    int      // how many those are, the area itself among them
	Strip     charts.DotStrip
	Series    Item // for the sparkline
}

func (s *Server) showArea(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	code := c.Param("code")
	filters = areaFilters(filters)
	if code == metrics.CityArea {
		return c.Redirect(http.StatusSeeOther, filters.Link("/"))
	}
	page, err := s.loadArea(c.Request().Context(), s.wording(languageOf(c)), filters, code)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, areasPath, filters)
	page.Title = s.wording(page.Language).name(page.Area)
	if err := s.offerRows(c, &page.Frame, areasPath+"/"+code+workbookEnding); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "area", page)
}

// loadArea gathers everything of the page but its frame.
func (s *Server) loadArea(ctx context.Context, words wording, filters Filters, code string) (AreaPage, error) {
	view, err := s.areaSnapshot(ctx, filters, code)
	if err != nil {
		return AreaPage{}, err
	}
	area := view.catalogue.Area(code)
	if area == nil {
		return AreaPage{}, notFound("area", code)
	}
	page := AreaPage{Area: area, Parent: view.catalogue.Area(area.Parent), Siblings: siblingsOf(view.catalogue, area),
		Chips: chips(view.catalogue, filters, areasPath+"/"+code), Targets: view.obligationsOf(code)}
	page.Demanded = len(view.assessments) > 0
	page.Tally = newTally(page.Targets)
	for i := range view.catalogue.Areas {
		if park := &view.catalogue.Areas[i]; park.Level == "park" && park.Parent == code {
			page.Parks = append(page.Parks, park)
		}
	}
	observations, err := s.areaObservations(ctx, filters, []string{code}, nil)
	if err != nil {
		return page, err
	}
	own := view.areaValues(area, observations)
	if err := s.placeAmongSiblings(ctx, words, filters, page, own); err != nil {
		return page, err
	}
	for _, value := range own {
		if filters.Theme != "" && value.Indicator.Theme != filters.Theme {
			continue
		}
		if last := len(page.Themes) - 1; last < 0 || page.Themes[last].Theme == nil || page.Themes[last].Theme.Code != value.Indicator.Theme {
			page.Themes = append(page.Themes, AreaTheme{Theme: view.catalogue.Theme(value.Indicator.Theme)})
		}
		theme := &page.Themes[len(page.Themes)-1]
		theme.Rows = append(theme.Rows, value)
		page.Values++
	}
	return page, nil
}

// areaObservations reads the values of some areas and indicators, none meaning all.
func (s *Server) areaObservations(ctx context.Context, filters Filters, areas, indicators []string) ([]metrics.Observation, error) {
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Areas: areas, Indicators: indicators,
		Scenario: filters.Scenario(), From: metrics.NewDate(filters.AsOf.Year()-areaYears, 1, 1), To: filters.AsOf,
		Vintage: filters.Vintage(), ValuesOnly: true})
	if err != nil {
		return nil, fmt.Errorf("load values of areas: %w", err)
	}
	return observations, nil
}

// areaValues lists the series of an area that have a value, in the order of the
// catalogue.
func (v snapshot) areaValues(area *metrics.Area, observations []metrics.Observation) []AreaSeries {
	bySeries := map[seriesOf][]metrics.Observation{}
	for _, observation := range observations {
		if observation.Value.Valid {
			key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
			bySeries[key] = append(bySeries[key], observation)
		}
	}
	var items []Item
	for key, values := range bySeries {
		indicator := v.catalogue.Indicator(key.indicator)
		if indicator == nil || !v.filters.coversIndicator(v.catalogue, key.indicator) {
			continue
		}
		kept := oneFrequency(values)
		if len(kept) == 0 { // only values of the year so far
			kept = slices.Clone(values)
			sortByTime(kept)
		}
		items = append(items, Item{Indicator: indicator, Theme: v.catalogue.Theme(indicator.Theme), Area: area,
			Dimension: key.dimension, Observations: kept})
	}
	v.sortByTheme(items)
	list := make([]AreaSeries, len(items))
	for i, item := range items {
		latest := item.Observations[len(item.Observations)-1]
		list[i] = AreaSeries{Indicator: item.Indicator, Dimension: item.Dimension, Latest: latest, Series: item}
		for _, other := range item.Observations {
			if other.Period == yearBefore(latest.Period) {
				list[i].Change = changeOnYear(item.Indicator, &latest, &other)
			}
		}
	}
	return list
}
