package dashboard

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// PlanPage shows one plan as its official table prints it, with latest values and
// status, and its tasks and projects.
type PlanPage struct {
	Frame
	Plan      *metrics.Plan
	Tally     Tally    // as the lists count: each indicator once, whatever the lines it stands in
	Rows      int      // lines of the table
	Years     []string // columns of targets; the empty text is a rule without a year
	Sections  []PlanSection
	Index     []PlanSectionLink // of all sections, whatever page shows them
	Pager     Pager
	Tasks     []TaskGroup
	TaskCount int
	Overdue   int // tasks whose printed deadline has passed
	Projects  []ProjectGroup
	Conflicts []*metrics.Conflict
}

// PlanSection is a run of rows under one heading of the plan.
type PlanSection struct {
	Title    string
	Position int // among the sections of the plan, from 0
	Rows     []PlanRow
}

// PlanRow is one line of the official table: one indicator with all its targets.
type PlanRow struct {
	Item           // the target that counts at the day of the page
	Number  string // as printed
	Targets []*metrics.Target
	ByYear  map[string]*metrics.Target

	counting map[*metrics.Target]bool
}

// Counts tells whether a target of the line is in force on the day of the page; on a day
// before the plan, whether it was on the day of the plan.
func (r PlanRow) Counts(target *metrics.Target) bool { return r.counting[target] }

func (s *Server) showPlan(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadPlan(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	if err := s.cutPlan(c, filters, &page); err != nil {
		return err
	}
	page.Frame = s.frame(c, "/plans", filters)
	page.Title = s.wording(page.Language).name(page.Plan)
	page.tellIssue(page.Plan)
	if len(page.Sections) > 0 {
		if err := s.offerRows(c, &page.Frame, "/plans/"+page.Plan.Code+workbookEnding); err != nil {
			return err
		}
	}
	return s.render(c, http.StatusOK, "plan", page)
}

// loadPlan gathers everything of the page but its frame and the series. Pages and workbooks
// share it. It always shows the whole plan: narrowing filters do not apply.
func (s *Server) loadPlan(ctx context.Context, filters Filters, code string) (PlanPage, error) {
	filters = filters.withoutNarrowing()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return PlanPage{}, err
	}
	plan := catalogue.Plan(code)
	if plan == nil {
		return PlanPage{}, notFound("plan", code)
	}
	filters.Plan = code
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return PlanPage{}, err
	}
	page := PlanPage{Plan: plan}
	view.fillPlanTable(&page)
	page.Tally, page.Rows = newTally(view.items()), len(itemsOf(page.Sections))
	tasks, err := s.loadTaskView(ctx, filters)
	if err != nil {
		return PlanPage{}, err
	}
	view.fillTasks(&page, tasks)
	view.fillProjects(&page)
	return page, nil
}

// itemsOf lists what stands in the rows of sections.
func itemsOf(sections []PlanSection) []Item {
	var items []Item
	for _, section := range sections {
		for _, row := range section.Rows {
			items = append(items, row.Item)
		}
	}
	return items
}
