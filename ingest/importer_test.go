package ingest_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// The ledger for tests keeps the contract.
var _ ingest.Ledger = (*ledgertest.Ledger)(nil)

const (
	version1 = "指标,区域,时期,数值\n煤炭产量,伊旗,2022,18000\n煤炭产量,伊旗,2023,18500\n"
	version2 = "指标,区域,时期,数值\n煤炭产量,伊旗,2022,18000\n煤炭产量,伊旗,2023,18650\n"
)

func TestImportPublishes(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("actuals", version1)
	if report.Run.State != metrics.RunPublished {
		t.Errorf("state %s, want published", report.Run.State)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 2, New: 2}, report.Run.Counts); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"COAL-OUTPUT 150627 2022": "18000", "COAL-OUTPUT 150627 2023": "18500"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	var states []metrics.RunState
	for _, event := range b.ledger.Events() {
		states = append(states, event.State)
	}
	if diff := cmp.Diff([]metrics.RunState{metrics.RunLoading, metrics.RunPublished}, states); diff != "" {
		t.Error(diff)
	}
}

func TestSameFileTwiceChangesNothing(t *testing.T) {
	b := newBench(t, ingest.Options{})
	first := b.load("actuals", version1)
	second := b.load("actuals", version1)
	if second.Run.State != metrics.RunUnchanged {
		t.Errorf("state %s, want unchanged", second.Run.State)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 2, Unchanged: 2}, second.Run.Counts); diff != "" {
		t.Error(diff)
	}
	if written, _ := b.ledger.CountObservations(context.Background(), second.Run.ID); written != 0 {
		t.Errorf("%d rows written, want none", written)
	}
	if first.Run.FileHash != second.Run.FileHash || len(first.Run.FileHash) != 64 {
		t.Error("the hash of the file is not kept")
	}
}

// Version 1, version 2, version 1 again are three revisions, and each earlier moment
// still gives what was known then.
func TestBackAndForthAreThreeRevisions(t *testing.T) {
	b := newBench(t, ingest.Options{})
	first, second, third := b.load("actuals", version1), b.load("actuals", version2), b.load("actuals", version1)
	if diff := cmp.Diff(metrics.RunCounts{Rows: 2, Changed: 1, Unchanged: 1}, third.Run.Counts); diff != "" {
		t.Error(diff)
	}
	change := third.Changes[0]
	if change.Old != "18650" || change.New != "18500" || change.Revision != 3 || change.Row != 3 {
		t.Errorf("got %+v, want row 3 from 18650 to 18500 as revision 3", change)
	}
	revisions, _ := b.ledger.Revisions(context.Background(), change.Key.SeriesKey, change.Key.Period)
	var values []string
	for i, revision := range revisions {
		values = append(values, revision.Value.Decimal.String())
		if int(revision.Revision) != i+1 {
			t.Errorf("revision %d stands at place %d", revision.Revision, i+1)
		}
	}
	if diff := cmp.Diff([]string{"18500", "18650", "18500"}, values); diff != "" {
		t.Error(diff)
	}
	for report, want := range map[*ingest.Report]string{&first: "18500", &second: "18650", &third: "18500"} {
		vintage := metrics.Vintage{KnownAt: report.Run.ChangedAt}
		if got := b.values(vintage)["COAL-OUTPUT 150627 2023"]; got != want {
			t.Errorf("known at %s: %s, want %s", report.Run.ChangedAt, got, want)
		}
	}
}

// A second feed that prints the same value with another source confirms it; it does
// not take turns with the first. The first feed may still correct its own source.
func TestSecondSourceConfirms(t *testing.T) {
	b := newBench(t, ingest.Options{})
	row := "指标,时期,数值,来源\n煤炭产量,2023,100,"
	b.load("actuals", row+"公报\n")
	if got := b.load("second", row+"年鉴\n").Run.State; got != metrics.RunUnchanged {
		t.Errorf("second source: %s, want unchanged", got)
	}
	report := b.load("actuals", row+"统计公报\n")
	if report.Run.Counts.Changed != 1 || cmp.Diff([]metrics.FieldDifference{{Field: "source_title", Old: "公报", New: "统计公报"}}, report.Changes[0].Differences) != "" {
		t.Errorf("own source: %+v, want one change of source_title", report)
	}
	if got := b.load("second", "指标,时期,数值\n煤炭产量,2023,101\n").Run.Counts.Changed; got != 1 {
		t.Errorf("another value of the second source: %d changes, want 1", got)
	}
}

// A dry run tells the same as the import, and leaves nothing behind.
func TestDryRunEqualsImport(t *testing.T) {
	text := "指标,区域,时期,数值,多余\n煤炭产量,,2023,1\n煤炭产量,,2023,2\n不存在,,2023,3\n护理型床位占比,,2023,120\n原煤产量,伊旗,1960,3\n煤炭产量,,2024,12345678901234567890\n"
	for _, feed := range []string{"actuals", "upload", "demonstration"} {
		b := newBench(t, ingest.Options{BatchRows: 2})
		dry, dryErr := b.importer.DryRun(context.Background(), b.submission(feed, text))
		if events := b.ledger.Events(); len(events) > 0 {
			t.Errorf("the dry run left %d entries", len(events))
		}
		real, realErr := b.importer.Import(context.Background(), b.submission(feed, text))
		if problemKey(dryErr) != problemKey(realErr) {
			t.Errorf("dry run: %v, import: %v", dryErr, realErr)
		}
		ignore := cmpopts.IgnoreFields(metrics.Run{}, "ID", "StartedAt", "ChangedAt")
		if diff := cmp.Diff(dry, real, ignore, cmpopts.IgnoreFields(ingest.Report{}, "DryRun")); diff != "" {
			t.Errorf("feed %s: %s", feed, diff)
		}
		rejects, _ := b.ledger.Rejects(context.Background(), real.Run.ID)
		if diff := cmp.Diff(rejects, real.Rejects); diff != "" {
			t.Errorf("the ledger keeps other rejects than the report shows: %s", diff)
		}
	}
}

// Two rows a batch: the second of three batches fails. Nothing is seen, the run says
// why, and the next attempt loads everything.
func TestFailureHalfWayLeavesNothing(t *testing.T) {
	text := "指标,时期,数值\n煤炭产量,2018,1\n煤炭产量,2019,2\n煤炭产量,2020,3\n煤炭产量,2021,4\n煤炭产量,2022,5\n煤炭产量,2023,6\n"
	disk := errors.New("no space left on device")
	for name, faults := range map[string]ledgertest.Faults{
		"second batch":   {AppendAt: 2, Error: disk},
		"lost row":       {LoseRow: true},
		"publishing":     {RecordState: metrics.RunPublished, Error: disk},
		"first batch":    {AppendAt: 1, Error: disk},
		"failure itself": {AppendAt: 2, RecordState: metrics.RunFailed, Error: disk},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{BatchRows: 2})
			b.ledger.Fail(faults)
			report, err := b.importer.Import(context.Background(), b.submission("actuals", text))
			if err == nil || !ingest.MayBeRetried(err) || report.Run.State != metrics.RunFailed {
				t.Errorf("error %v, state %s; want an error to retry and a failed run", err, report.Run.State)
			}
			if values := b.values(metrics.Vintage{}); len(values) > 0 {
				t.Errorf("readers see %v", values)
			}
			b.ledger.Fail(ledgertest.Faults{})
			if counts := b.load("actuals", text).Run.Counts; counts.New != 6 {
				t.Errorf("second attempt: %+v, want 6 new", counts)
			}
		})
	}
}

func TestCancelledImportLeavesNothing(t *testing.T) {
	b := newBench(t, ingest.Options{BatchRows: 1})
	ctx, cancel := context.WithCancel(context.Background())
	submission := b.submission("actuals", "指标,时期,数值\n"+strings.Repeat("煤炭产量,2023,1\n", 5000))
	submission.Work = underway.Watched(underway.About{}, func(progress underway.Progress) {
		if progress.Read > 0 {
			cancel()
		}
	})
	report, err := b.importer.Import(ctx, submission)
	if !errors.Is(err, context.Canceled) || report.Run.Problem.Key != "run.cancelled" {
		t.Errorf("error %v, problem %v; want a cancelled run", err, report.Run.Problem)
	}
	run, _ := b.ledger.Run(context.Background(), report.Run.ID)
	if run == nil || run.State != metrics.RunFailed || len(b.values(metrics.Vintage{})) > 0 {
		t.Errorf("run %+v, want it failed and unseen", run)
	}
}

func TestRefusedSubmissions(t *testing.T) {
	for name, test := range map[string]struct{ feed, text, want string }{
		"no such feed":       {"nothing", version1, "feed.unknown"},
		"no period":          {"actuals", "指标,数值\n煤炭产量,1\n", "file.columns_missing"},
		"one column twice":   {"actuals", "指标,时期,数值,value\nx,2023,1,2\n", "file.duplicate_header"},
		"two indicators":     {"actuals", "指标,indicator,时期,数值\nx,y,2023,1\n", "file.two_indicators"},
		"two areas":          {"actuals", "指标,旗区,地区,时期,数值\nx,a,b,2023,1\n", "file.two_areas"},
		"header only":        {"actuals", "指标,时期,数值\n", "file.empty"},
		"every row rejected": {"actuals", "指标,时期,数值\n没有的,2023,1\n", "run.all_rejected"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			report, err := b.importer.Import(context.Background(), b.submission(test.feed, test.text))
			if problemKey(err) != test.want || ingest.MayBeRetried(err) {
				t.Errorf("got %v, want %s, which lies in the file", err, test.want)
			}
			if test.feed == "actuals" && (report.Run.State != metrics.RunFailed || len(b.ledger.Events()) == 0) {
				t.Error("the failed run is not on record")
			}
		})
	}
}

// Every count only grows, never passes the one before it, and ends at what came of the
// 4,501 rows: 4,500 good ones of which all but the first are duplicates inside the file,
// and one of an unknown indicator. The steps come in their order.
func TestProgress(t *testing.T) {
	b := newBench(t, ingest.Options{BatchRows: 1000})
	submission := b.submission("actuals", "指标,时期,数值\n"+strings.Repeat("煤炭产量,2023,1\n", 4500)+"没有的,2023,1\n")
	var last underway.Progress
	var steps []underway.Step
	submission.Work = underway.Watched(underway.About{}, func(p underway.Progress) {
		if p.Read < last.Read || p.Checked < last.Checked || p.Written < last.Written || p.Read > p.Total || p.Checked > p.Total || p.Written > p.ToWrite || p.ToWrite > p.Checked {
			t.Errorf("%+v after %+v", p, last)
		}
		if p.Step != last.Step {
			steps = append(steps, p.Step)
		}
		last = p
	})
	if _, err := b.importer.Import(context.Background(), submission); err != nil {
		t.Fatal(err)
	}
	want := underway.Progress{Step: underway.Finishing, Read: 4501, Total: 4501, Checked: 4501, Rejected: 4500, ToWrite: 1, Written: 1}
	if diff := cmp.Diff(want, last, cmpopts.IgnoreFields(underway.Progress{}, "Since")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]underway.Step{underway.Waiting, underway.Opening, underway.Reading, underway.Finishing}, steps); diff != "" {
		t.Error(diff)
	}
	if about := submission.Work.About(); about.Run == "" || about.File != "values.csv" {
		t.Errorf("about %+v", about)
	}
}
