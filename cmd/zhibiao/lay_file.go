package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"zhibiao/fixtures"
	"zhibiao/metrics"
)

// layFile puts a file of the program into the watched folder of a feed, unless that
// feed has loaded the same bytes before.
func (r *rooms) layFile(ctx context.Context, feed, name string) (bool, error) {
	content, err := fs.ReadFile(fixtures.Files, name)
	if err != nil {
		return false, err
	}
	return r.layContent(ctx, feed, filepath.Base(name), content)
}

// layContent writes a file into the watched folder of a feed, whole or not at all,
// unless the feed has loaded the same bytes before or they wait there already.
func (r *rooms) layContent(ctx context.Context, feedCode, name string, content []byte) (bool, error) {
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return false, err
	}
	feed := known.Feed(feedCode)
	if feed == nil {
		return false, metrics.NewProblem("job.feed_unknown", "feed", feedCode)
	}
	run, err := r.store.FindRun(ctx, feedCode, hashOf(content))
	if err != nil || run != nil {
		return false, err
	}
	folder := filepath.Join(r.files, filepath.FromSlash(feed.Folder))
	if waiting, err := os.ReadFile(filepath.Join(folder, name)); err == nil && bytes.Equal(waiting, content) {
		return false, nil
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return false, err
	}
	hidden := filepath.Join(folder, "."+name)
	if err := os.WriteFile(hidden, content, 0o640); err != nil {
		return false, err
	}
	// The importer waits until a file has kept its size for a while; one that was
	// renamed into place is whole, so it is dated back.
	past := time.Now().Add(-time.Minute)
	if err := os.Chtimes(hidden, past, past); err != nil {
		return false, err
	}
	return true, os.Rename(hidden, filepath.Join(folder, name))
}
