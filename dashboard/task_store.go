package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// Progress keeps what units report on tasks and projects. The warehouse implements it.
type Progress interface {
	// TaskReports returns every report ever saved on a task, on all when code is empty, the
	// last saved first.
	TaskReports(ctx context.Context, code string) ([]metrics.TaskReport, error)
	// SaveTaskReport adds a report and returns it with its version and moment.
	SaveTaskReport(ctx context.Context, report metrics.TaskReport) (metrics.TaskReport, error)
	// ProjectReports and SaveProjectReport do the same for projects.
	ProjectReports(ctx context.Context, code string) ([]metrics.ProjectReport, error)
	SaveProjectReport(ctx context.Context, report metrics.ProjectReport) (metrics.ProjectReport, error)
}

// taskReports returns the reports on a task, or on all, that the reader knows, the last
// saved first: those made for demonstration on pages that show demonstration data, the
// real ones on others. Without a store of reports there are none.
func (s *Server) taskReports(ctx context.Context, filters Filters, code string) ([]metrics.TaskReport, error) {
	if s.dependencies.Progress == nil {
		return nil, nil
	}
	reports, err := s.dependencies.Progress.TaskReports(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("load reports on tasks: %w", err)
	}
	return metrics.TaskReportsFor(metrics.KnownReports(reports, filters.KnownAt), filters.Demonstration), nil
}

// projectReports does for projects what taskReports does for tasks.
func (s *Server) projectReports(ctx context.Context, filters Filters, code string) ([]metrics.ProjectReport, error) {
	if s.dependencies.Progress == nil {
		return nil, nil
	}
	reports, err := s.dependencies.Progress.ProjectReports(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("load reports on projects: %w", err)
	}
	return metrics.KnownReports(reports, filters.KnownAt), nil
}
