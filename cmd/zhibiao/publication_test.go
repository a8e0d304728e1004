package main

import (
	"testing"
	"time"
)

// The next look is due at the moment itself, at once when it has passed, and within ten
// seconds in any case.
func TestPublicationWait(t *testing.T) {
	now := time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		next time.Time
		want time.Duration
	}{
		{time.Time{}, 10 * time.Second},
		{now.Add(3 * time.Second), 3 * time.Second},
		{now.Add(time.Hour), 10 * time.Second},
		{now.Add(-time.Hour), time.Millisecond},
	} {
		if got := publicationWait(c.next, now); got != c.want {
			t.Errorf("next %s: wait %s, want %s", c.next, got, c.want)
		}
	}
}
