package source

import (
	"context"
	"net"
	"net/netip"
	"syscall"
	"time"

	"zhibiao/metrics"
)

// guard opens connections to places that sources may lie in.
type guard struct {
	allowed Allowed
	wait    time.Duration
}

// dial connects to host:port. The address is looked at when the connection is made, after
// the name has been resolved: a name that leads elsewhere the second time leads nowhere.
// A private address is the Problem fetch.private.
func (g guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{Timeout: g.wait}
	if !g.allowed.host(host) {
		dialer.Control = func(_, resolved string, _ syscall.RawConn) error { return g.check(host, resolved) }
	}
	return dialer.DialContext(ctx, network, address)
}

func (g guard) check(host, resolved string) error {
	where, err := netip.ParseAddrPort(resolved)
	if err != nil {
		return err
	}
	address := where.Addr().Unmap().WithZone("")
	if isPublic(address) || g.allowed.address(address) {
		return nil
	}
	return metrics.NewProblem("fetch.private", "host", host, "address", address.String())
}
