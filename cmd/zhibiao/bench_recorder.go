package main

import (
	"context"
	"sync"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
)

// queryRecorder is the store, remembering what a page asks of it so that the same
// questions can be asked again without the page.
type queryRecorder struct {
	*warehouse.Store
	mutex     sync.Mutex
	recording bool
	queries   []func(context.Context) error
}

func (q *queryRecorder) begin() {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.recording, q.queries = true, nil
}

func (q *queryRecorder) end() []func(context.Context) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.recording = false
	return q.queries
}

func (q *queryRecorder) record(query func(context.Context) error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.recording {
		q.queries = append(q.queries, query)
	}
}

// CatalogueAt records and answers.
func (q *queryRecorder) CatalogueAt(ctx context.Context, knownAt time.Time) (*metrics.Catalogue, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.CatalogueAt(ctx, knownAt); return err })
	return q.Store.CatalogueAt(ctx, knownAt)
}

// Observations records and answers.
func (q *queryRecorder) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Observations(ctx, query); return err })
	return q.Store.Observations(ctx, query)
}

// Revisions records and answers.
func (q *queryRecorder) Revisions(ctx context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Revisions(ctx, series, periods...); return err })
	return q.Store.Revisions(ctx, series, periods...)
}

// Assessments records and answers.
func (q *queryRecorder) Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Assessments(ctx, query); return err })
	return q.Store.Assessments(ctx, query)
}

// Runs records and answers.
func (q *queryRecorder) Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Runs(ctx, query); return err })
	return q.Store.Runs(ctx, query)
}

// Run records and answers.
func (q *queryRecorder) Run(ctx context.Context, id string) (*metrics.Run, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Run(ctx, id); return err })
	return q.Store.Run(ctx, id)
}

// Policy records and answers.
func (q *queryRecorder) Policy(ctx context.Context, knownAt time.Time) (metrics.Policy, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.Policy(ctx, knownAt); return err })
	return q.Store.Policy(ctx, knownAt)
}

// AssessmentStatuses records and answers.
func (q *queryRecorder) AssessmentStatuses(ctx context.Context, query metrics.AssessmentQuery) (map[string]metrics.AssessmentStatus, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.AssessmentStatuses(ctx, query); return err })
	return q.Store.AssessmentStatuses(ctx, query)
}

// ValueChanges records and answers.
func (q *queryRecorder) ValueChanges(ctx context.Context, query metrics.ValueChangeQuery) ([]metrics.ValueChange, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.ValueChanges(ctx, query); return err })
	return q.Store.ValueChanges(ctx, query)
}

// ReportedPeriods records and answers.
func (q *queryRecorder) ReportedPeriods(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.ReportedPeriods(ctx, query); return err })
	return q.Store.ReportedPeriods(ctx, query)
}

// TaskReports records and answers.
func (q *queryRecorder) TaskReports(ctx context.Context, task string) ([]metrics.TaskReport, error) {
	q.record(func(ctx context.Context) error { _, err := q.Store.TaskReports(ctx, task); return err })
	return q.Store.TaskReports(ctx, task)
}

// benchScheduler is a scheduler without jobs: no page that is measured needs one.
func benchScheduler(r *rooms) *schedules.Scheduler {
	return schedules.New(scheduleRecords{r.store}, nil, schedules.Options{})
}
