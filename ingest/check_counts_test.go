package ingest_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/demonstration"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// The checks must not drown a reviewer: of the files that come with the program and of
// the generated values, few rows are flagged, and no row is rejected.
func TestFewRowsOfTheFixturesAreFlagged(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	ledger := ledgertest.New(read)
	importer := ingest.New(ledger, ingest.Options{Logger: quiet(), Now: func() time.Time { return time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC) }})
	folder := t.TempDir()
	// Each was looked at in the source: two outputs and a delivery printed before their
	// period had ended; three months whose printed growth stands on revised values of the
	// year before; a capacity and a trade volume that really rose tenfold and more.
	flagged := map[string]map[string]int{
		"published-actuals": {"released.early": 3, "check.growth": 3, "check.jump.more": 2},
	}
	for _, feed := range []string{"plan-statements", "published-actuals", "demonstration"} {
		path := filepath.Join(folder, feed+".csv")
		if feed == "demonstration" {
			out, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := demonstration.WriteCSV(out, read, metrics.NewDate(2015, 1, 1), metrics.NewDate(2026, 11, 22), 2022); err != nil {
				t.Fatal(err)
			}
			if err := out.Close(); err != nil {
				t.Fatal(err)
			}
		} else {
			name := map[string]string{"plan-statements": "plan_statements.csv", "published-actuals": "published_actuals.csv"}[feed]
			content, err := fs.ReadFile(fixtures.Files, "feeds/"+name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		report, err := importer.Import(context.Background(), ingest.Submission{Feed: feed, Path: path, FileName: feed + ".csv", Actor: "test"})
		if err != nil {
			t.Fatal(err)
		}
		byKey := map[string]int{}
		for _, reject := range report.Rejects {
			byKey[reject.Problem.Key]++
			t.Logf("row %d %s %v", reject.Row, reject.Value, reject.Problem)
		}
		if diff := cmp.Diff(flagged[feed], byKey, cmpopts.EquateEmpty()); diff != "" || report.Run.Counts.Rejected > 0 {
			t.Errorf("%s: %+v %s", feed, report.Run.Counts, diff)
		}
	}
}
