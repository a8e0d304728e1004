package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// Reporting is what organisations have reported. The warehouse implements it.
type Reporting interface {
	// ReportedPeriods returns of every series the latest periods with a value, and when it was released.
	ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
	// TaskReports returns every report ever saved on a task, on all when code is empty.
	TaskReports(ctx context.Context, code string) ([]metrics.TaskReport, error)
	// ProjectReports does the same for projects.
	ProjectReports(ctx context.Context, code string) ([]metrics.ProjectReport, error)
}

// habitYears is how far back periods are read to see a habit.
const habitYears = 8

// missingValues lists what should have been reported by the day of the page, of some
// indicators or of all that have targets.
func (s *Server) missingValues(ctx context.Context, view snapshot, indicators ...string) ([]metrics.MissingValue, error) {
	areas := view.catalogue.AreasWithTargets()
	if len(areas) == 0 {
		return nil, nil
	}
	filters := view.filters
	periods, err := s.dependencies.Reporting.ReportedPeriods(ctx, metrics.ObservationQuery{Areas: areas, Indicators: indicators,
		Scenario: filters.Scenario(), From: metrics.NewDate(filters.AsOf.Year()-habitYears, 1, 1), To: filters.AsOf, Vintage: filters.Vintage()})
	if err != nil {
		return nil, fmt.Errorf("load reported periods: %w", err)
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, period := range periods {
		series[period.SeriesKey] = append(series[period.SeriesKey], period)
	}
	return view.catalogue.MissingValues(series, areas, filters.Scenario(), filters.AsOf), nil
}

// taskReportsKnown returns the reports on all tasks, by task, that the reader knows.
func (s *Server) taskReportsKnown(ctx context.Context, filters Filters) (map[string][]metrics.TaskReport, error) {
	reports, err := s.dependencies.Reporting.TaskReports(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("load reports on tasks: %w", err)
	}
	byTask := map[string][]metrics.TaskReport{}
	for _, report := range metrics.KnownReports(reports, filters.KnownAt) {
		byTask[report.Task] = append(byTask[report.Task], report)
	}
	return byTask, nil
}

// projectReportsKnown does for projects what taskReportsKnown does for tasks.
func (s *Server) projectReportsKnown(ctx context.Context, filters Filters) (map[string][]metrics.ProjectReport, error) {
	reports, err := s.dependencies.Reporting.ProjectReports(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("load reports on projects: %w", err)
	}
	byProject := map[string][]metrics.ProjectReport{}
	for _, report := range metrics.KnownReports(reports, filters.KnownAt) {
		byProject[report.Project] = append(byProject[report.Project], report)
	}
	return byProject, nil
}
