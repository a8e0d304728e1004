package catalogue_test

import (
	"context"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// publishedValues imports the feeds that come with the program and returns their
// actual values by series.
func publishedValues(t *testing.T, read *metrics.Catalogue) map[metrics.SeriesKey][]metrics.Observation {
	t.Helper()
	ledger := ledgertest.New(read)
	importer := ingest.New(ledger, ingest.Options{Logger: slog.New(slog.DiscardHandler)})
	for feed, file := range map[string]string{"plan-statements": "plan_statements.csv", "published-actuals": "published_actuals.csv"} {
		content, err := fs.ReadFile(fixtures.Files, "feeds/"+file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), file)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := importer.Import(context.Background(), ingest.Submission{Feed: feed, Path: path, FileName: file, Actor: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	observations, err := ledger.Observations(context.Background(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		t.Fatal(err)
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, o := range observations {
		series[o.SeriesKey] = append(series[o.SeriesKey], o)
	}
	return series
}

// walk judges every target on a day and counts by status, kind and reason. None may be
// silent, and none may be without its sentences.
func walk(t *testing.T, read *metrics.Catalogue, series map[metrics.SeriesKey][]metrics.Observation, asOf metrics.Date) (all map[string]metrics.Assessment, counts map[string]int) {
	t.Helper()
	all, counts = map[string]metrics.Assessment{}, map[string]int{}
	texts, err := os.ReadFile("../../dashboard/locale/assess.zh.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range metrics.AssessCatalogue(metrics.CatalogueInput{Catalogue: read, Observations: series, Scenario: metrics.Actual, AsOf: asOf}) {
		all[a.Target] = a
		counts[string(a.Status)]++
		counts[string(read.Indicator(a.Indicator).Kind)]++
		counts[string(read.Indicator(a.Indicator).Kind)+" "+string(a.Status)]++
		counts["because "+strings.TrimPrefix(a.Reason, "assess.reason.")]++
		if a.Reason == "" || !strings.Contains(string(texts), `"`+a.Reason+`"`) {
			t.Errorf("%s: status %q with the reason %q, which has no sentence", a.Target, a.Status, a.Reason)
		}
	}
	return all, counts
}

// The whole catalogue with the published values, on 2026-11-22: 638 targets, each with
// an answer. What is judged was worked out from the published values one by one.
func TestEveryTargetHasAnAnswer(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	all, counts := walk(t, read, publishedValues(t, read), metrics.NewDate(2026, 11, 22))
	judged := map[string]metrics.AssessmentStatus{
		"P2022-163-T010": metrics.AchievedEarly, // at least 1 by 2025; 7 in 2021 (gave way to 15, not in force)
		"P2022-168-T003": metrics.Missed,        // 5000 by 2025; 2779 (gave way to 5100, not in force)
		"P2022-168-T009": metrics.AchievedEarly, // 20 by 2025; 20 in June 2024
		"P2022-169-T009": metrics.Missed,        // 100000 by 2025; 89000
		"P2022-169-T010": metrics.Behind,        // 105000 by 2030, from the 100000 of 2025; 89000
		"P2022-169-T017": metrics.Missed,        // 1200 by 2025; 310.4
		"P2022-169-T018": metrics.Behind,        // 2400 by 2030, from the 1200 of 2025; 310.4
		"P2022-169-T088": metrics.Missed,        // 5100 by 2025; 2779
		"P2022-169-T091": metrics.Behind,        // 10000 by 2030, from the 5100 of 2025; 2779
		// 300 by 2030; 10 in June 2024. Of the milestones 30 (2024) and 60 (2025) the first was not due yet.
		"P2022-169-T170": metrics.FarBehind,
		"P2023-49-T002":  metrics.Missed, // 120 in 2023; 79.6
		// not due before 2026-11-22
		"P2022-166-T025": metrics.Pending, "P2022-166-T026": metrics.Pending, "P2022-167-T009": metrics.Pending,
		"P2022-167-T022": metrics.Pending, "P2022-170-T020": metrics.Pending, "P2022-170-T021": metrics.Pending,
	}
	for code, a := range all {
		want, is := judged[code]
		if !is {
			want = metrics.NotAssessable
		}
		if a.Status != want {
			t.Errorf("%s: %s (%s), want %s", code, a.Status, a.Reason, want)
		}
	}
	for what, want := range map[string]int{
		// 638 targets by the kind of their indicator
		"ratio": 193, "flow": 164, "stock": 116, "cumulative": 100, "event": 36, "limit": 17, "rank": 12,
		"achieved_early": 2, "missed": 5, "behind": 3, "far_behind": 1, "pending": 6, "not_assessable": 638 - 17,
		"because qualitative":              6,         // rows without a number
		"because each.unknown":             3,         // nothing is published by banner
		"because event_not_reported":       36 - 3,    // three of the events are due later
		"because not_due_yet":              3,         // the cashmere budgets of 2026 and 2027, the open data plans of 2027
		"because derivation_input_missing": 6 + 1 + 1, // business environment, R&D intensity, new-energy generation share
		"because no_deadline":              2,         // 10 亿吨 of coal, 1 亿千瓦 of new energy: visions without a year
	} {
		if counts[what] != want {
			t.Errorf("%s: %d, want %d", what, counts[what], want)
		}
	}
	// What is left has no value at all, none after its base, none for its deadline, or no base.
	left := counts["because no_observation"] + counts["because no_value_after_base"] + counts["because no_value_for_deadline"] + counts["because no_base"]
	if want := 638 - 17 - 6 - 3 - 33 - 8 - 2; left != want {
		t.Errorf("%d targets lack values or a base, want %d", left, want)
	}
	if group := all["P2023-49-T005"].Group; group == nil || group.Status != metrics.NotAssessable || len(group.Members) != 4 {
		t.Errorf("the group of document 49: %+v", group)
	}
	if group := all["P2022-163-T013"].Group; group == nil || len(group.Members) != 9 {
		t.Errorf("each of the nine banners: %+v", group)
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d %s", counts[what], what)
	}
}

// On 2022-12-25 only documents 149, 158, 163, 164, 191 and 192 had been issued, with
// 23, 37, 31, 6, 25 and 5 targets. A target that was to give way to a later one was in
// force.
func TestBeforeThePlans(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	all, counts := walk(t, read, publishedValues(t, read), metrics.NewDate(2022, 12, 25))
	if want := 638 - (23 + 37 + 31 + 6 + 25 + 5); counts["because not_issued_yet"] != want {
		t.Errorf("%d targets are not issued yet, want %d", counts["because not_issued_yet"], want)
	}
	if a := all["PB2022-194-T002"]; a.InForce || a.Reason != "assess.reason.not_issued_yet" {
		t.Errorf("93 %% of document 194: %s, in force %v", a.Reason, a.InForce)
	}
	if !all["P2022-163-T001"].InForce || read.InForceOn(read.Target("P2022-163-T001"), metrics.NewDate(2022, 12, 30)) {
		t.Error("95 % of document 163 must be in force until document 194 says 93 %")
	}
}

// The printed 2.56 places per 1,000 of document 194 is what 5508 places and 2153638
// residents make; 28 of 53 hospitals are 52.83 %, printed as 52 %.
func TestDerivedAgainstPrinted(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	series := publishedValues(t, read)
	for _, c := range []struct {
		indicator        string
		year, places     int
		derived, printed string
	}{
		{"CHILDCARE-PLACES-PER-1000", 2021, 2, "2.56", "2.56"},
		{"POPULATION-60-PLUS-SHARE", 2020, 2, "15.04", "15.04"},
		{"TOWNSHIP-ELDERLY-CENTRE-COVERAGE", 2022, 0, "61", "61"},
		{"GERIATRICS-ALL-HOSPITAL-SHARE", 2020, 2, "52.83", "52"},
	} {
		var derived, printed string
		for _, o := range read.Derive(c.indicator, metrics.CityArea, "", metrics.Actual, series) {
			if o.Period == metrics.Year(c.year) {
				derived = o.Value.Decimal.Round(int32(c.places)).String()
			}
		}
		for _, o := range series[metrics.SeriesKey{Indicator: c.indicator, Area: metrics.CityArea, Scenario: metrics.Actual}] {
			if o.Period == metrics.Year(c.year) {
				printed = o.Value.Decimal.String()
			}
		}
		if derived != c.derived || printed != c.printed {
			t.Errorf("%s: derived %s, printed %s; want %s, %s", c.indicator, derived, printed, c.derived, c.printed)
		}
	}
}
