package dashboard_test

import (
	"net/http"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// Workbooks of tasks and projects have a number, and can be made again from it byte for
// byte after a later report.
func TestTaskWorkbooksAreKeptAndMadeAgain(t *testing.T) {
	keep, _ := keepReports(t)
	kept := &dashboardtest.Progress{Moment: func() time.Time { return dashboardtest.Now().Add(time.Hour) }}
	site := newSite(t, keep, func(dependencies *dashboard.Dependencies) { dependencies.Progress = kept })
	for i, path := range []string{"/tasks.xlsx?state=late&order=document", "/projects.xlsx?stage=unstated"} {
		number := metrics.ReportNumber(2023, i+1)
		if got := site.get(path, http.StatusOK).header.Get("Zhibiao-Report"); got != number {
			t.Errorf("%s has the number %q, want %s", path, got, number)
		}
		if i == 0 {
			if _, err := kept.SaveTaskReport(t.Context(), metrics.TaskReport{Task: "T-1", State: metrics.ReportDone, Evidence: "x",
				ReportHead: metrics.ReportHead{Date: metrics.NewDate(2023, 7, 1)}}); err != nil {
				t.Fatal(err)
			}
		}
		site.has(postForm(site, "/reports/"+number, "/reports/"+number+"/check"), "逐字节相同")
	}
}
