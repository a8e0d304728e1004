package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// areasPath is the address of the pages of areas.
const areasPath = "/areas"

// AreaListPage shows how areas stand, theme by theme.
type AreaListPage struct {
	Frame
	Chips      []Chip
	Themes     []*metrics.Theme
	Groups     []AreaGroup
	Comparable []ComparableTheme // what banners can be compared by
	// Obligations and Behind count what is asked of the banners; Values the series of
	// theirs that have a value.
	Obligations, Behind, Values int

	catalogue *metrics.Catalogue
}

// AreaGroup is the areas of one kind.
type AreaGroup struct {
	Key  string // of its heading
	Rows []AreaRow
}

// AreaRow is how one area stands.
type AreaRow struct {
	Area   *metrics.Area
	Tally  Tally
	Cells  []AreaCell // one for each theme of the page
	Values int        // series that have a value
}

// AreaCell is how one area stands in one theme.
type AreaCell struct {
	Theme  *metrics.Theme
	Tally  Tally
	Worst  metrics.AssessmentStatus // empty without an obligation
	Values int
}

// ComparableTheme is the indicators of a theme that at least two banners have values of.
type ComparableTheme struct {
	Theme      *metrics.Theme
	Indicators []ComparableIndicator
}

// ComparableIndicator is an indicator with how many banners have a value of it.
type ComparableIndicator struct {
	Indicator *metrics.Indicator
	Areas     int
}

func (s *Server) showAreaList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = areaFilters(filters)
	if code := c.QueryParam("indicator"); code != "" {
		return s.showAreaComparison(c, filters, code)
	}
	page, err := s.loadAreaList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, areasPath, filters)
	page.Title = s.texts.Text(page.Language, "nav.areas")
	s.offerExport(&page.Frame, areasPath+workbookEnding)
	return s.render(c, http.StatusOK, "area_list", page)
}

// loadAreaList gathers everything of the page but its frame.
func (s *Server) loadAreaList(ctx context.Context, filters Filters) (AreaListPage, error) {
	view, err := s.areaSnapshot(ctx, filters)
	if err != nil {
		return AreaListPage{}, err
	}
	page := AreaListPage{catalogue: view.catalogue, Themes: choices(view.catalogue).Themes, Chips: chips(view.catalogue, filters, areasPath)}
	if filters.Theme != "" {
		page.Themes = slices.DeleteFunc(page.Themes, func(theme *metrics.Theme) bool { return theme.Code != filters.Theme })
	}
	areas := choices(view.catalogue).Areas
	values, err := s.latestValues(ctx, filters, belowCity(areas))
	if err != nil {
		return page, err
	}
	counts := view.countValues(values)
	byLevel := map[string][]AreaRow{}
	for _, area := range areas {
		row := view.areaRow(area, page.Themes, counts[area.Code])
		byLevel[levelGroup(area.Level)] = append(byLevel[levelGroup(area.Level)], row)
		if area.Level == bannerLevel {
			page.Obligations += row.Tally.Total
			page.Behind += row.Tally.Attention
			page.Values += row.Values
		}
	}
	for _, key := range []string{"areas.level.city", "areas.level.banner", "areas.level.park", "areas.level.group"} {
		rows := byLevel[key]
		slices.SortStableFunc(rows, func(a, b AreaRow) int {
			return cmp.Or(cmp.Compare(b.Tally.Attention, a.Tally.Attention), cmp.Compare(a.Area.Code, b.Area.Code))
		})
		if len(rows) > 0 {
			page.Groups = append(page.Groups, AreaGroup{Key: key, Rows: rows})
		}
	}
	page.Comparable = view.comparable(values)
	return page, nil
}

// levelGroup is the heading that areas of a level stand under.
func levelGroup(level string) string {
	switch level {
	case bannerLevel, "park", "group":
		return "areas.level." + level
	}
	return "areas.level.city"
}

// belowCity lists the banners and parks: the city's own series are too many to count
// beside them, and its own pages show them.
func belowCity(areas []*metrics.Area) []string {
	var codes []string
	for _, area := range areas {
		if area.Level == bannerLevel || area.Level == "park" {
			codes = append(codes, area.Code)
		}
	}
	return codes
}

// areaRow counts the obligations of an area by theme.
func (v snapshot) areaRow(area *metrics.Area, themes []*metrics.Theme, values map[string]int) AreaRow {
	items := v.obligationsOf(area.Code)
	byTheme := map[string][]Item{}
	for _, item := range items {
		byTheme[item.Indicator.Theme] = append(byTheme[item.Indicator.Theme], item)
	}
	row := AreaRow{Area: area, Tally: newTally(items), Cells: make([]AreaCell, len(themes))}
	for i, theme := range themes {
		row.Cells[i] = AreaCell{Theme: theme, Tally: newTally(byTheme[theme.Code]), Values: values[theme.Code]}
		row.Cells[i].Worst = row.Cells[i].Tally.worst()
		row.Values += values[theme.Code]
	}
	return row
}

// worst is the worst judgement that occurs, or what stands for none; empty for nothing.
func (t Tally) worst() metrics.AssessmentStatus {
	var worst metrics.AssessmentStatus
	rank := -1
	for _, count := range t.Statuses {
		if found := judgementRank(count.Status); worst == "" || found > rank {
			worst, rank = count.Status, found
		}
	}
	return worst
}
