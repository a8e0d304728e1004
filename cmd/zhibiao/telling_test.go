package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// oneFile is a source that gives one file, and an importer that reads two of its rows.
type oneFile struct{ path string }

func (o oneFile) Fetch(context.Context, metrics.Feed, metrics.FeedMemory) (source.File, error) {
	return source.File{Path: o.path, Name: "a.csv", Bytes: 9}, nil
}

func (o oneFile) Import(_ context.Context, submission ingest.Submission) (ingest.Report, error) {
	submission.Progress(2, 2)
	return ingest.Report{}, nil
}

func (o oneFile) FeedMemory(context.Context, string) (metrics.FeedMemory, error) {
	return metrics.FeedMemory{}, nil
}

func (o oneFile) RememberFeed(context.Context, string, metrics.FeedMemory) error { return nil }

// A fetch tells first that the file is there, then how many rows are read.
func TestAFetchTellsHowFarItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("a\n1\n2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	one, told := oneFile{path}, []string{}
	collector := collect.New(one, one, one).Telling(collect.Told{Fetched: func(int64) { told = append(told, "fetched") }, Read: func(int, int) { told = append(told, "read") }})
	if _, err := collector.Collect(t.Context(), metrics.Feed{Code: "a"}, "somebody", ""); err != nil || strings.Join(told, " ") != "fetched read" {
		t.Errorf("told %q, %v", told, err)
	}
}
