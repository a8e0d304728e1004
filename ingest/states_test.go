package ingest_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// A run of a feed with review is seen after its approval, not before; taken back, the
// values before it stand again.
func TestReviewApproveWithdraw(t *testing.T) {
	ctx := context.Background()
	b := newBench(t, ingest.Options{})
	b.load("actuals", version1)
	report := b.load("upload", version2)
	if report.Run.State != metrics.RunReview {
		t.Fatalf("state %s, want review", report.Run.State)
	}
	key := "COAL-OUTPUT 150627 2023"
	see := func(when, want string) {
		t.Helper()
		if got := b.values(metrics.Vintage{})[key]; got != want {
			t.Errorf("%s: readers see %s, want %s", when, got, want)
		}
	}
	see("before approval", "18500")
	if err := b.importer.Withdraw(ctx, report.Run.ID, "reviewer", ""); problemKey(err) != "run.state" {
		t.Errorf("a run in review cannot be withdrawn: %v", err)
	}
	if err := b.importer.Approve(ctx, report.Run.ID, "reviewer", ingest.Approval{}); err != nil {
		t.Fatal(err)
	}
	see("after approval", "18650")
	if err := b.importer.Approve(ctx, report.Run.ID, "reviewer", ingest.Approval{}); problemKey(err) != "run.state" {
		t.Errorf("a run cannot be approved twice: %v", err)
	}
	if err := b.importer.Withdraw(ctx, report.Run.ID, "reviewer", "wrong month"); err != nil {
		t.Fatal(err)
	}
	see("after withdrawal", "18500")
	run, _ := b.ledger.Run(ctx, report.Run.ID)
	if run.State != metrics.RunWithdrawn || run.Comment != "wrong month" || run.Actor != "reviewer" {
		t.Errorf("got %+v", run)
	}
	if got := b.load("upload", version2).Run.State; got != metrics.RunReview {
		t.Errorf("the file of a withdrawn run: %s, want review again", got)
	}
}

func TestReturnedRunStaysUnseen(t *testing.T) {
	ctx := context.Background()
	b := newBench(t, ingest.Options{})
	report := b.load("upload", version1)
	if err := b.importer.Return(ctx, report.Run.ID, "reviewer", "unit?"); err != nil {
		t.Fatal(err)
	}
	if values := b.values(metrics.Vintage{}); len(values) > 0 {
		t.Errorf("readers see %v", values)
	}
	if got := b.load("upload", version1).Run.State; got != metrics.RunReview {
		t.Errorf("the file of a returned run: %s, want review again", got)
	}
	if err := b.importer.Approve(ctx, "nothing", "reviewer", ingest.Approval{}); problemKey(err) != "run.unknown" {
		t.Errorf("got %v, want run.unknown", err)
	}
}

// The same file while it waits for review, however often, gives no second run to review.
func TestSameFileWhileItWaits(t *testing.T) {
	b := newBench(t, ingest.Options{})
	first := b.load("upload", version1)
	for range 3 {
		again := b.load("upload", version1)
		if again.Run.State != metrics.RunUnchanged || again.Run.Problem == nil {
			t.Fatalf("state %s, problem %v", again.Run.State, again.Run.Problem)
		}
		if diff := cmp.Diff("run.waiting "+first.Run.ID, again.Run.Problem.Key+" "+again.Run.Problem.Arguments["run"]); diff != "" {
			t.Error(diff)
		}
	}
}
