package dashboard

import (
	"cmp"
	"context"
	"slices"

	"zhibiao/metrics"
)

// OrganisationTask is a task as it concerns an organisation.
type OrganisationTask struct {
	metrics.TaskShare
	Progress metrics.TaskProgress
	Address  string // of its page, or of that of its plan
	Plan     *metrics.Plan
	Through  *metrics.Organisation // the group through which it concerns the organisation; nil when named itself
}

// fillOrganisationTasks lists the tasks, those that call for action first.
func (s *Server) fillOrganisationTasks(ctx context.Context, view snapshot, page *OrganisationPage) error {
	reports, err := s.taskReportsByTask(ctx, view.filters)
	if err != nil {
		return err
	}
	for _, share := range metrics.TasksOf(view.catalogue, page.Organisation.Code) {
		if view.filters.Plan != "" && share.Task.Plan != view.filters.Plan {
			continue
		}
		row := OrganisationTask{TaskShare: share, Progress: metrics.TaskStateOn(share.Task, reports[share.Task.Code], view.filters.AsOf),
			Address: s.addressOf("/tasks/", share.Task.Code, share.Task.Plan), Plan: view.catalogue.Plan(share.Task.Plan), Through: view.catalogue.Organisation(share.Group)}
		if share.Lead && share.Group == "" { // as the list of organisations counts
			page.TaskTally.Add(row.Progress)
		}
		page.Tasks = append(page.Tasks, row)
	}
	order := metrics.TaskStates()
	slices.SortStableFunc(page.Tasks, func(a, b OrganisationTask) int {
		return cmp.Or(compareBool(a.Lead, b.Lead), cmp.Compare(slices.Index(order, a.Progress.State), slices.Index(order, b.Progress.State)),
			cmp.Compare(a.Task.Deadline, b.Task.Deadline))
	})
	return nil
}

// OrganisationProject is a project that an organisation owns or watches over.
type OrganisationProject struct {
	Project  *metrics.Project
	Address  string // of its page, or of that of its plan
	Plan     *metrics.Plan
	Progress metrics.ProjectProgress
	Owner    bool // the organisation owns it; otherwise it watches over it
}

func (s *Server) fillOrganisationProjects(ctx context.Context, view snapshot, page *OrganisationPage) error {
	reports, err := s.projectReportsByProject(ctx, view.filters)
	if err != nil {
		return err
	}
	for i := range view.catalogue.Projects {
		project := &view.catalogue.Projects[i]
		if !slices.Contains(organisationsOfProject(project), page.Organisation.Code) || view.filters.Plan != "" && project.Plan != view.filters.Plan {
			continue
		}
		page.Projects = append(page.Projects, OrganisationProject{Project: project, Address: s.addressOf("/projects/", project.Code, project.Plan), Plan: view.catalogue.Plan(project.Plan),
			Progress: metrics.ProjectStageOn(project, reports[project.Code], view.filters.AsOf), Owner: project.Owner == page.Organisation.Code})
	}
	slices.SortStableFunc(page.Projects, func(a, b OrganisationProject) int {
		return cmp.Or(compareBool(a.Progress.Overdue, b.Progress.Overdue), cmp.Compare(a.Progress.EndYear, b.Progress.EndYear))
	})
	return nil
}

// addressOf is the page of a task or project when there is one, else that of its plan.
func (s *Server) addressOf(prefix, code, plan string) string {
	if s.pages[prefix+":code"] != "" {
		return prefix + code
	}
	return "/plans/" + plan
}
