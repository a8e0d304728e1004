package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// PlanListPage lists the plans with how their targets stand.
type PlanListPage struct {
	Frame
	Plans []PlanSummary

	catalogue *metrics.Catalogue
}

// PlanSummary is one plan with the tally of its indicators and the number of its
// other parts.
type PlanSummary struct {
	Plan     *metrics.Plan
	Tally    Tally
	Targets  int
	Tasks    int
	Projects int
}

func (s *Server) showPlanList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadPlanList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/plans", filters)
	page.Title = s.texts.Text(page.Language, "nav.plans")
	s.offerExport(&page.Frame, "/plans"+workbookEnding)
	return s.render(c, http.StatusOK, "plan_list", page)
}

func (s *Server) loadPlanList(ctx context.Context, filters Filters) (PlanListPage, error) {
	filters = filters.withoutNarrowing()
	view, err := s.loadSnapshot(ctx, filters)
	if err != nil {
		return PlanListPage{}, err
	}
	page := PlanListPage{catalogue: view.catalogue}
	targets, tasks, projects := view.countParts()
	for i := range view.catalogue.Plans {
		plan := &view.catalogue.Plans[i]
		if plan.Issued > filters.AsOf {
			continue // was not issued yet
		}
		ofPlan := view
		ofPlan.filters.Plan = plan.Code
		page.Plans = append(page.Plans, PlanSummary{Plan: plan, Tally: newTally(ofPlan.items()),
			Targets: targets[plan.Code], Tasks: tasks[plan.Code], Projects: projects[plan.Code]})
	}
	slices.SortStableFunc(page.Plans, func(a, b PlanSummary) int {
		return cmp.Or(compareBool(a.Targets > 0, b.Targets > 0), -cmp.Compare(a.Plan.Issued, b.Plan.Issued),
			cmp.Compare(a.Plan.Code, b.Plan.Code))
	})
	return page, nil
}

// countParts counts the targets, the tasks and the projects of each plan that the scope of
// an export covers.
func (v snapshot) countParts() (targets, tasks, projects map[string]int) {
	targets, tasks, projects = map[string]int{}, map[string]int{}, map[string]int{}
	for i := range v.catalogue.Targets {
		if target := &v.catalogue.Targets[i]; v.filters.coversTarget(target) {
			targets[target.Plan]++
		}
	}
	for i := range v.catalogue.Tasks {
		if task := &v.catalogue.Tasks[i]; v.filters.coversWork(v.catalogue, task.LeadOrganisations, task.CooperatingOrganisations) {
			tasks[task.Plan]++
		}
	}
	for i := range v.catalogue.Projects {
		if project := &v.catalogue.Projects[i]; v.filters.coversWork(v.catalogue, answering(project)) {
			projects[project.Plan]++
		}
	}
	return targets, tasks, projects
}

// withoutNarrowing keeps only the day and the scenario.
func (f Filters) withoutNarrowing() Filters {
	f.Plan, f.Theme, f.Area, f.Organisation, f.Attribute, f.Status, f.Search = "", "", "", "", "", "", ""
	return f
}
