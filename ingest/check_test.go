package ingest_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// fixedChecks are the rules of a test.
type fixedChecks struct{ metrics.CheckSet }

func (c fixedChecks) Checks(context.Context) (metrics.CheckSet, error) { return c.CheckSet, nil }

// checksWith returns the rules that stand at first with one of them changed.
func checksWith(t *testing.T, code string, change func(*metrics.CheckRule)) fixedChecks {
	t.Helper()
	set := metrics.DefaultChecks()
	rule := set.Rule(code)
	if rule == nil {
		t.Fatalf("no rule %s", code)
	}
	change(rule)
	return fixedChecks{set}
}

func keysOf(rejects []metrics.Reject) map[int]string {
	keys := map[int]string{}
	for _, reject := range rejects {
		kind := " rejected"
		if reject.Warning {
			kind = " flagged"
		}
		keys[reject.Row] += reject.Problem.Key + kind + ";"
	}
	return keys
}

// The year to date may not fall: within the file, and against what stands already, in
// both directions. 2024-04 is below 2024-03; then 2024-02 comes above it.
func TestYearToDateThatFalls(t *testing.T) {
	b := newBench(t, ingest.Options{})
	first := b.load("actuals", "指标,频率,时期,数值\n煤炭产量,YTD,2024-01,10\n煤炭产量,YTD,2024-03,30\n煤炭产量,YTD,2024-04,29\n煤炭产量,M,2024-04,1\n")
	if diff := cmp.Diff(map[int]string{4: "check.year_to_date flagged;"}, keysOf(first.Rejects)); diff != "" {
		t.Error(diff)
	}
	second := b.load("actuals", "指标,频率,时期,数值\n煤炭产量,YTD,2024-02,31\n")
	if diff := cmp.Diff(map[int]string{2: "check.year_to_date.later flagged;"}, keysOf(second.Rejects)); diff != "" {
		t.Error(diff)
	}
	if counts := second.Run.Counts; counts.New != 1 || counts.Flagged != 1 {
		t.Errorf("%+v; a soft rule loads the row", counts)
	}
}

// Hard, the same rule rejects: the row is counted as rejected, nothing of it is written
// and it is among no changes. What was loaded before stays.
func TestHardRuleAgainstEarlierValues(t *testing.T) {
	hard := checksWith(t, "jump", func(rule *metrics.CheckRule) { rule.Severity = metrics.CheckHard })
	b := newBench(t, ingest.Options{Checks: hard})
	b.load("actuals", "指标,时期,数值\n煤炭产量,2021,18000\n煤炭产量,2022,18500\n")
	report := b.load("actuals", "指标,时期,数值\n煤炭产量,2023,1.9\n煤炭产量,2024,19000\n煤炭产量,2022,18600\n")
	want := metrics.RunCounts{Rows: 3, New: 1, Changed: 1, Rejected: 1, Flagged: 1} // 2024 is not over
	if diff := cmp.Diff(want, report.Run.Counts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[int]string{2: "check.jump.less rejected;", 3: "period.future flagged;"}, keysOf(report.Rejects)); diff != "" {
		t.Error(diff)
	}
	if len(report.Changes) != 2 || b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2023"] != "" {
		t.Errorf("changes %+v, values %v", report.Changes, b.values(metrics.Vintage{}))
	}
}

// A row that is flagged and then rejected counts once, as rejected; a file of which
// nothing is left is refused.
func TestFlaggedRowThatIsRejectedAfterAll(t *testing.T) {
	hard := checksWith(t, "jump", func(rule *metrics.CheckRule) { rule.Severity = metrics.CheckHard })
	b := newBench(t, ingest.Options{Checks: hard})
	b.load("actuals", version1)
	report, err := b.importer.Import(context.Background(), b.submission("actuals", "指标,区域,时期,数值\n煤炭产量,伊旗,2024,1\n"))
	if problemKey(err) != "run.all_rejected" || report.Run.Counts.Rejected != 1 || report.Run.Counts.Flagged != 0 {
		t.Errorf("%v %+v", err, report.Run.Counts)
	}
}

func TestRuleSwitchedOffAndScoped(t *testing.T) {
	text := "指标,时期,数值\n护理型床位占比,2023,120\n煤炭产量,2023,1\n"
	for name, test := range map[string]struct {
		change func(*metrics.CheckRule)
		want   map[int]string
	}{
		"as it stands":    {func(*metrics.CheckRule) {}, map[int]string{2: "value.share flagged;"}},
		"off":             {func(r *metrics.CheckRule) { r.Active = false }, map[int]string{}},
		"hard":            {func(r *metrics.CheckRule) { r.Severity = metrics.CheckHard }, map[int]string{2: "value.share rejected;"}},
		"except":          {func(r *metrics.CheckRule) { r.Scope.Except = []string{"BED-SHARE"} }, map[int]string{}},
		"another feed":    {func(r *metrics.CheckRule) { r.Scope.Feeds = []string{"upload"} }, map[int]string{}},
		"this feed":       {func(r *metrics.CheckRule) { r.Scope.Feeds = []string{"actuals"} }, map[int]string{2: "value.share flagged;"}},
		"other indicator": {func(r *metrics.CheckRule) { r.Scope.Indicators = []string{"COAL-OUTPUT"} }, map[int]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{Checks: checksWith(t, "share", test.change)})
			if diff := cmp.Diff(test.want, keysOf(b.load("actuals", text).Rejects)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
