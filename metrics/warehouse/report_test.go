package warehouse_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestReportsAreKeptUnderTheirNumber(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		keep := func(report metrics.Report) metrics.Report {
			t.Helper()
			clock.advance(time.Second)
			kept, err := store.KeepReport(ctx, report)
			must(t, err)
			return kept
		}
		second := keep(metrics.Report{Number: "ZB-2024-0002", Title: "表", Address: "/plans/P.xlsx?as_of=2024-01-01", AsOf: metrics.NewDate(2024, 1, 1),
			KnownAt: clock.now, Language: "zh", Runs: []string{"r1"}, Hash: strings.Repeat("a", 64), Size: 7, IssuedBy: "wang"})
		first := keep(metrics.Report{Number: "ZB-2024-0001", IssuedBy: "li", Void: metrics.NewProblem("report.too_many_rows", "limit", "9")})
		reports, err := store.Reports(ctx)
		must(t, err)
		if diff := cmp.Diff([]metrics.Report{first, second}, reports); diff != "" {
			t.Errorf("reports (-want +got):\n%s", diff)
		}
		one, err := store.Report(ctx, "ZB-2024-0002")
		must(t, err)
		if diff := cmp.Diff(&second, one); diff != "" {
			t.Errorf("report 2 (-want +got):\n%s", diff)
		}
		if none, err := store.Report(ctx, "ZB-2024-0003"); none != nil || err != nil {
			t.Errorf("report 3: %v, %v, want nothing", none, err)
		}
	})
}

// Numbers run from 1 in each year, one after the other for one instance.
func TestReportNumbersRunOn(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		for _, want := range []string{"ZB-2024-0001", "ZB-2024-0002", "ZB-2024-0003"} {
			got, err := store.ClaimReportNumber(t.Context(), 2024, "wang")
			must(t, err)
			if got != want {
				t.Errorf("number %s, want %s", got, want)
			}
		}
		got, err := store.ClaimReportNumber(t.Context(), 2025, "wang")
		must(t, err)
		if got != "ZB-2025-0001" {
			t.Errorf("first number of 2025 is %s", got)
		}
	})
}

// Two instances ask at the same time, and their clocks stand still and differ: no number
// is given twice.
func TestReportNumbersAreGivenOnce(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		dsn := newDatabase(place)
		stores := []*warehouse.Store{
			openStore(t, dsn, &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}),
			openSecond(t, dsn, &clock{now: time.Date(2024, 1, 1, 7, 59, 0, 0, time.UTC)}),
		}
		const each = 6
		var group sync.WaitGroup
		numbers := make(chan string, 2*2*each)
		failures := make(chan error, 2*2*each)
		for i := range 2 * 2 {
			group.Go(func() {
				for range each {
					number, err := stores[i%2].ClaimReportNumber(t.Context(), 2024, fmt.Sprint("instance ", i))
					if err != nil {
						failures <- err
						return
					}
					numbers <- number
				}
			})
		}
		group.Wait()
		close(numbers)
		close(failures)
		for err := range failures {
			t.Error(err)
		}
		seen := map[string]bool{}
		for number := range numbers {
			if seen[number] {
				t.Errorf("%s was given twice", number)
			}
			seen[number] = true
		}
		if len(seen) != 2*2*each {
			t.Errorf("%d numbers, want %d", len(seen), 2*2*each)
		}
	})
}

// openSecond opens a database that another store of the test drops.
func openSecond(t *testing.T, dsn string, clock *clock) *warehouse.Store {
	t.Helper()
	store, err := warehouse.Open(t.Context(), dsn, warehouse.Options{Now: clock.Now})
	must(t, err)
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func TestReportTemplatesKeepEveryVersion(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		ctx := t.Context()
		save := func(template metrics.ReportTemplate) metrics.ReportTemplate {
			t.Helper()
			clock.advance(time.Second)
			saved, err := store.SaveReportTemplate(ctx, template)
			must(t, err)
			return saved
		}
		first := save(metrics.ReportTemplate{Code: "year", Name: "年报", Hash: "a", SavedBy: "wang"})
		second := save(metrics.ReportTemplate{Code: "year", Name: "年报", Hash: "b", SavedBy: "li"})
		other := save(metrics.ReportTemplate{Code: "month", Name: "月报", Hash: "c", SavedBy: "li"})
		gone := save(metrics.ReportTemplate{Code: "month", Name: "月报", Hash: "c", SavedBy: "li", Removed: true})
		templates, err := store.ReportTemplates(ctx)
		must(t, err)
		if diff := cmp.Diff([]metrics.ReportTemplate{second}, templates); diff != "" {
			t.Errorf("templates (-want +got):\n%s", diff)
		}
		for code, want := range map[string][]metrics.ReportTemplate{"year": {second, first}, "month": {gone, other}} {
			versions, err := store.ReportTemplateVersions(ctx, code)
			must(t, err)
			if diff := cmp.Diff(want, versions); diff != "" {
				t.Errorf("versions of %s (-want +got):\n%s", code, diff)
			}
		}
	})
}
