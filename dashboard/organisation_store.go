package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// Reporting tells what has been reported. The warehouse implements it.
type Reporting interface {
	// ReportedPeriods returns of every series the latest periods with a value, and when it was released.
	ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
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

// taskReportsByTask returns the reports that the reader knows.
func (s *Server) taskReportsByTask(ctx context.Context, filters Filters) (map[string][]metrics.TaskReport, error) {
	reports, err := s.taskReports(ctx, filters, "")
	byTask := map[string][]metrics.TaskReport{}
	for _, report := range reports {
		byTask[report.Task] = append(byTask[report.Task], report)
	}
	return byTask, err
}

// projectReportsByProject does for projects what taskReportsByTask does for tasks.
func (s *Server) projectReportsByProject(ctx context.Context, filters Filters) (map[string][]metrics.ProjectReport, error) {
	reports, err := s.projectReports(ctx, filters, "")
	byProject := map[string][]metrics.ProjectReport{}
	for _, report := range reports {
		byProject[report.Project] = append(byProject[report.Project], report)
	}
	return byProject, err
}
