package underway

import (
	"slices"
	"sync"
)

// Board knows all work of one program. The zero value is ready for use.
type Board struct {
	alone sync.Mutex // between the look for other work and its beginning
	mutex sync.Mutex
	live  []*Work // oldest first
}

// Begin puts work on the board until end is called.
func (b *Board) Begin(about About) (work *Work, end func()) {
	work = Watched(about, nil)
	if b == nil {
		return work, work.End
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.live = append(b.live, work)
	return work, func() {
		b.mutex.Lock()
		b.live = slices.DeleteFunc(b.live, func(other *Work) bool { return other == work })
		b.mutex.Unlock()
		work.End()
	}
}

// BeginAlone is Begin, unless there is work on the feed already: then it returns nil.
func (b *Board) BeginAlone(about About) (work *Work, end func()) {
	if b != nil {
		b.alone.Lock()
		defer b.alone.Unlock()
		if b.OfFeed(about.Feed) != nil {
			return nil, nil
		}
	}
	return b.Begin(about)
}

// OfFeed returns the oldest work on a feed, or nil.
func (b *Board) OfFeed(code string) *Work {
	return b.find(func(about About) bool { return about.Feed == code })
}

// OfRun returns the work of a run, or nil.
func (b *Board) OfRun(id string) *Work {
	return b.find(func(about About) bool { return id != "" && about.Run == id })
}

func (b *Board) find(wanted func(About) bool) *Work {
	if b == nil {
		return nil
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, work := range b.live {
		if wanted(work.About()) {
			return work
		}
	}
	return nil
}
