package dashboard

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
)

// requestMeter counts requests and measures how long their answers take.
type requestMeter struct {
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	routes    map[string]bool // the paths that the program knows; all others share one label
}

func newRequestMeter() *requestMeter {
	return &requestMeter{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "zhibiao_http_requests_total", Help: "Answered requests by method, route and status.",
		}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "zhibiao_http_request_duration_seconds", Help: "Time from a request to the end of its answer, by route.",
			Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30},
		}, []string{"route"}),
		routes: map[string]bool{},
	}
}

// measure is the middleware. It stands outside the one that turns errors into answers,
// so that the status is the one that was sent.
func (m *requestMeter) measure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		err := next(c)
		route := m.routeOf(c.Path())
		m.requests.WithLabelValues(methodOf(c.Request().Method), route, strconv.Itoa(c.Response().Status)).Inc()
		m.durations.WithLabelValues(route).Observe(time.Since(began).Seconds())
		return err
	}
}

// routeOf keeps the number of labels bounded, whatever addresses people ask for.
func (m *requestMeter) routeOf(path string) string {
	if m.routes[path] {
		return path
	}
	return "unknown"
}

func methodOf(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return method
	}
	return "other"
}
