package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// Reporting is what organisations have reported, over the values of a store.
type Reporting struct {
	*Store
	OnTasks    []metrics.TaskReport
	OnProjects []metrics.ProjectReport
}

// ReportedPeriods returns the values of the store that the query selects.
func (r Reporting) ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	return r.Observations(ctx, query)
}

// TaskReports returns the reports on one task, or on all.
func (r Reporting) TaskReports(_ context.Context, code string) ([]metrics.TaskReport, error) {
	var found []metrics.TaskReport
	for _, report := range r.OnTasks {
		if code == "" || report.Task == code {
			found = append(found, report)
		}
	}
	return found, r.Failure
}

// ProjectReports returns the reports on one project, or on all.
func (r Reporting) ProjectReports(_ context.Context, code string) ([]metrics.ProjectReport, error) {
	var found []metrics.ProjectReport
	for _, report := range r.OnProjects {
		if code == "" || report.Project == code {
			found = append(found, report)
		}
	}
	return found, r.Failure
}
