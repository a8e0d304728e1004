package warehouse

import (
	"context"
	"sync"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// keepToServer opens connections to one of the servers of an address and keeps to it
// while it can be reached; then it goes on to the next.
//
// Replicas hand rows on to each other a moment after they were written. Connections to
// several of them would find what the program itself has just written, or not. So the
// connections of one program all lead to one replica: also when an earlier one comes
// back, which a fixed order would turn to again. What all instances must agree on at once
// asks the replicas for more (see agreed).
type keepToServer struct {
	mutex   sync.Mutex
	current int
}

// dial is a DialStrategy of the client. The servers share the time that a connection may
// take, so that one that does not answer leaves enough for the others.
func (k *keepToServer) dial(ctx context.Context, _ int, options *clickhouse.Options, dial clickhouse.Dial) (result clickhouse.DialResult, err error) {
	k.mutex.Lock()
	first := k.current
	k.mutex.Unlock()
	each := *options
	each.DialTimeout = options.DialTimeout / time.Duration(len(options.Addr))
	for i := range options.Addr {
		at := (first + i) % len(options.Addr)
		if result, err = dial(ctx, options.Addr[at], &each); err == nil {
			k.mutex.Lock()
			k.current = at
			k.mutex.Unlock()
			return result, nil
		}
	}
	return result, err
}
