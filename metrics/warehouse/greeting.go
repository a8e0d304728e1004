package warehouse

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
)

// greetingProblem says why the first connection to a place did not come about. Nothing
// was asked yet: a server that breaks off or answers with something else is most likely
// asked on the port of another protocol.
func greetingProblem(place *place, err error) error {
	const doing = "greet the server"
	var exception *clickhouse.Exception
	if place.folder != "" || errors.Is(err, context.Canceled) || errors.As(err, &exception) || certificateProblem(err) != nil {
		return problem(doing, err)
	}
	key := "store.other_protocol"
	if neverReached(err) {
		key = "store.unreachable"
	}
	return metrics.NewProblem(key, "address", address(err)).Because(fmt.Errorf("%s: %w", doing, err))
}

// neverReached tells whether nobody answered at all.
func neverReached(err error) bool {
	var dialing *net.OpError
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, clickhouse.ErrAcquireConnTimeout) || errors.Is(err, clickhouse.ErrAcquireConnNoAddress) ||
		errors.As(err, &network) && network.Timeout() || errors.As(err, &dialing) && dialing.Op == "dial"
}
