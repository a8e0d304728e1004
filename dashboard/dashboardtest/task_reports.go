package dashboardtest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// Progress keeps reports on tasks and projects in memory, the last saved first. Moment
// returns the moment of the next saving; every saving lies a second after it.
type Progress struct {
	OnTasks    []metrics.TaskReport
	OnProjects []metrics.ProjectReport
	Moment     func() time.Time
	Failure    error
}

// TaskReports returns the reports on a task, on all when code is empty.
func (p *Progress) TaskReports(_ context.Context, code string) ([]metrics.TaskReport, error) {
	reports := slices.DeleteFunc(slices.Clone(p.OnTasks), func(report metrics.TaskReport) bool { return code != "" && report.Task != code })
	return reports, p.Failure
}

// SaveTaskReport adds a report.
func (p *Progress) SaveTaskReport(_ context.Context, report metrics.TaskReport) (metrics.TaskReport, error) {
	report.ReportHead = p.stamp(report.ReportHead)
	p.OnTasks = append([]metrics.TaskReport{report}, p.OnTasks...)
	return report, p.Failure
}

// ProjectReports returns the reports on a project, on all when code is empty.
func (p *Progress) ProjectReports(_ context.Context, code string) ([]metrics.ProjectReport, error) {
	reports := slices.DeleteFunc(slices.Clone(p.OnProjects), func(report metrics.ProjectReport) bool { return code != "" && report.Project != code })
	return reports, p.Failure
}

// SaveProjectReport adds a report.
func (p *Progress) SaveProjectReport(_ context.Context, report metrics.ProjectReport) (metrics.ProjectReport, error) {
	report.ReportHead = p.stamp(report.ReportHead)
	p.OnProjects = append([]metrics.ProjectReport{report}, p.OnProjects...)
	return report, p.Failure
}

func (p *Progress) stamp(head metrics.ReportHead) metrics.ReportHead {
	moment := Now
	if p.Moment != nil {
		moment = p.Moment
	}
	saved := len(p.OnTasks) + len(p.OnProjects) + 1
	head.Version, head.SavedAt = fmt.Sprintf("v%03d", saved), moment().UTC().Add(time.Duration(saved)*time.Second)
	return head
}
