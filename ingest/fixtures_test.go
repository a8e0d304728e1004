package ingest_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"zhibiao/fixtures"
	"zhibiao/ingest"
	"zhibiao/ingest/catalogue"
	"zhibiao/ingest/ledgertest"
	"zhibiao/metrics"
)

// Every printed name, unit, area and period of the files that come with the program
// must be understood: no row may be lost.
func TestImportFixtureFeeds(t *testing.T) {
	read, err := catalogue.Read(fixtures.Files)
	if err != nil {
		t.Fatal(err)
	}
	ledger := ledgertest.New(read)
	importer := ingest.New(ledger, ingest.Options{Logger: quiet()})
	for _, feed := range []struct{ code, file string }{
		{"plan-statements", "plan_statements.csv"},
		{"published-actuals", "published_actuals.csv"},
	} {
		content, err := fs.ReadFile(fixtures.Files, "feeds/"+feed.file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), feed.file)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		report, err := importer.Import(context.Background(), ingest.Submission{Feed: feed.code, Path: path, FileName: feed.file, Actor: "test"})
		if err != nil {
			t.Errorf("%s: %v", feed.file, err)
		}
		if report.Run.State != metrics.RunPublished {
			t.Errorf("%s: state %s, want published", feed.file, report.Run.State)
		}
		for _, reject := range report.Rejects {
			if !reject.Warning {
				t.Errorf("%s row %d %s %q: %v", feed.file, reject.Row, reject.Column, reject.Value, reject.Problem)
			}
		}
		if counts := report.Run.Counts; counts.Rejected > 0 || counts.New+counts.Unchanged != counts.Rows {
			t.Errorf("%s: %+v, want every row new or confirmed", feed.file, counts)
		}
	}
}
