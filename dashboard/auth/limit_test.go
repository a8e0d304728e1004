package auth

import (
	"fmt"
	"testing"
	"time"
)

type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func newClock() *clock { return &clock{now: time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)} }

// Three attempts are free, then 1, 2, 4 seconds, at most 5; by hand from the allowance.
func TestDelaysGrowAndAreForgotten(t *testing.T) {
	clock := newClock()
	limit := NewLimit(clock.Now)
	guesser := Guesser{Name: "a", Allowance: Allowance{Free: 3, First: time.Second, Longest: 5 * time.Second, Forget: time.Minute}}
	for n := range 3 {
		if wait := limit.Take(guesser); wait != 0 {
			t.Fatalf("attempt %d waits %s, want none", n+1, wait)
		}
	}
	for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 5 * time.Second, 5 * time.Second} {
		if wait := limit.Take(guesser); wait != 0 {
			t.Fatalf("after the delay an attempt waits %s", wait)
		}
		if wait := limit.Take(guesser); wait != want {
			t.Errorf("the next one waits %s, want %s", wait, want)
		}
		if wait := limit.Take(guesser); wait != want {
			t.Errorf("asking too early makes the wait %s, want still %s", wait, want)
		}
		clock.now = clock.now.Add(want)
	}
	clock.now = clock.now.Add(time.Minute)
	for n := range 4 {
		if wait := limit.Take(guesser); wait != 0 {
			t.Errorf("after a minute of quiet attempt %d waits %s", n+1, wait)
		}
	}
	if limit.Take(guesser) != time.Second {
		t.Error("after a minute of quiet the delays do not begin anew")
	}
}

// Whoever guesses at an account from strange browsers does not slow down a known one.
func TestAKnownBrowserIsNotSlowedDownByOthers(t *testing.T) {
	clock := newClock()
	limit := NewLimit(clock.Now)
	for n := range 500 {
		limit.Take(Guesser{fmt.Sprintf("address %d", n), OfAddress()}, Guesser{"account wang", OfAccount()})
		clock.now = clock.now.Add(time.Second)
	}
	if limit.Take(Guesser{"address new", OfAddress()}, Guesser{"account wang", OfAccount()}) == 0 {
		t.Error("a stranger may go on guessing")
	}
	if wait := limit.Take(Guesser{"device of wang", OfDevice()}); wait != 0 {
		t.Errorf("the browser that wang is known by waits %s", wait)
	}
}

// Who is right in a busy house does not wipe out what others in it have guessed.
func TestASharedAddressForgivesOneAttempt(t *testing.T) {
	clock := newClock()
	limit := NewLimit(clock.Now)
	house := Guesser{"house", Allowance{Free: 2, First: time.Minute, Longest: time.Minute, Forget: time.Hour, Shared: true}}
	own := Guesser{"account", Allowance{Free: 1, First: time.Minute, Longest: time.Minute, Forget: time.Hour}}
	limit.Take(house)
	limit.Take(house)
	if limit.Take(house, own) != 0 {
		t.Fatal("the third attempt is the first with a delay after it")
	}
	limit.Forgive(house, own)
	if limit.Take(house) != 0 {
		t.Error("the attempt that was right still delays the house")
	}
	if limit.Take(house) != time.Minute {
		t.Error("the attempts of others are forgotten with it")
	}
}

// At one moment only as many attempts pass as are free, and the one that begins the delay.
func TestManyAtOnceAreMany(t *testing.T) {
	limit := NewLimit(newClock().Now)
	passed := make(chan bool, 200)
	for range cap(passed) {
		go func() {
			passed <- limit.Take(Guesser{"one", Allowance{Free: 9, First: time.Second, Longest: time.Hour, Forget: time.Hour}}) == 0
		}()
	}
	count := 0
	for range cap(passed) {
		if <-passed {
			count++
		}
	}
	if count != 10 {
		t.Errorf("%d attempts at one moment, want 10", count)
	}
}

func TestNamesWithoutEndTakeNoMemoryWithoutEnd(t *testing.T) {
	clock := newClock()
	limit := NewLimit(clock.Now)
	for n := range 3 * mostBuckets {
		limit.Take(Guesser{fmt.Sprint("name ", n), OfAccount()})
	}
	if len(limit.buckets) > mostBuckets {
		t.Errorf("%d names are remembered, want at most %d", len(limit.buckets), mostBuckets)
	}
}

// What is known from elsewhere counts once with what is known here, begins where the last
// attempt was, and goes with what was forgiven there. The delays are those of the test
// above: three free, then 1, 2, 4 seconds, at most 5.
func TestAttemptsOfOtherInstancesCount(t *testing.T) {
	clock := newClock()
	guesser := Guesser{Name: "a", Allowance: Allowance{Free: 3, First: time.Second, Longest: 5 * time.Second, Forget: time.Minute}}
	for name, test := range map[string]struct {
		own, attempts  int
		last, forgiven time.Duration // before now; 0: never
		want           time.Duration
	}{
		"nothing":                        {0, 0, 0, 0, 0},
		"free ones":                      {2, 3, time.Millisecond, 0, 0},
		"only elsewhere":                 {0, 6, 500 * time.Millisecond, 0, 3500 * time.Millisecond}, // the third delay, 4 s, less what has passed
		"more elsewhere":                 {2, 6, 10 * time.Second, 0, 4 * time.Second},               // from the own last one on
		"fewer elsewhere":                {4, 3, time.Millisecond, 0, time.Second},
		"without own ones":               {0, 5, time.Second, 0, time.Second},
		"forgotten":                      {0, 9, time.Minute, 0, 0},
		"forgiven after the own":         {3, 0, 0, -time.Second, 0},
		"forgiven before the own":        {4, 4, time.Millisecond, time.Hour, time.Second},
		"far more than the delays count": {0, 4000, time.Second, 0, 4 * time.Second},
	} {
		limit := NewLimit(clock.Now)
		for range test.own {
			limit.Take(guesser)
		}
		at := func(before time.Duration) time.Time {
			if before == 0 {
				return time.Time{}
			}
			return clock.now.Add(-before)
		}
		limit.Learn(guesser, test.attempts, at(test.last), at(test.forgiven))
		if wait := limit.Take(guesser); wait != test.want {
			t.Errorf("%s: the next attempt waits %s, want %s", name, wait, test.want)
		}
	}
}

func TestMarksNeedTheSecret(t *testing.T) {
	one, same, other, elsewhere := Mark("secret", "li"), Mark("secret", "li"), Mark("secret", "wang"), Mark("another", "li")
	if one != same || len(one) != 4 || one == other || one == elsewhere {
		t.Errorf("marks %s %s %s %s", one, same, other, elsewhere)
	}
}
