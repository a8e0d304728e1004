package ingest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// moving is a clock that the test turns.
type moving struct{ at time.Time }

func (m *moving) now() time.Time { return m.at }

// reviewBench has a feed that asks for a second person, and two with an embargo.
func reviewBench(t *testing.T) (*bench, *moving) {
	t.Helper()
	clock := &moving{at: time.Date(2024, 6, 1, 4, 0, 0, 0, time.UTC)}
	b := newBench(t, ingest.Options{Now: clock.now, Zone: time.UTC})
	catalogue, err := b.ledger.Catalogue(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	noon := metrics.Publication{At: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
	b.ledger = ledgertest.New(catalogue.WithFeeds([]metrics.Feed{
		{Code: "four-eyes", Scenario: metrics.Actual, Approval: metrics.ApprovalSecondPerson},
		{Code: "embargo", Scenario: metrics.Actual, Approval: metrics.ApprovalReview, Publication: noon},
		{Code: "embargo-alone", Scenario: metrics.Actual, Publication: noon},
	}))
	b.importer = ingest.New(b.ledger, ingest.Options{Now: clock.now, Zone: time.UTC, Logger: quiet()})
	return b, clock
}

// sees checks the one value of coal output in 2022 that readers see.
func (b *bench) sees(when, want string) {
	b.Helper()
	if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2022"]; got != want {
		b.Errorf("%s: readers see %q, want %q", when, got, want)
	}
}

const coal2022 = "指标,时期,数值\n煤炭产量,2022,78434\n"

// Who handed a run in cannot let it through, not even after somebody else had taken it
// back to review.
func TestSecondPerson(t *testing.T) {
	ctx := context.Background()
	b, clock := reviewBench(t)
	run := b.load("four-eyes", coal2022).Run.ID // by “test”
	if err := b.importer.Approve(ctx, run, "test", ingest.Approval{Comment: "fine"}); problemKey(err) != "run.second_person" {
		t.Fatalf("the submitter approves: %v", err)
	}
	b.sees("after the refusal", "")
	if err := b.importer.Approve(ctx, run, "other", ingest.Approval{PublishAt: clock.at.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if err := b.importer.PullBack(ctx, run, "other", "not yet"); err != nil {
		t.Fatal(err)
	}
	if err := b.importer.Approve(ctx, run, "test", ingest.Approval{}); problemKey(err) != "run.second_person" {
		t.Fatalf("the submitter approves after the run was pulled back: %v", err)
	}
	if err := b.importer.Approve(ctx, run, "other", ingest.Approval{}); err != nil {
		t.Fatal(err)
	}
	b.sees("after the second person", "78434")
}

// The feed is closed until noon. Approved at four, the run is seen at noon and not a
// microsecond before; a question about eleven o'clock never has its value.
func TestEmbargo(t *testing.T) {
	ctx := context.Background()
	b, clock := reviewBench(t)
	noon := time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	run := b.load("embargo", coal2022).Run.ID
	if err := b.importer.Approve(ctx, run, "other", ingest.Approval{PublishAt: clock.at}); err != nil { // earlier than the feed allows
		t.Fatal(err)
	}
	waiting, _ := b.ledger.Run(ctx, run)
	if waiting.State != metrics.RunScheduled || !waiting.PublishesAt().Equal(noon) {
		t.Fatalf("state %s until %s, want scheduled until noon", waiting.State, waiting.PublishesAt())
	}
	clock.at = noon.Add(-time.Microsecond)
	if published, next, err := b.importer.PublishDue(ctx); published != 0 || !next.Equal(noon) || err != nil {
		t.Errorf("before noon: %d published, next %s, %v", published, next, err)
	}
	b.sees("before noon", "")
	if again := b.load("embargo", coal2022).Run; again.State != metrics.RunUnchanged || again.Problem == nil || again.Problem.Key != "run.waiting" {
		t.Errorf("the same file while it waits: %s %v", again.State, again.Problem)
	}
	clock.at = noon.Add(time.Second)
	if published, next, err := b.importer.PublishDue(ctx); published != 1 || !next.IsZero() || err != nil {
		t.Errorf("at noon: %d published, next %s, %v", published, next, err)
	}
	b.sees("after noon", "78434")
	if early := b.values(metrics.Vintage{KnownAt: noon.Add(-time.Hour)}); len(early) != 0 {
		t.Errorf("known at eleven: %v", early)
	}
	if published, _, err := b.importer.PublishDue(ctx); published != 0 || err != nil {
		t.Errorf("a second time: %d, %v", published, err)
	}
	steps, _ := b.ledger.RunSteps(ctx, run)
	if last := steps[len(steps)-1]; last.Actor != ingest.PublisherActor || last.RecordedAt.Before(noon) || last.Problem != nil {
		t.Errorf("last step %+v", last)
	}
}

// A feed without a review waits too. After a standstill of two days what was due is
// published, with the moment at which that happened; pulled back, nothing is.
func TestEmbargoAfterStandstillAndPulledBack(t *testing.T) {
	ctx := context.Background()
	b, clock := reviewBench(t)
	report := b.load("embargo-alone", coal2022)
	if report.Run.State != metrics.RunScheduled {
		t.Fatalf("state %s, want scheduled", report.Run.State)
	}
	if err := b.importer.PullBack(ctx, report.Run.ID, "other", "one more look"); err != nil {
		t.Fatal(err)
	}
	clock.at = clock.at.AddDate(0, 0, 2)
	if published, _, err := b.importer.PublishDue(ctx); published != 0 || err != nil {
		t.Errorf("%d published after it was pulled back, %v", published, err)
	}
	if err := b.importer.PullBack(ctx, report.Run.ID, "other", ""); problemKey(err) != "run.state" {
		t.Errorf("pulled back twice: %v", err)
	}
	if err := b.importer.Approve(ctx, report.Run.ID, "other", ingest.Approval{PublishAt: clock.at.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	b.sees("while it waits again", "")
	clock.at = clock.at.AddDate(0, 0, 2)
	if published, _, err := b.importer.PublishDue(ctx); published != 1 || err != nil {
		t.Errorf("after the standstill: %d, %v", published, err)
	}
	run, _ := b.ledger.Run(ctx, report.Run.ID)
	if run.ChangedAt.Before(clock.at) {
		t.Errorf("published at %s, before the standstill ended at %s", run.ChangedAt, clock.at)
	}
}

// One run that cannot be recorded leaves nothing half seen and is tried again.
func TestEmbargoFailing(t *testing.T) {
	ctx := context.Background()
	b, clock := reviewBench(t)
	b.load("embargo-alone", coal2022)
	clock.at = clock.at.AddDate(0, 0, 1)
	b.ledger.Fail(ledgertest.Faults{RecordState: metrics.RunPublished, Error: errors.New("no space left on device")})
	if published, _, err := b.importer.PublishDue(ctx); published != 0 || err == nil {
		t.Errorf("%d published, error %v", published, err)
	}
	b.sees("after the failure", "")
	b.ledger.Fail(ledgertest.Faults{})
	if published, _, err := b.importer.PublishDue(ctx); published != 1 || err != nil {
		t.Errorf("%d published, error %v", published, err)
	}
	b.sees("after the second attempt", "78434")
}
