package dashboard

import (
	"context"

	"zhibiao/metrics"
)

// taskView is what the pages of tasks are made of: the catalogue and the reports that
// the reader knows, by task.
type taskView struct {
	catalogue *metrics.Catalogue
	filters   Filters
	reports   map[string][]metrics.TaskReport
}

// TaskLine is one task as pages show it.
type TaskLine struct {
	*metrics.Task
	metrics.TaskProgress
	InPlan      *metrics.Plan
	Lead        []*metrics.Organisation
	Cooperating []*metrics.Organisation
	Look        stateLook
}

// ReportLook is how the reported state is shown, nil without a report.
func (l TaskLine) ReportLook() *stateLook {
	if l.Report == nil {
		return nil
	}
	look := lookOfReportedState(l.Report.State)
	return &look
}

// DaysOver is how many days ago the deadline was.
func (l TaskLine) DaysOver() int { return -l.DaysLeft }

func (s *Server) loadTaskView(ctx context.Context, filters Filters) (taskView, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return taskView{}, err
	}
	view := taskView{catalogue: catalogue, filters: filters, reports: map[string][]metrics.TaskReport{}}
	reports, err := s.taskReports(ctx, filters, "")
	if err != nil {
		return view, err
	}
	for _, report := range reports {
		view.reports[report.Task] = append(view.reports[report.Task], report)
	}
	return view, nil
}

func (v taskView) progress(task *metrics.Task) metrics.TaskProgress {
	return metrics.TaskStateOn(task, v.reports[task.Code], v.filters.AsOf)
}

func (v taskView) line(task *metrics.Task) TaskLine {
	line := TaskLine{Task: task, TaskProgress: v.progress(task), InPlan: v.catalogue.Plan(task.Plan),
		Lead: named(v.catalogue, task.LeadOrganisations), Cooperating: named(v.catalogue, task.CooperatingOrganisations)}
	line.Look = lookOfTask(line.State)
	return line
}

// issued tells whether the plan of a task or project was there on the day of the page.
func issued(catalogue *metrics.Catalogue, plan string, day metrics.Date) bool {
	known := catalogue.Plan(plan)
	return known == nil || known.Issued <= day
}

// named resolves codes of organisations; those that the catalogue does not know are
// passed over.
func named(catalogue *metrics.Catalogue, codes []string) []*metrics.Organisation {
	var list []*metrics.Organisation
	for _, code := range codes {
		if organisation := catalogue.Organisation(code); organisation != nil {
			list = append(list, organisation)
		}
	}
	return list
}

// lookOfTask is how the state of a task is shown.
func lookOfTask(state metrics.TaskState) stateLook {
	look := stateLook{Key: "task.state." + string(state), Tone: "none", Icon: "not_assessable"}
	switch state {
	case metrics.TaskOverdue:
		look.Tone, look.Icon = "bad", "missed"
	case metrics.TaskUnreported:
		look.Tone, look.Icon = "poor", "attention"
	case metrics.TaskDueSoon:
		look.Tone, look.Icon = "fair", "behind"
	case metrics.TaskNotDue:
		look.Icon = "pending"
	case metrics.TaskDone:
		look.Tone, look.Icon = "good", "achieved"
	case metrics.TaskStanding:
		look.Icon = "held"
	}
	return look
}

// lookOfReportedState is how a reported state is shown.
func lookOfReportedState(state metrics.ReportedState) stateLook {
	look := stateLook{Key: "task.reported." + string(state), Tone: "none", Icon: "pending"}
	switch state {
	case metrics.ReportInProgress:
		look.Tone, look.Icon = "fair", "on_schedule"
	case metrics.ReportDifficult:
		look.Tone, look.Icon = "poor", "attention"
	case metrics.ReportDone:
		look.Tone, look.Icon = "good", "achieved"
	}
	return look
}
