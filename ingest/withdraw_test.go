package ingest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// The run to undo brought 2021, 2022 and 2023; 2022 stood before; 2023 was revised later.
// The undo restores 2022, takes 2021 away, leaves 2023 and says so. Readers of an earlier
// moment see what they saw.
func TestUndoLeavesWhatLaterRunsHaveRevised(t *testing.T) {
	b := newBench(t, ingest.Options{})
	ctx := context.Background()
	b.load("actuals", "指标,时期,数值\n煤炭产量,2022,1\n")
	undone := b.load("actuals", "指标,时期,数值\n煤炭产量,2021,21\n煤炭产量,2022,22\n煤炭产量,2023,23\n")
	later := b.load("second", "指标,时期,数值\n煤炭产量,2023,24\n")
	if err := b.importer.Withdraw(ctx, undone.Run.ID, "statistician", "口径有误"); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"COAL-OUTPUT 150600 2022": "1", "COAL-OUTPUT 150600 2023": "24"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	before := map[string]string{"COAL-OUTPUT 150600 2021": "21", "COAL-OUTPUT 150600 2022": "22", "COAL-OUTPUT 150600 2023": "24"}
	if diff := cmp.Diff(before, b.values(metrics.Vintage{KnownAt: later.Run.ChangedAt})); diff != "" {
		t.Errorf("as of the moment before: %s", diff)
	}

	runs, _ := b.ledger.Runs(ctx, metrics.RunQuery{Limit: 1})
	undo := runs[0]
	if undo.Undoes() != undone.Run.ID || undo.State != metrics.RunPublished || undo.Actor != "statistician" || undo.Comment != "口径有误" || undo.FileHash != "" {
		t.Errorf("undo %+v", undo)
	}
	if diff := cmp.Diff(metrics.RunCounts{Rows: 3, Changed: 2, Unchanged: 1, Flagged: 1}, undo.Counts); diff != "" {
		t.Error(diff)
	}
	kept, _ := b.ledger.Rejects(ctx, undo.ID)
	if len(kept) != 1 || kept[0].Problem.Key != "run.undo.left" || kept[0].Row != 4 || kept[0].Problem.Arguments["run"] != later.Run.ID ||
		kept[0].Problem.Arguments["own"] != "23" || kept[0].Problem.Arguments["current"] != "24" {
		t.Errorf("kept %+v", kept)
	}

	// The same file again brings back what it says now; an undo cannot be undone itself.
	if again := b.load("actuals", "指标,时期,数值\n煤炭产量,2021,21\n煤炭产量,2022,22\n煤炭产量,2023,23\n").Run.Counts; again.New != 1 || again.Changed != 2 {
		t.Errorf("again %+v", again)
	}
	if err := b.importer.Withdraw(ctx, undo.ID, "statistician", ""); problemKey(err) != "run.undo_of_undo" {
		t.Errorf("undo of the undo: %v", err)
	}
}

// Killed or failing at any step, the run is seen whole or taken back whole.
func TestFailingUndo(t *testing.T) {
	for state, seen := range map[metrics.RunState]int{metrics.RunLoading: 2, metrics.RunWithdrawn: 2, metrics.RunPublished: 0} {
		b := newBench(t, ingest.Options{})
		run := b.load("actuals", version1)
		b.ledger.Fail(ledgertest.Faults{RecordState: state, Error: errors.New("no space left on device")})
		if err := b.importer.Withdraw(context.Background(), run.Run.ID, "test", ""); err == nil {
			t.Errorf("%s: no error", state)
		}
		if got := len(b.values(metrics.Vintage{})); got != seen {
			t.Errorf("%s: %d values are seen, want %d", state, got, seen)
		}
	}
}
