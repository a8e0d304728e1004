package catalogue_test

import (
	"context"
	"errors"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// The catalogue in force again changes nothing; another one is a new run, and so is
// the first when it comes back.
func TestImport(t *testing.T) {
	ctx := context.Background()
	ledger := ledgertest.New(nil)
	load := func(small bool) metrics.RunState {
		t.Helper()
		read, err := catalogue.Read(fixtures.Files)
		if err != nil {
			t.Fatal(err)
		}
		if small {
			read.Projects = nil
		}
		hash, err := catalogue.Hash(fixtures.Files)
		if err != nil || len(hash) != 64 {
			t.Fatalf("hash %q, %v", hash, err)
		}
		run, err := catalogue.Import(ctx, ledger, read, catalogue.Source{File: "fixtures", Hash: hash, Actor: "test"})
		if err != nil {
			t.Fatal(err)
		}
		if recorded, _ := ledger.Run(ctx, run.ID); recorded == nil || recorded.State != run.State || recorded.Feed != catalogue.FeedCode {
			t.Errorf("recorded %+v, returned %+v", recorded, run)
		}
		return run.State
	}
	for i, step := range []struct {
		small bool
		want  metrics.RunState
	}{
		{false, metrics.RunPublished}, {false, metrics.RunUnchanged}, {true, metrics.RunPublished},
		{true, metrics.RunUnchanged}, {false, metrics.RunPublished},
	} {
		if got := load(step.small); got != step.want {
			t.Errorf("step %d: %s, want %s", i+1, got, step.want)
		}
	}
}

// A catalogue that cannot be saved leaves a failed run and the old catalogue.
func TestFailedSave(t *testing.T) {
	ledger := ledgertest.New(nil)
	gone := errors.New("gone")
	ledger.Fail(ledgertest.Faults{SaveCatalogue: true, Error: gone})
	run, err := catalogue.Import(context.Background(), ledger, (&metrics.Catalogue{Plans: []metrics.Plan{{Code: "P"}}}).Index(), catalogue.Source{})
	if !errors.Is(err, gone) {
		t.Errorf("got %v, want the cause", err)
	}
	if recorded, _ := ledger.Run(context.Background(), run.ID); recorded.State != metrics.RunFailed || recorded.Problem == nil {
		t.Errorf("recorded %+v, want a failed run with its problem", recorded)
	}
}

func TestImportFailure(t *testing.T) {
	ledger := ledgertest.New(nil)
	gone := errors.New("gone")
	ledger.Fail(ledgertest.Faults{RecordState: metrics.RunPublished, Error: gone})
	run, err := catalogue.Import(context.Background(), ledger, (&metrics.Catalogue{Plans: []metrics.Plan{{Code: "P"}}}).Index(), catalogue.Source{})
	if !errors.Is(err, gone) {
		t.Errorf("got %v, want the cause", err)
	}
	if recorded, _ := ledger.Run(context.Background(), run.ID); recorded.State != metrics.RunLoading {
		t.Errorf("the run is %s, want loading, which nobody sees", recorded.State)
	}
}
