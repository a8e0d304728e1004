package dashboard

import (
	"context"
	"net/http"

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
	Values   int  // series that have a value, in the themes that are looked at
	Demanded bool // whether the catalogue sets any target for the area

	TargetPager, ValuePager Pager

	view snapshot
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
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	page, err := s.loadArea(ctx, filters, code)
	if err != nil {
		return err
	}
	series, err := s.areaSeries(ctx, filters, page)
	if err != nil {
		return err
	}
	if series, err = page.cut(c, series); err != nil {
		return err
	}
	if err := s.loadAreaThemes(ctx, words, filters, &page, series); err != nil {
		return err
	}
	page.Frame = s.frame(c, areasPath, filters)
	page.Title = words.name(page.Area)
	page.linkPages()
	if err := s.offerRows(c, &page.Frame, areasPath+"/"+code+workbookEnding); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "area", page)
}

// loadArea gathers everything of the page but its frame and its values.
func (s *Server) loadArea(ctx context.Context, filters Filters, code string) (AreaPage, error) {
	view, err := s.areaSnapshot(ctx, filters, code)
	if err != nil {
		return AreaPage{}, err
	}
	area := view.catalogue.Area(code)
	if area == nil {
		return AreaPage{}, notFound("area", code)
	}
	page := AreaPage{Area: area, Parent: view.catalogue.Area(area.Parent), Siblings: siblingsOf(view.catalogue, area),
		Chips: chips(view.catalogue, filters, areasPath+"/"+code), Targets: view.obligationsOf(code), view: view}
	page.Demanded = len(view.assessments) > 0
	page.Tally = newTally(page.Targets)
	for i := range view.catalogue.Areas {
		if park := &view.catalogue.Areas[i]; park.Level == "park" && park.Parent == code {
			page.Parks = append(page.Parks, park)
		}
	}
	return page, nil
}
