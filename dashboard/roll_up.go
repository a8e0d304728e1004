package dashboard

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// rollUpPath is the address of the page.
const rollUpPath = "/roll-up"

// RollUpPage shows how targets stand by theme, plan, organisation or area.
type RollUpPage struct {
	Frame
	Choices Choices
	Chips   []Chip
	By      metrics.RollUpBy
	Ways    []metrics.RollUpBy
	Lines   []RollUpLine
	Behind  int // lines with at least one obligation behind
	// Overlapping tells that a target can stand in several lines, so that they must not
	// be added.
	Overlapping bool
	// BeforeFirstValue says that the day lies before all values.
	BeforeFirstValue bool

	catalogue *metrics.Catalogue
}

// RollUpLine is one row with the thing that it is about.
type RollUpLine struct {
	metrics.RollUpRow
	Thing  any    // a theme, plan, organisation or area; nil for targets that name none
	Filter string // name of the filter that leads to the row's indicators, empty for none
	Role   string // of the organisation
	Worst  []Item // the first of those that stand worst, when they are behind
}

// Grouped tells whether the row counts a group of targets as one.
func (l RollUpLine) Grouped() bool { return l.Targets > l.Count }

// Tally is the row as the pages of indicators count, for its bar.
func (l RollUpLine) Tally() Tally {
	tally := Tally{Total: l.Count}
	for _, count := range l.Statuses {
		tally.Statuses = append(tally.Statuses, StatusCount(count))
	}
	return tally
}

// Link leads to the indicators of the row, with a further filter.
func (l RollUpLine) Link(page RollUpPage, changes ...string) string {
	if l.Filter == "" {
		return ""
	}
	return page.Link("/indicators", append([]string{l.Filter, l.Key, "role", l.Role}, changes...)...)
}

func rollUpWays() []metrics.RollUpBy {
	return []metrics.RollUpBy{metrics.RollUpByTheme, metrics.RollUpByPlan, metrics.RollUpByOrganisation,
		metrics.RollUpByResponsible, metrics.RollUpByArea}
}

// rollUpBy reads the way of the address; none means by theme.
func rollUpBy(text string) (metrics.RollUpBy, error) {
	by := metrics.RollUpBy(cmp.Or(text, string(metrics.RollUpByTheme)))
	if !slices.Contains(rollUpWays(), by) {
		return "", badRequest(metrics.NewProblem("filter.by", "value", text))
	}
	return by, nil
}

func (s *Server) showRollUp(c echo.Context) error {
	page, err := s.loadRollUp(c)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, rollUpPath, page.Filters)
	page.Title = s.texts.Text(page.Language, "nav.roll_up")
	s.offerExport(&page.Frame, rollUpPath+workbookEnding)
	return s.render(c, http.StatusOK, "roll_up", page)
}

// loadRollUp gathers everything of the page but its frame, of which it sets the
// filters only.
func (s *Server) loadRollUp(c echo.Context) (RollUpPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return RollUpPage{}, err
	}
	by, err := rollUpBy(c.QueryParam("by"))
	if err != nil {
		return RollUpPage{}, err
	}
	filters = filters.withOwn(rollUpPath, "by", c.QueryParam("by"))
	view, err := s.loadSnapshot(c.Request().Context(), filters)
	if err != nil {
		return RollUpPage{}, err
	}
	page := RollUpPage{catalogue: view.catalogue, By: by, Ways: rollUpWays(), Choices: choices(view.catalogue),
		Chips: chips(view.catalogue, filters, rollUpPath), Lines: view.rollUpLines(by),
		Overlapping:      by == metrics.RollUpByPlan || by == metrics.RollUpByResponsible,
		BeforeFirstValue: view.beforeFirstValue(s.today())}
	page.Filters = filters
	for _, line := range page.Lines {
		if line.Behind > 0 {
			page.Behind++
		}
	}
	slices.SortStableFunc(page.Lines, func(a, b RollUpLine) int {
		return cmp.Or(cmp.Compare(b.BehindBinding, a.BehindBinding), cmp.Compare(b.Behind, a.Behind))
	})
	return page, nil
}
