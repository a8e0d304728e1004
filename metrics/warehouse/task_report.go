package warehouse

import (
	"context"

	"zhibiao/metrics"
)

const (
	taskReportRegister    register = "task_report"
	projectReportRegister register = "project_report"
)

// TaskReports returns every report that was ever saved on a task, on all tasks when the
// code is empty, the one saved last first. Which of them a reader of a past moment knows
// is for metrics.KnownReports to say.
func (s *Store) TaskReports(ctx context.Context, task string) ([]metrics.TaskReport, error) {
	return entryVersions[metrics.TaskReport](ctx, s, taskReportRegister, task, 0)
}

// SaveTaskReport adds a report, saved now by report.SavedBy, and returns it with its
// version and the moment. Earlier reports stay as they are.
func (s *Store) SaveTaskReport(ctx context.Context, report metrics.TaskReport) (metrics.TaskReport, error) {
	stamp, err := s.stamp(report.SavedBy)
	if err != nil {
		return metrics.TaskReport{}, err
	}
	report.Version, report.SavedAt = stamp.version.String(), stamp.at
	return report, s.keepEntry(ctx, taskReportRegister, report.Task, stamp, report)
}

// SaveTaskReports adds reports as SaveTaskReport does: all of them or, when it fails, none.
func (s *Store) SaveTaskReports(ctx context.Context, reports []metrics.TaskReport) error {
	rows := make([][]any, 0, len(reports))
	for _, report := range reports {
		stamp, err := s.stamp(report.SavedBy)
		if err != nil {
			return err
		}
		report.Version, report.SavedAt = stamp.version.String(), stamp.at
		row, err := registerRow(taskReportRegister, report.Task, stamp, report)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return s.insert(ctx, "register_entry", len(rows), func(i int) []any { return rows[i] })
}

// ProjectReports returns every report that was ever saved on a project, as TaskReports
// does on a task.
func (s *Store) ProjectReports(ctx context.Context, project string) ([]metrics.ProjectReport, error) {
	return entryVersions[metrics.ProjectReport](ctx, s, projectReportRegister, project, 0)
}

// SaveProjectReport adds a report on a project, as SaveTaskReport does on a task.
func (s *Store) SaveProjectReport(ctx context.Context, report metrics.ProjectReport) (metrics.ProjectReport, error) {
	stamp, err := s.stamp(report.SavedBy)
	if err != nil {
		return metrics.ProjectReport{}, err
	}
	report.Version, report.SavedAt = stamp.version.String(), stamp.at
	return report, s.keepEntry(ctx, projectReportRegister, report.Project, stamp, report)
}
