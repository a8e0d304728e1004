package warehouse_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// Two reports on one task, one on another and one that takes the second back: all four
// stay, the last first; those on a project are apart from them.
func TestReportsAreOnlyAdded(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		percent := 40
		save := func(report metrics.TaskReport) metrics.TaskReport {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.SaveTaskReport(ctx, report)
			must(t, err)
			if saved.Version == "" || saved.SavedAt.IsZero() {
				t.Fatalf("saved without a version or a moment: %+v", saved)
			}
			return saved
		}
		day := metrics.NewDate(2023, 6, 1)
		first := save(metrics.TaskReport{ReportHead: metrics.ReportHead{Date: day, SavedBy: "li"}, Task: "T'\"\\", State: metrics.ReportInProgress, Percent: &percent, Evidence: "{x:String}\n</script>"})
		other := save(metrics.TaskReport{ReportHead: metrics.ReportHead{Date: day, SavedBy: "li"}, Task: "U", State: metrics.ReportNotStarted})
		second := save(metrics.TaskReport{ReportHead: metrics.ReportHead{Date: day + 9, SavedBy: "li"}, Task: "T'\"\\", State: metrics.ReportDone, Evidence: "验收单"})
		back := save(metrics.TaskReport{ReportHead: metrics.ReportHead{Date: day + 9, SavedBy: "wang", TakesBack: second.Version}, Task: "T'\"\\", Evidence: "误报"})
		for task, want := range map[string][]metrics.TaskReport{"T'\"\\": {back, second, first}, "U": {other}, "": {back, second, other, first}, "nothing": {}} {
			got, err := store.TaskReports(ctx, task)
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("reports on %q (-want +got):\n%s", task, diff)
			}
		}
		project, err := store.SaveProjectReport(ctx, metrics.ProjectReport{ReportHead: metrics.ReportHead{Date: day, SavedBy: "li"}, Project: "U",
			Stage: metrics.StageUnderConstruction, EndYear: "2026", Note: "开工"})
		must(t, err)
		projects, err := store.ProjectReports(ctx, "")
		must(t, err)
		if diff := cmp.Diff([]metrics.ProjectReport{project}, projects); diff != "" {
			t.Errorf("reports on projects (-want +got):\n%s", diff)
		}
	})
}

// Two reports saved in one go both stand, each with a version and the moment.
func TestReportsAreAddedTogether(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		day := metrics.NewDate(2023, 6, 1)
		head := metrics.ReportHead{Date: day, SavedBy: "li"}
		must(t, store.SaveTaskReports(t.Context(), []metrics.TaskReport{
			{ReportHead: head, Task: "T", State: metrics.ReportInProgress, Demonstration: true}, {ReportHead: head, Task: "U", State: metrics.ReportNotStarted}}))
		for task, demonstration := range map[string]bool{"T": true, "U": false} {
			got, err := store.TaskReports(t.Context(), task)
			must(t, err)
			if len(got) != 1 || got[0].Version == "" || got[0].SavedAt.IsZero() || got[0].Demonstration != demonstration {
				t.Errorf("reports on %s: %+v, want one with its version, for demonstration: %t", task, got, demonstration)
			}
		}
	})
}
