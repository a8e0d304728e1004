package dashboard

import (
	"testing"
	"time"
)

// After 10 seconds a quarter is done: three times as long is left, 30 seconds; 240 seconds
// after 80 are 4 minutes. Before one second nothing is foretold.
func TestUploadProgress(t *testing.T) {
	begun := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	words := func(key string, pairs ...any) string {
		said := key
		for i := 1; i < len(pairs); i += 2 {
			said += " " + time.Duration(pairs[i].(int)).String()
		}
		return said
	}
	for _, c := range []struct {
		done, total int64
		after       time.Duration
		want        string
	}{
		{0, 0, time.Minute, ""}, {0, 100, time.Minute, "imports.progress.share 0s"},
		{25, 100, 500 * time.Millisecond, "imports.progress.share 25ns"},
		{25, 100, 10 * time.Second, "imports.progress.seconds 25ns 30ns"},
		{25, 100, 80 * time.Second, "imports.progress.minutes 25ns 4ns"},
		{101, 100, time.Minute, "imports.progress.seconds 100ns 0s"}, // the total is an estimate
		{999, 1000, 999 * time.Second, "imports.progress.seconds 99ns 1ns"},
	} {
		work := &uploadWork{begun: begun}
		work.done.Store(c.done)
		work.total.Store(c.total)
		if got := work.progress(begun.Add(c.after)).words(words); got != c.want {
			t.Errorf("%d of %d after %v: %q, want %q", c.done, c.total, c.after, got, c.want)
		}
	}
}
