package auth

import (
	"sync"
	"time"
)

// Limit bounds how fast somebody may guess: some attempts are free, then each further
// one makes the next wait twice as long.
type Limit struct {
	now     func() time.Time
	mutex   sync.Mutex
	buckets map[string]*bucket
}

// Allowance is what one kind of guesser may do.
type Allowance struct {
	Free    int           // attempts without a delay
	First   time.Duration // delay after the first attempt beyond
	Longest time.Duration // no delay is longer
	Forget  time.Duration // after so long without an attempt all are free again
	Shared  bool          // who is right takes only the own attempt back, not those of others
}

// OfAddress is the allowance of a whole address, behind which a whole house may sit. A
// stranger who guesses uses up this one and that of the account, and never that of a
// known browser.
func OfAddress() Allowance {
	return Allowance{Free: 30, First: time.Second, Longest: 5 * time.Minute, Forget: time.Hour, Shared: true}
}

// OfAccount is the allowance of all browsers together that an account is not known by.
func OfAccount() Allowance {
	return Allowance{Free: 10, First: 2 * time.Second, Longest: 5 * time.Minute, Forget: time.Hour}
}

// OfDevice is the allowance of one browser that an account has been signed in with.
func OfDevice() Allowance {
	return Allowance{Free: 5, First: 2 * time.Second, Longest: 15 * time.Minute, Forget: time.Hour}
}

// bucket counts the attempts under one name.
type bucket struct {
	attempts int
	last     time.Time
	until    time.Time // nothing is looked at before
}

// mostBuckets bounds the memory that somebody with many names can take.
const mostBuckets = 50_000

// Guesser is a name that attempts are counted under, with its allowance.
type Guesser struct {
	Name string
	Allowance
}

// NewLimit returns a limit on a clock.
func NewLimit(now func() time.Time) *Limit {
	return &Limit{now: now, buckets: map[string]*bucket{}}
}

// Take counts an attempt under all names and returns 0, or returns how long to wait
// and counts nothing. Attempts are counted before they are looked at, so that many at
// the same moment are not one.
func (l *Limit) Take(guessers ...Guesser) time.Duration {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	if longest := l.wait(guessers, now); longest > 0 {
		return longest
	}
	for _, guesser := range guessers {
		l.count(guesser, now)
	}
	return 0
}

// Wait returns how long the next attempt under all names would have to wait, and counts
// nothing.
func (l *Limit) Wait(guessers ...Guesser) time.Duration {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.wait(guessers, l.now())
}

func (l *Limit) wait(guessers []Guesser, now time.Time) (longest time.Duration) {
	for _, guesser := range guessers {
		if known := l.buckets[guesser.Name]; known != nil {
			longest = max(longest, known.until.Sub(now))
		}
	}
	return longest
}

func (l *Limit) count(guesser Guesser, now time.Time) {
	known := l.buckets[guesser.Name]
	if known == nil || now.Sub(known.last) >= guesser.Forget {
		l.makeRoom(now)
		known = &bucket{}
		l.buckets[guesser.Name] = known
	}
	known.attempts++
	known.last = now
	if delay := guesser.delay(known.attempts); delay > 0 {
		known.until = now.Add(delay)
	}
}

// delay is how long nothing is looked at after so many attempts.
func (a Allowance) delay(attempts int) time.Duration {
	switch beyond := attempts - a.Free; {
	case beyond <= 0:
		return 0
	case beyond > 20: // the shift alone exceeds every allowance
		return a.Longest
	default:
		return min(a.Longest, a.First<<(beyond-1))
	}
}

// Learn takes over what is known from elsewhere about the attempts under a name: how many
// there were up to the last, and when those before were forgiven. Attempts that are counted
// here and there count once.
func (l *Limit) Learn(guesser Guesser, attempts int, last, forgiven time.Time) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	known := l.buckets[guesser.Name]
	if known != nil && (known.last.Before(forgiven) || now.Sub(known.last) >= guesser.Forget) {
		delete(l.buckets, guesser.Name)
		known = nil
	}
	if attempts == 0 || now.Sub(last) >= guesser.Forget {
		return
	}
	if known == nil {
		l.makeRoom(now)
		known = &bucket{}
		l.buckets[guesser.Name] = known
	}
	known.attempts = max(known.attempts, attempts)
	if known.last.Before(last) {
		known.last = last
	}
	if until := known.last.Add(guesser.delay(known.attempts)); known.until.Before(until) {
		known.until = until
	}
}

// Forgive takes attempts back after one that was right: that one under a shared name,
// all under the others.
func (l *Limit) Forgive(guessers ...Guesser) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, guesser := range guessers {
		known := l.buckets[guesser.Name]
		if known == nil || !guesser.Shared {
			delete(l.buckets, guesser.Name)
			continue
		}
		known.attempts--
		if known.attempts <= guesser.Free {
			known.until = time.Time{}
		}
	}
}

// makeRoom forgets names that are long quiet, and when that is not enough any that no
// delay holds.
func (l *Limit) makeRoom(now time.Time) {
	if len(l.buckets) < mostBuckets {
		return
	}
	for name, known := range l.buckets {
		if now.Sub(known.last) > OfAddress().Forget {
			delete(l.buckets, name)
		}
	}
	for name, known := range l.buckets {
		if len(l.buckets) < mostBuckets*9/10 {
			return
		}
		if known.until.Before(now) {
			delete(l.buckets, name)
		}
	}
	if len(l.buckets) >= mostBuckets { // every name waits: a flood from very many addresses
		clear(l.buckets)
	}
}
