package dashboard

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"zhibiao/schedules/notices"
)

// deliverySpan is what the count of deliveries looks back on.
const deliverySpan = 24 * time.Hour

// noticeMetrics tells Prometheus whether people are reached.
type noticeMetrics struct {
	source Notices
	now    func() time.Time
	logger *slog.Logger

	waiting, deliveries *prometheus.Desc

	mutex  sync.Mutex
	readAt time.Time
	held   []prometheus.Metric
}

func newNoticeMetrics(source Notices, now func() time.Time, logger *slog.Logger) *noticeMetrics {
	return &noticeMetrics{
		source: source, now: now, logger: logger,
		waiting: prometheus.NewDesc("zhibiao_notices_waiting", "Notices that wait to be sent, once for each recipient.", nil, nil),
		deliveries: prometheus.NewDesc("zhibiao_notice_deliveries_last_day",
			"Attempts of the last 24 hours to deliver a message, by outcome: delivered, failed (to be tried again), given_up.", []string{"outcome"}, nil),
	}
}

// Describe names what Collect sends.
func (m *noticeMetrics) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- m.waiting
	descriptions <- m.deliveries
}

// Collect sends what the store says, read at most every 15 seconds; nothing while the
// store does not answer.
func (m *noticeMetrics) Collect(found chan<- prometheus.Metric) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	now := m.now()
	if m.readAt.IsZero() || now.Sub(m.readAt) >= metricsFresh || now.Before(m.readAt) {
		ctx, cancel := context.WithTimeout(context.Background(), metricsTimeout)
		defer cancel()
		held, err := m.read(ctx, now)
		if err != nil {
			m.logger.Warn("notices cannot be read for metrics", "error", err)
		}
		m.held, m.readAt = held, now
	}
	for _, metric := range m.held {
		found <- metric
	}
}

func (m *noticeMetrics) read(ctx context.Context, now time.Time) ([]prometheus.Metric, error) {
	waiting, err := m.source.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	deliveries, err := m.source.Deliveries(ctx, now.Add(-deliverySpan), 0)
	if err != nil {
		return nil, fmt.Errorf("read deliveries: %w", err)
	}
	counts := map[notices.Outcome]int{notices.Delivered: 0, notices.Failed: 0, notices.GivenUp: 0}
	for _, delivery := range deliveries {
		counts[delivery.Outcome]++
	}
	held := []prometheus.Metric{prometheus.MustNewConstMetric(m.waiting, prometheus.GaugeValue, float64(waiting))}
	for outcome, count := range counts {
		held = append(held, prometheus.MustNewConstMetric(m.deliveries, prometheus.GaugeValue, float64(count), string(outcome)))
	}
	return held, nil
}
