package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// dueNextDays is how far the overview looks ahead for deadlines.
const dueNextDays = 400

// dueNextShown is how many of them pages list.
const dueNextShown = 6

// OverviewPage answers which indicators are behind, by how much, who answers, and whether
// the targets will be met.
type OverviewPage struct {
	Frame
	Choices       Choices
	Tour          bool // true: the tour of three steps is offered, see offersTour
	Chips         []Chip
	Tally         Tally // whatever status the page is narrowed to, so that another can be chosen
	Shown         Tally // of what passes all filters
	Answer        Answer
	Behind        BehindList
	Themes        []ThemeSummary
	Changes       *ChangesSince // nil: not asked for
	Gaps          []ReasonCount
	DueNext       []Item // the nearest
	ConflictCount int
	WithoutTarget int
	// BeforeFirstValue says that the day lies before all values.
	BeforeFirstValue bool

	items []Item // that pass all filters
	due   []Item // that fall due soon, the nearest first
}

// ReasonCount counts the items that cannot be assessed for one reason. Example is
// one of them.
type ReasonCount struct {
	Reason  string
	Count   int
	Example Item
}

func (s *Server) showOverview(c echo.Context) error {
	filters, err := s.overviewFilters(c)
	if err != nil {
		return err
	}
	page, err := s.loadOverview(c.Request().Context(), filters, changesShown)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/", filters)
	page.Title = s.texts.Text(page.Language, "nav.overview")
	if page.Tour = page.Tally.Total > 0 && offersTour(c); page.Tour {
		page.Scripts = append(page.Scripts, "tour.js")
	}
	if page.Tally.Total > 0 {
		if err := s.offerRows(c, &page.Frame, overviewWorkbook); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, "overview", page)
}

// overviewFilters are the filters with those that only the overview has.
func (s *Server) overviewFilters(c echo.Context) (Filters, error) {
	filters, err := s.filtersOf(c)
	return filters.withOwn("/", "deadline", c.QueryParam("deadline")).withOwn("/", "since", c.QueryParam("since")), err
}

// loadOverview gathers everything of the overview but its frame, at most so many changes
// of each kind.
func (s *Server) loadOverview(ctx context.Context, filters Filters, changes int) (OverviewPage, error) {
	if err := readDeadlineChoice(filters.Given("deadline")); err != nil {
		return OverviewPage{}, err
	}
	since, err := readSince(filters.Given("since"), filters.AsOf)
	if err != nil {
		return OverviewPage{}, err
	}
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return OverviewPage{}, err
	}
	all := view.itemsOfAnyStatus()
	items := view.ofStatus(all)
	page := OverviewPage{
		Choices: choices(view.catalogue), Chips: chips(view.catalogue, filters, "/"),
		BeforeFirstValue: view.beforeFirstValue(s.today()),
		Tally:            newTally(all), Shown: newTally(items), Answer: newAnswer(items), Behind: newBehindList(items, filters.Given("deadline")), Themes: summariseThemes(items, filters.AsOf),
		Gaps: countReasons(items), items: items, due: dueNext(items, filters.AsOf), ConflictCount: len(filters.coveredConflicts(view.catalogue, view.catalogue.Conflicts)),
	}
	page.DueNext = firstDue(page.due)
	page.WithoutTarget = len(all) - page.Tally.Total
	if s.dependencies.Changes != nil && !page.BeforeFirstValue {
		page.Changes, err = s.loadChanges(ctx, view, items, since, changes)
	}
	return page, err
}

// itemsOfAnyStatus are the items that pass every filter but the one of status.
func (v snapshot) itemsOfAnyStatus() []Item {
	v.filters.Status = ""
	return v.items()
}

// ofStatus narrows items to the status that is asked for.
func (v snapshot) ofStatus(items []Item) []Item {
	if v.filters.Status == "" {
		return items
	}
	return slices.DeleteFunc(slices.Clone(items), func(item Item) bool { return !v.keeps(item) })
}

// countReasons groups the items that cannot be assessed by why, the most frequent
// reason first.
func countReasons(items []Item) []ReasonCount {
	counts := map[string]*ReasonCount{}
	for _, item := range items {
		if !item.HasTarget() || item.Status() != metrics.NotAssessable {
			continue
		}
		reason := "overview.gap.no_assessment"
		if item.Assessment != nil {
			reason = item.Assessment.Reason
		}
		if counts[reason] == nil {
			counts[reason] = &ReasonCount{Reason: reason, Example: item}
		}
		counts[reason].Count++
	}
	list := make([]ReasonCount, 0, len(counts))
	for _, count := range counts {
		list = append(list, *count)
	}
	slices.SortFunc(list, func(a, b ReasonCount) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}

// dueNext lists what falls due soon and is not yet achieved, the nearest first.
func dueNext(items []Item, day metrics.Date) []Item {
	due := slices.DeleteFunc(slices.Clone(items), func(item Item) bool {
		deadline, status := item.Deadline(), item.Status()
		return deadline < day || deadline > day.AddDays(dueNextDays) ||
			status == metrics.AchievedEarly || status == metrics.Achieved || status == metrics.Held
	})
	slices.SortStableFunc(due, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Deadline(), b.Deadline()), bySeverity(a, b))
	})
	return due
}

// firstDue are as many of them as pages list.
func firstDue(items []Item) []Item { return items[:min(len(items), dueNextShown)] }
