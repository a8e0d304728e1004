package dashboard

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"zhibiao/schedules"
)

const (
	// metricsFresh is how long what was read for one scrape serves further ones.
	metricsFresh = 15 * time.Second
	// metricsTimeout bounds the reading.
	metricsTimeout = 5 * time.Second
)

// scheduleMetrics tells Prometheus how the schedules stand. All instances say the same
// of a schedule; the counters are what this instance has settled itself.
type scheduleMetrics struct {
	scheduler Scheduler
	now       func() time.Time
	logger    *slog.Logger

	lastSuccess, nextDue, lateness, duration, paused *prometheus.Desc
	runs, leader, readable                           *prometheus.Desc

	mutex  sync.Mutex
	readAt time.Time
	held   []prometheus.Metric
	failed bool
}

func newScheduleMetrics(scheduler Scheduler, now func() time.Time, logger *slog.Logger) *scheduleMetrics {
	of := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("zhibiao_"+name, help, labels, nil)
	}
	return &scheduleMetrics{
		scheduler: scheduler, now: now, logger: logger,
		lastSuccess: of("schedule_last_success_timestamp_seconds", "When the latest good run of the schedule ended.", "schedule"),
		nextDue:     of("schedule_next_due_timestamp_seconds", "When the schedule is due next; absent while it is paused.", "schedule"),
		lateness:    of("schedule_last_run_lateness_seconds", "How much later than due the latest run began.", "schedule"),
		duration:    of("schedule_last_run_duration_seconds", "How long the latest ended run took.", "schedule"),
		paused:      of("schedule_paused", "1 while the schedule is paused.", "schedule"),
		runs:        of("schedule_runs_total", "Due times and runs by hand that this instance has settled, by outcome.", "schedule", "outcome"),
		leader:      of("schedule_leader", "1 while this instance runs the schedules; exactly one of several does."),
		readable:    of("schedule_status_readable", "0 when the state of the schedules could not be read for this scrape."),
	}
}

// Describe names what Collect sends.
func (m *scheduleMetrics) Describe(descriptions chan<- *prometheus.Desc) {
	for _, description := range []*prometheus.Desc{m.lastSuccess, m.nextDue, m.lateness, m.duration, m.paused, m.runs, m.leader, m.readable} {
		descriptions <- description
	}
}

// Collect sends the state of the schedules.
func (m *scheduleMetrics) Collect(found chan<- prometheus.Metric) {
	leading := 0.0
	if m.scheduler.Leading() {
		leading = 1
	}
	found <- prometheus.MustNewConstMetric(m.leader, prometheus.GaugeValue, leading)
	for _, count := range m.scheduler.Tally() {
		found <- prometheus.MustNewConstMetric(m.runs, prometheus.CounterValue, float64(count.Count), count.Schedule, string(count.Outcome))
	}
	held, failed := m.standing()
	readable := 1.0
	if failed {
		readable = 0
	}
	found <- prometheus.MustNewConstMetric(m.readable, prometheus.GaugeValue, readable)
	for _, metric := range held {
		found <- metric
	}
}

// standing returns what the store says, read at most every 15 seconds.
func (m *scheduleMetrics) standing() (held []prometheus.Metric, failed bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	now := m.now()
	if !m.readAt.IsZero() && now.Sub(m.readAt) < metricsFresh && !now.Before(m.readAt) {
		return m.held, m.failed
	}
	ctx, cancel := context.WithTimeout(context.Background(), metricsTimeout)
	defer cancel()
	var err error
	m.held, err = m.read(ctx)
	if m.readAt, m.failed = now, err != nil; m.failed {
		m.logger.Warn("the state of the schedules cannot be read for metrics", "error", err)
	}
	return m.held, m.failed
}

// read asks for the state of all schedules that are in use.
func (m *scheduleMetrics) read(ctx context.Context) ([]prometheus.Metric, error) {
	statuses, err := m.scheduler.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("read schedules: %w", err)
	}
	good, err := m.lastOf(ctx, schedules.OutcomeDone)
	if err != nil {
		return nil, err
	}
	bad, err := m.lastOf(ctx, schedules.OutcomeFailed)
	if err != nil {
		return nil, err
	}
	var metrics []prometheus.Metric
	for _, status := range statuses {
		name := status.Schedule.Name
		if status.Schedule.Retired {
			continue
		}
		gauge := func(of *prometheus.Desc, value float64) {
			metrics = append(metrics, prometheus.MustNewConstMetric(of, prometheus.GaugeValue, value, name))
		}
		paused := 0.0
		if status.Schedule.Paused {
			paused = 1
		}
		gauge(m.paused, paused)
		if !status.NextAt.IsZero() {
			gauge(m.nextDue, secondsOf(status.NextAt))
		}
		ended, succeeded := good[name]
		if succeeded && !ended.FinishedAt.IsZero() {
			gauge(m.lastSuccess, secondsOf(ended.FinishedAt))
		}
		if failed, found := bad[name]; found && (!succeeded || failed.DueAt.After(ended.DueAt)) {
			ended = failed
		}
		if ended.Duration() > 0 {
			gauge(m.duration, ended.Duration().Seconds())
		}
		if began := latestBegun(status.Last, ended); !began.StartedAt.IsZero() && !began.Manual {
			gauge(m.lateness, latenessOf(began).Seconds())
		}
	}
	return metrics, nil
}

// lastOf returns the latest occurrences of an outcome by schedule.
func (m *scheduleMetrics) lastOf(ctx context.Context, outcome schedules.Outcome) (map[string]schedules.Occurrence, error) {
	found, err := m.scheduler.LastOf(ctx, "", outcome)
	if err != nil {
		return nil, err
	}
	last := make(map[string]schedules.Occurrence, len(found))
	for _, occurrence := range found {
		last[occurrence.Schedule] = occurrence
	}
	return last, nil
}

// latestBegun returns the run that goes on, where one does, else the one that ended last.
func latestBegun(last *schedules.Occurrence, ended schedules.Occurrence) schedules.Occurrence {
	if last != nil && !last.StartedAt.IsZero() {
		return *last
	}
	return ended
}

// secondsOf writes a moment as Prometheus does.
func secondsOf(moment time.Time) float64 { return float64(moment.UnixMilli()) / 1000 }
