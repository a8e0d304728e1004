package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// IndicatorListPage shows every indicator with target, latest value and status.
type IndicatorListPage struct {
	Frame
	Choices Choices
	Chips   []Chip
	Groups  []ItemGroup
	Tally   Tally
	Count   int
	Pager   Pager
	Index   []ThemeLink // where the themes begin, of a list of several pages
	// BeforeFirstValue says that the day lies before all values.
	BeforeFirstValue bool
}

// ItemGroup is a run of rows under one heading; Theme is nil when the rows are not
// grouped. Tally and Count are of the whole group, Items those of them that the page shows.
type ItemGroup struct {
	Theme *metrics.Theme
	Tally Tally
	Count int
	Items []Item
}

// Untargeted is how many of the group no plan sets a target for.
func (g ItemGroup) Untargeted() int { return g.Count - g.Tally.Total }

// The orders in which rows can stand.
const (
	sortByStatus   = "status"
	sortByDeadline = "deadline"
	sortByName     = "name"
)

func sortOrders() []string { return []string{"theme", sortByStatus, sortByDeadline, sortByName} }

func isSortOrder(text string) bool { return slices.Contains(sortOrders(), text) }

func (s *Server) showIndicatorList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadIndicatorList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	if page.Pager, err = newPager(c.QueryParam("page"), page.Count); err != nil {
		return err
	}
	page.Pager.link = func(number string) string { return filters.Link("/indicators", "page", number) }
	page.Index = page.Pager.themes(page.Groups)
	page.Groups = page.Pager.cut(page.Groups)
	if err := s.loadGroupSeries(c.Request().Context(), filters, page.Groups); err != nil {
		return err
	}
	page.Frame = s.frame(c, "/indicators", filters)
	page.Title = s.texts.Text(page.Language, "nav.indicators")
	if err := s.offerRows(c, &page.Frame, "/indicators"+workbookEnding); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "indicator_list", page)
}

// loadIndicatorList gathers everything of the list but its frame and the series. Pages and
// workbooks share it.
func (s *Server) loadIndicatorList(ctx context.Context, filters Filters) (IndicatorListPage, error) {
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return IndicatorListPage{}, err
	}
	items := view.items()
	return IndicatorListPage{
		Choices: choices(view.catalogue), Chips: chips(view.catalogue, filters, "/indicators"),
		BeforeFirstValue: view.beforeFirstValue(s.today()),
		Groups:           groupItems(items, filters.Sort), Tally: newTally(items), Count: len(items),
	}, nil
}

// groupItems sets rows under the headings of their themes, or in one run when
// another order is asked for.
func groupItems(items []Item, order string) []ItemGroup {
	if len(items) == 0 {
		return nil
	}
	var compare func(a, b Item) int
	switch order {
	case sortByStatus:
		compare = func(a, b Item) int { return cmp.Or(compareBool(a.HasTarget(), b.HasTarget()), bySeverity(a, b)) }
	case sortByDeadline:
		compare = func(a, b Item) int {
			return cmp.Or(compareBool(!a.Deadline().IsZero(), !b.Deadline().IsZero()), cmp.Compare(a.Deadline(), b.Deadline()))
		}
	case sortByName:
		compare = func(a, b Item) int { return cmp.Compare(a.Indicator.NameZh, b.Indicator.NameZh) }
	default:
		return groupByTheme(items)
	}
	slices.SortStableFunc(items, compare)
	return []ItemGroup{{Tally: newTally(items), Count: len(items), Items: items}}
}

func groupByTheme(items []Item) []ItemGroup {
	var groups []ItemGroup
	for _, item := range items {
		if len(groups) == 0 || groups[len(groups)-1].Theme != item.Theme {
			groups = append(groups, ItemGroup{Theme: item.Theme})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, item)
	}
	for i := range groups {
		groups[i].Tally, groups[i].Count = newTally(groups[i].Items), len(groups[i].Items)
	}
	return groups
}
