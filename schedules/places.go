package schedules

import (
	"slices"
	"sync"
)

// places limits how many jobs run at the same time, together and per source. Who waits
// gets a place in the order of asking, unless only its source is the obstacle.
type places struct {
	most, mostPerSource int

	mutex    sync.Mutex
	running  int
	bySource map[string]int
	waiting  []*place
}

// place is the right to run, once ready is closed.
type place struct {
	source string
	ready  chan struct{}
	taken  bool
}

func newPlaces(most, mostPerSource int) *places {
	return &places{most: most, mostPerSource: mostPerSource, bySource: map[string]int{}}
}

// ask returns a place that is ready now or becomes so later. Every place must be left.
func (p *places) ask(source string) *place {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	asked := &place{source: source, ready: make(chan struct{})}
	p.waiting = append(p.waiting, asked)
	p.hand()
	return asked
}

// leave gives a place back, or stops waiting for it.
func (p *places) leave(left *place) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if !left.taken {
		p.waiting = slices.DeleteFunc(p.waiting, func(other *place) bool { return other == left })
		return
	}
	p.running--
	if left.source != "" {
		if p.bySource[left.source]--; p.bySource[left.source] == 0 {
			delete(p.bySource, left.source)
		}
	}
	p.hand()
}

// hand gives free places to those who wait.
func (p *places) hand() {
	p.waiting = slices.DeleteFunc(p.waiting, func(next *place) bool {
		if p.running >= p.most || (next.source != "" && p.bySource[next.source] >= p.mostPerSource) {
			return false
		}
		p.running++
		if next.source != "" {
			p.bySource[next.source]++
		}
		next.taken = true
		close(next.ready)
		return true
	})
}

// isReady tells whether the place is there.
func (p *place) isReady() bool {
	select {
	case <-p.ready:
		return true
	default:
		return false
	}
}
