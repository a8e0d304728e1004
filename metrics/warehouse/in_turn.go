package warehouse

import (
	"context"
	"errors"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// codeQuorumUnderWay says that the replicas of a table have not yet agreed on the row
// before; nothing was written.
const codeQuorumUnderWay = 286

// turns is how often a write waits for the one before it: some five seconds in all.
const turns = 16

// inTurn makes a write that the replicas are to agree on (see agreed). They agree on one
// after the other and refuse a second one meanwhile, so that one waits for its turn.
func inTurn(ctx context.Context, write func() error) error {
	pause := 10 * time.Millisecond
	for range turns {
		err := write()
		var refused *clickhouse.Exception
		if !errors.As(err, &refused) || refused.Code != codeQuorumUnderWay {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
		pause = min(2*pause, 500*time.Millisecond)
	}
	return write()
}
