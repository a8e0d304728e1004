//go:build browser && large

package browser

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What `make lighthouse` runs: the pages that leaders open most, over 90 million
// observations. Filling the data set takes minutes, so ordinary test runs leave it out.

// leadersPages are overview, list and indicator page, on the last day with values, of one
// area.
var leadersPages = []string{largeDay("/"), largeDay("/indicators"), largeDay("/indicators/BENCH-7")}

func largeDay(path string) string { return path + "?area=B00001&as_of=2024-12-31&demo=0" }

// servingArguments serve the large data set, which stays in the folder ZHIBIAO_BENCH_FOLDER
// for the next time when there is one.
func servingArguments(folder string) []string {
	return []string{"bench", "--folder", cmp.Or(os.Getenv("ZHIBIAO_BENCH_FOLDER"), filepath.Join(folder, "large")), "--serve-only", "--serve", "127.0.0.1:0"}
}

const (
	// readyLimit is by when a page is usable, on a machine that has nothing else to do.
	readyLimit = time.Second
	readyRuns  = 5
)

// TestLeadersPagesAreReady opens each page with an empty cache and again with a full one.
// The best of some runs counts: what else the machine does is not the page's fault.
func TestLeadersPagesAreReady(t *testing.T) {
	for _, path := range leadersPages {
		for _, cached := range []bool{false, true} {
			measured := measureReady(t, path, cached, readyRuns)
			t.Logf("%s, %s", path, measured)
			if measured.ready > readyLimit {
				t.Errorf("%s is ready after %v, want at most %v", path, measured.ready, readyLimit)
			}
		}
	}
}
