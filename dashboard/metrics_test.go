package dashboard_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/schedules"
	"zhibiao/schedules/schedulestest"
)

// sample is a line of the text format of Prometheus.
var sample = regexp.MustCompile(`^(?:# (?:HELP|TYPE) [a-z_]+ .*|[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? [-+0-9.eInfNa]+)\n$`)

// scrape asks for the metrics, checks that Prometheus can read them, and returns the
// lines of the program itself.
func scrape(t *testing.T, site *site) []string {
	t.Helper()
	got := site.get("/metrics", http.StatusOK)
	if kind := got.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain; version=0.0.4") {
		t.Errorf("the format is %q", kind)
	}
	if cookies := got.header.Values("Set-Cookie"); len(cookies) > 0 {
		t.Errorf("a scrape is given cookies: %v", cookies)
	}
	var lines []string
	for line := range strings.Lines(got.body) {
		if !sample.MatchString(line) {
			t.Errorf("Prometheus cannot read %q", line)
		}
		if strings.HasPrefix(line, "zhibiao_") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

func expectLines(t *testing.T, lines []string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		found := false
		for _, line := range lines {
			found = found || line == want
		}
		if !found {
			t.Errorf("%q is missing", want)
		}
	}
}

func expectNone(t *testing.T, lines []string, prefix string) {
	t.Helper()
	for _, line := range lines {
		if strings.HasPrefix(line, prefix) {
			t.Errorf("%q should not be there", line)
		}
	}
}

// The clock stands at 2023-07-31 01:30 UTC, 1690767000. The daily schedule was due at
// 00:00, 1690761600, and is due next on 1 August at 00:00, 1690848000. It began 90
// seconds late and took 30; before that it had last succeeded at 2023-07-30 00:00:45,
// 1690675245.
func TestMetricsOfSchedules(t *testing.T) {
	ctx, records := context.Background(), &schedulestest.Memory{}
	jobs := map[string]schedules.Job{"job": func(_ context.Context, occasion schedules.Occasion) (schedules.Result, error) {
		if occasion.Argument == "bad" {
			return schedules.Result{}, errors.New("no")
		}
		return schedules.Result{}, nil
	}}
	now := dashboardtest.Now()
	clock := func() time.Time { return now }
	scheduler := schedules.New(records, jobs, schedules.Options{Now: clock})
	for _, schedule := range []schedules.Schedule{
		{Name: "daily", Job: "job", Spec: "0 8 * * *"}, {Name: "paused", Job: "job", Argument: "bad", Spec: "0 8 * * *", Paused: true},
		{Name: "old", Job: "job", Spec: "0 8 * * *", Retired: true},
	} {
		if err := scheduler.Save(ctx, schedule); err != nil {
			t.Fatal(err)
		}
	}
	due := time.Date(2023, 7, 31, 0, 0, 0, 0, time.UTC)
	for _, occurrence := range []schedules.Occurrence{
		{Schedule: "daily", DueAt: due.AddDate(0, 0, -1), StartedAt: due.AddDate(0, 0, -1), FinishedAt: due.AddDate(0, 0, -1).Add(45 * time.Second), Outcome: schedules.OutcomeDone},
		{Schedule: "daily", DueAt: due, StartedAt: due.Add(90 * time.Second), FinishedAt: due.Add(2 * time.Minute), Outcome: schedules.OutcomeFailed},
	} {
		if err := records.RecordOccurrence(ctx, occurrence); err != nil {
			t.Fatal(err)
		}
	}
	site := newSite(t, func(dependencies *dashboard.Dependencies) {
		dependencies.Scheduler, dependencies.Now = scheduler, clock
	})
	lines := scrape(t, site)
	expectLines(t, lines, "zhibiao_schedule_leader 1", "zhibiao_schedule_status_readable 1",
		`zhibiao_schedule_last_success_timestamp_seconds{schedule="daily"} 1.690675245e+09`,
		`zhibiao_schedule_next_due_timestamp_seconds{schedule="daily"} 1.690848e+09`,
		`zhibiao_schedule_last_run_lateness_seconds{schedule="daily"} 90`,
		`zhibiao_schedule_last_run_duration_seconds{schedule="daily"} 30`,
		`zhibiao_schedule_paused{schedule="daily"} 0`, `zhibiao_schedule_paused{schedule="paused"} 1`)
	expectNone(t, lines, "zhibiao_schedule_runs_total")
	expectNone(t, lines, `zhibiao_schedule_next_due_timestamp_seconds{schedule="paused"}`)
	for _, line := range lines {
		if strings.Contains(line, `"old"`) {
			t.Errorf("a retired schedule is told of: %s", line)
		}
	}

	// What runs is counted at once; what the store says is read again after 15 seconds.
	for _, name := range []string{"daily", "paused"} {
		if _, err := scheduler.RunAndWait(ctx, name, "tester"); err != nil {
			t.Fatal(err)
		}
	}
	lines = scrape(t, site)
	expectLines(t, lines, `zhibiao_schedule_runs_total{outcome="done",schedule="daily"} 1`, `zhibiao_schedule_runs_total{outcome="failed",schedule="paused"} 1`,
		`zhibiao_schedule_last_success_timestamp_seconds{schedule="daily"} 1.690675245e+09`)
	now = now.Add(15 * time.Second)
	expectLines(t, scrape(t, site), `zhibiao_schedule_last_success_timestamp_seconds{schedule="daily"} 1.690767e+09`)

	// A store that does not answer hides nothing else, and its last words are not repeated.
	records.Fail(errors.New("away"))
	now = now.Add(15 * time.Second)
	lines = scrape(t, site)
	expectLines(t, lines, "zhibiao_schedule_status_readable 0", "zhibiao_schedule_leader 1", `zhibiao_schedule_runs_total{outcome="done",schedule="daily"} 1`)
	expectNone(t, lines, "zhibiao_schedule_last_success")
}

// Labels are routes, never addresses, whatever people ask for.
func TestMetricsOfRequests(t *testing.T) {
	site := newSite(t)
	site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK)
	site.get("/indicators/COAL-OUTPUT-OF-NOWHERE", http.StatusNotFound)
	site.get("/nowhere/secret-token", http.StatusNotFound)
	site.get("/indicators?q=secret-search", http.StatusOK)
	for _, method := range []string{"BREW", http.MethodDelete} {
		site.send(httptest.NewRequest(method, "/indicators", nil))
	}
	lines := scrape(t, site)
	expectLines(t, lines,
		`zhibiao_http_requests_total{method="GET",route="/indicators/:code",status="200"} 1`,
		`zhibiao_http_requests_total{method="GET",route="/indicators/:code",status="404"} 1`,
		`zhibiao_http_requests_total{method="GET",route="/indicators",status="200"} 1`,
		`zhibiao_http_requests_total{method="GET",route="unknown",status="404"} 1`,
		`zhibiao_http_request_duration_seconds_count{route="/indicators/:code"} 2`)
	for _, line := range lines {
		if strings.Contains(line, "secret") || strings.Contains(line, "BREW") {
			t.Errorf("%s", line)
		}
	}
	if body := site.get("/metrics", http.StatusOK).body; !strings.Contains(body, "go_goroutines") || !strings.Contains(body, `version="test"} 1`) {
		t.Error("the build or the Go runtime is missing")
	}
	expectNone(t, lines, "zhibiao_schedule")
}
