package dashboard_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// part asks for a part of a list and returns the codes of its rows and the next cursor.
func part(t *testing.T, site *site, path, rows, code string) (codes []string, next string) {
	t.Helper()
	var answered map[string]any
	if err := json.Unmarshal([]byte(site.get(path, http.StatusOK).body), &answered); err != nil {
		t.Fatal(err)
	}
	list, _ := answered[rows].([]any)
	for _, row := range list {
		codes = append(codes, row.(map[string]any)[code].(string))
	}
	next, _ = answered["next"].(string)
	return codes, next
}

// standsStill asks for the first row of a list, lets something change, and asks for the
// rest: it must be what the list was before, and a new question must show the change.
func standsStill(t *testing.T, site *site, path, rows, code string, change func()) {
	t.Helper()
	before, _ := part(t, site, path, rows, code)
	codes, next := part(t, site, path+"&limit=1", rows, code)
	change()
	for next != "" {
		var more []string
		more, next = part(t, site, path+"&limit=1&cursor="+next, rows, code)
		codes = append(codes, more...)
	}
	if got, want := strings.Join(codes, " "), strings.Join(before, " "); got != want || len(before) < 3 {
		t.Errorf("%s in parts: %s, want %s", path, got, want)
	}
	if after, _ := part(t, site, path, rows, code); strings.Join(after, " ") == strings.Join(before, " ") {
		t.Errorf("%s asked anew shows nothing of the change", path)
	}
}

// Three tasks are overdue without a report. The second is reported as done after the first
// part was given out.
func TestTasksStandStillBetweenTheirParts(t *testing.T) {
	progress := &dashboardtest.Progress{}
	site := newSite(t, func(d *dashboard.Dependencies) {
		store := d.Store.(*dashboardtest.Store)
		for _, code := range []string{"T-4", "T-5"} {
			overdue := store.Content.Tasks[0]
			overdue.Code = code
			store.Content.Tasks = append(store.Content.Tasks, overdue)
		}
		store.Content.Index()
		d.Values, d.Progress = store, progress
	})
	standsStill(t, site, "/api/v1/tasks?state=unreported", "tasks", "code", func() {
		_, _ = progress.SaveTaskReport(t.Context(), metrics.TaskReport{ReportHead: metrics.ReportHead{Date: metrics.NewDate(2023, 7, 1)}, Task: "T-4", State: metrics.ReportDone})
	})
}

// What cannot be assessed for want of a value can be, as soon as one is published.
func TestAssessmentsStandStillBetweenTheirParts(t *testing.T) {
	site := newSite(t, func(d *dashboard.Dependencies) {
		store := d.Store.(*dashboardtest.Store)
		for i := range 3 {
			code := fmt.Sprintf("X-%d", i)
			store.Content.Indicators = append(store.Content.Indicators, metrics.Indicator{Code: code, NameZh: code, Unit: "个", Kind: metrics.KindStock,
				Direction: metrics.HigherIsBetter, Theme: "CHILDREN"})
			target := store.Content.Targets[0]
			target.Code, target.Indicator = "PB2022-194-X"+code, code
			store.Content.Targets = append(store.Content.Targets, target)
		}
		store.Content.Index()
		d.Values = store
	})
	for _, list := range [][3]string{{"/api/v1/assessments?plan=PB2022-194&status=not_assessable", "assessments", "target"},
		{"/api/v1/indicators?plan=PB2022-194&status=not_assessable", "indicators", "code"}} {
		site.store.Values = dashboardtest.Observations()
		standsStill(t, site, list[0], list[1], list[2], func() {
			published := dashboardtest.Observations()[0]
			published.Indicator, published.Period, published.RecordedAt = "X-1", metrics.Year(2022), dashboardtest.Now()
			site.store.Values = append(site.store.Values, published)
		})
	}
}

// Of three runs that wait for review the second is approved, and another one comes in.
func TestRunsStandStillBetweenTheirParts(t *testing.T) {
	site, ledger := importSite(t, t.TempDir(), func(*dashboard.Dependencies, *ingest.Options) {})
	person := visit(site, "/imports")
	file := func(year int) string {
		return fmt.Sprintf("指标,时期,数值,单位,状态\n每千常住人口托位数,%d,2.1,个,A\n", year)
	}
	for year := range 3 {
		handIn(t, person, "manual", "a.csv", file(2017+year))
	}
	waiting := runsOf(t, ledger)
	standsStill(t, site, "/api/v1/runs?state=review", "runs", "id", func() {
		person.post("/runs/"+waiting[1]+"/approve", http.StatusSeeOther)
		handIn(t, person, "manual", "b.csv", file(2021))
	})
}

func runsOf(t *testing.T, ledger *ledgertest.Ledger) (ids []string) {
	t.Helper()
	runs, err := ledger.Runs(t.Context(), metrics.RunQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		ids = append(ids, run.ID)
	}
	return ids
}

// The first part of a list is marked alike as long as nothing changes, so that who holds it
// need not read it again; and it does not claim to be of a past moment.
func TestPartsOfListsKeepTheirTag(t *testing.T) {
	site := newSite(t, func(d *dashboard.Dependencies) { d.Values = d.Store.(dashboard.ObservationPages) })
	const path = "/api/v1/targets?limit=2"
	first := site.get(path, http.StatusOK)
	site.has(first, `"known_at":null`)
	request := httpGet(path)
	request.Header.Set("If-None-Match", first.header.Get("ETag"))
	time.Sleep(time.Millisecond)
	if got := site.send(request); got.status != http.StatusNotModified {
		t.Errorf("status %d, want 304", got.status)
	}
}
