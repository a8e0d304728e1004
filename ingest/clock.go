package ingest

import (
	"sync"
	"time"
)

// risingClock gives moments that never repeat, so that the order of ledger entries is
// the order of events. Moments have the microseconds that the ledger keeps.
type risingClock struct {
	now  func() time.Time
	lock sync.Mutex
	last time.Time
}

func (c *risingClock) moment() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	moment := c.now().UTC().Truncate(time.Microsecond)
	if !moment.After(c.last) {
		moment = c.last.Add(time.Microsecond)
	}
	c.last = moment
	return moment
}
