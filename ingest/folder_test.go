package ingest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// files lists the files below a folder by their path.
func files(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(folder, path)
			found = append(found, filepath.ToSlash(relative))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// byHour is a schedule that looks into the folder.
func byHour() *underway.Work {
	return underway.Watched(underway.About{Actor: "hourly", Schedule: "hourly"}, nil)
}

func put(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The clock of the bench stands at 12:00 on 2024-06-01 in UTC+8.
func TestImportFolder(t *testing.T) {
	ctx := context.Background()
	b := newBench(t, ingest.Options{})
	feed := metrics.Feed{Code: "actuals", Folder: "inbox/actuals", FilePattern: "*.csv"}
	if look, err := b.importer.ImportFolder(ctx, feed, b.folder, byHour()); err != nil || len(look.Files) > 0 {
		t.Fatalf("a missing folder is created: %v, %v", look, err)
	}
	folder := filepath.Join(b.folder, "inbox", "actuals")
	put(t, folder, "a.csv", version1)
	put(t, folder, "B.CSV", version2)
	put(t, folder, "bad.csv", "nothing\nat all\n")
	for _, unfinished := range []string{".hidden.csv", "~$a.csv", "c.csv.part", "other.txt"} {
		put(t, folder, unfinished, version1)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(folder, "a.csv"), old, old); err != nil {
		t.Fatal(err)
	}
	look, err := b.importer.ImportFolder(ctx, feed, b.folder, byHour())
	reports := look.Reports()
	if problemKey(err) != "file.columns_missing" {
		t.Errorf("error %v, want that of bad.csv", err)
	}
	if len(reports) != 3 || reports[0].Run.File != "a.csv" || reports[0].Run.Schedule != "hourly" {
		t.Fatalf("got %d reports, want three with the oldest file first", len(reports))
	}
	put(t, folder, "a.csv", version2) // nothing new, and the name is taken in done
	if _, err := b.importer.ImportFolder(ctx, feed, b.folder, byHour()); err != nil {
		t.Fatal(err)
	}
	want := []string{".hidden.csv", "c.csv.part",
		"done/20240601-120000-2-a.csv", "done/20240601-120000-B.CSV", "done/20240601-120000-a.csv",
		"other.txt", "refused/20240601-120000-bad.csv", "~$a.csv"}
	if diff := cmp.Diff(want, files(t, folder)); diff != "" {
		t.Error(diff)
	}
	if got := b.values(metrics.Vintage{})["COAL-OUTPUT 150627 2023"]; got != "18650" {
		t.Errorf("got %s, want the value of the newer file", got)
	}
}

// When the store fails, the file waits for the next time.
func TestFolderKeepsFileWhenStoreFails(t *testing.T) {
	ctx := context.Background()
	b := newBench(t, ingest.Options{})
	feed := metrics.Feed{Code: "actuals", Folder: "in", FilePattern: "*.csv;*.xlsx"}
	if err := os.MkdirAll(filepath.Join(b.folder, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(b.folder, "in"), "a.csv", version1)
	b.ledger.Fail(ledgertest.Faults{AppendAt: 1, Error: errors.New("gone")})
	if _, err := b.importer.ImportFolder(ctx, feed, b.folder, byHour()); err == nil {
		t.Error("the failure is silent")
	}
	if diff := cmp.Diff([]string{"in/a.csv"}, files(t, b.folder)); diff != "" {
		t.Error(diff)
	}
	b.ledger.Fail(ledgertest.Faults{})
	if _, err := b.importer.ImportFolder(ctx, feed, b.folder, byHour()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"in/done/20240601-120000-a.csv"}, files(t, b.folder)); diff != "" {
		t.Error(diff)
	}
}
