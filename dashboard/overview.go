package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// mostBehindLimit is how many of the items behind the overview lists.
const mostBehindLimit = 10

// dueNextDays is how far the overview looks ahead for deadlines.
const dueNextDays = 400

// OverviewPage answers which indicators are behind, by how much, and who answers.
type OverviewPage struct {
	Frame
	Choices       Choices
	Chips         []Chip
	Tally         Tally
	MostBehind    []Item
	Themes        []ThemeSummary
	Gaps          []ReasonCount
	DueNext       []Item
	ConflictCount int
	WithoutTarget int
	// BeforeFirstValue says that the day lies before all values.
	BeforeFirstValue bool
}

// ThemeSummary is how the items of one theme stand.
type ThemeSummary struct {
	Theme *metrics.Theme
	Tally Tally
	Worst *Item // nil when none calls for action
}

// ReasonCount counts the items that cannot be assessed for one reason. Example is
// one of them.
type ReasonCount struct {
	Reason  string
	Count   int
	Example Item
}

func (s *Server) showOverview(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadOverview(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/", filters)
	page.Title = s.texts.Text(page.Language, "nav.overview")
	return s.render(c, http.StatusOK, "overview", page)
}

// loadOverview gathers everything of the overview but its frame.
func (s *Server) loadOverview(ctx context.Context, filters Filters) (OverviewPage, error) {
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return OverviewPage{}, err
	}
	items := view.items()
	page := OverviewPage{
		Choices: choices(view.catalogue), Chips: chips(view.catalogue, filters, "/"),
		BeforeFirstValue: view.beforeFirstValue(s.today()),
		Tally:            newTally(items), MostBehind: mostBehind(items), Themes: summariseThemes(items),
		Gaps: countReasons(items), DueNext: dueNext(items, filters.AsOf), ConflictCount: len(view.catalogue.Conflicts),
	}
	page.WithoutTarget = len(items) - page.Tally.Total
	return page, nil
}

func mostBehind(items []Item) []Item {
	behind := slices.DeleteFunc(slices.Clone(items), func(item Item) bool { return !item.Status().IsBehind() })
	slices.SortStableFunc(behind, bySeverity)
	return behind[:min(len(behind), mostBehindLimit)]
}

// bySeverity puts the worst first and binding before expected at the same distance.
func bySeverity(a, b Item) int {
	return cmp.Or(-cmp.Compare(a.severity(), b.severity()), compareBool(a.Binding(), b.Binding()))
}

func summariseThemes(items []Item) []ThemeSummary {
	byTheme := map[string][]Item{}
	var themes []*metrics.Theme
	for _, item := range items {
		if item.Theme == nil || !item.HasTarget() {
			continue
		}
		if byTheme[item.Theme.Code] == nil {
			themes = append(themes, item.Theme)
		}
		byTheme[item.Theme.Code] = append(byTheme[item.Theme.Code], item)
	}
	summaries := make([]ThemeSummary, 0, len(themes))
	for _, theme := range themes {
		summary := ThemeSummary{Theme: theme, Tally: newTally(byTheme[theme.Code])}
		if worst := mostBehind(byTheme[theme.Code]); len(worst) > 0 {
			summary.Worst = &worst[0]
		}
		summaries = append(summaries, summary)
	}
	return summaries
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
	return due[:min(len(due), 6)]
}
