package dashboard

import (
	"net/http"
	"runtime"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metricsPath is where Prometheus reads figures about the running program. They hold
// names of schedules and routes, no values, no people and no secrets.
const metricsPath = "/metrics"

// newMetrics returns the registry of this server, and the meter of its requests.
func (s *Server) newMetrics() (*prometheus.Registry, *requestMeter) {
	registry := prometheus.NewRegistry()
	build := prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "zhibiao_build_info", Help: "1, labelled with the version of the program and of Go.",
	}, []string{"version", "go_version"})
	build.WithLabelValues(s.dependencies.Version, runtime.Version()).Set(1)
	meter := newRequestMeter()
	registry.MustRegister(build, meter.requests, meter.durations,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if s.dependencies.Scheduler != nil {
		registry.MustRegister(newScheduleMetrics(s.dependencies.Scheduler, s.dependencies.Now, s.logger))
	}
	if s.dependencies.Notices != nil {
		registry.MustRegister(newNoticeMetrics(s.dependencies.Notices, s.dependencies.Now, s.logger))
	}
	return registry, meter
}

// answerMetrics returns what answers a scrape. What cannot be read is left out, so that
// a store that does not answer hides nothing else.
func answerMetrics(registry *prometheus.Registry) echo.HandlerFunc {
	return echo.WrapHandler(promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError, DisableCompression: true, // the program compresses every answer
		MaxRequestsInFlight: 4,
	}))
}

// isForPrograms tells whether a route is read by programs only and needs no cookie.
func isForPrograms(path string) bool {
	return path == metricsPath || path == "/healthz" || path == "/readyz"
}

func (s *Server) metricsRoute(registry *prometheus.Registry) route {
	return route{method: http.MethodGet, path: metricsPath, right: open, handler: answerMetrics(registry)}
}
