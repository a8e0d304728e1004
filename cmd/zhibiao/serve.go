package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

type serveCommand struct {
	Address string    `env:"ZHIBIAO_ADDRESS" default:"127.0.0.1:8080" help:"address to serve on"`
	Proxies []string  `name:"trusted-proxies" env:"ZHIBIAO_TRUSTED_PROXIES" help:"addresses of reverse proxies that are believed when they say for whom and over what they ask, such as 10.0.0.5,10.1.0.0/24; default: none"`
	Demo    bool      `env:"ZHIBIAO_DEMO" help:"generate demonstration data (演示数据) in a scenario of its own and offer it on the pages"`
	OIDC    oidcFlags `embed:""`
}

// A stop takes at most their sum and what a cancelled job may need, below 15 seconds.
const (
	requestStopTimeout = 3 * time.Second
	jobStopTimeout     = 8 * time.Second
	jobCancelTimeout   = 2 * time.Second
)

// Run opens the store, loads what a new database needs, starts the schedules and
// serves the dashboard until it is told to stop.
func (c serveCommand) Run(i *invocation) (err error) {
	proxies, err := readProxies(c.Proxies)
	if err != nil {
		return err
	}
	// The address first: a port in use should not cost a minute of loading.
	listener, err := (&net.ListenConfig{}).Listen(i.ctx, "tcp", c.Address)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(i.ctx), jobStopTimeout)
		defer cancel()
		closing := r.close(ctx)
		if errors.Is(closing, context.DeadlineExceeded) {
			r.logger.Warn("jobs were cut off", "detail", closing)
			i.terminal.say("cli.serve.cut_off")
			closing = nil
		}
		err = errors.Join(err, closing)
	}()
	if err := r.seed(i.ctx, i.terminal, c.Demo); err != nil {
		return err
	}
	people, err := c.people(i, r, proxies)
	if err != nil {
		return err
	}
	pages, err := r.dashboard(c.Demo, people)
	if err != nil {
		return err
	}
	if err := r.scheduler.Start(i.ctx); err != nil {
		return err
	}
	defer r.dispatch(i.ctx)()
	defer r.publish(i.ctx)()
	go r.watchCalendar(i.ctx, i.line.Calendar)
	server := &http.Server{Handler: pages.Handler()}
	dashboard.Configure(server)
	return c.serve(i, server, listener)
}

// serve answers requests until the context ends, then lets those under way finish.
func (c serveCommand) serve(i *invocation, server *http.Server, listener net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	i.terminal.say("cli.serve.ready", "address", "http://"+listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-i.ctx.Done():
	}
	i.terminal.say("cli.serve.stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(i.ctx), requestStopTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close() // whoever still waits for an answer is cut off
	}
	return nil
}

// readProxies reads addresses and ranges of addresses.
func readProxies(texts []string) ([]netip.Prefix, error) {
	var proxies []netip.Prefix
	for _, text := range texts {
		text = strings.TrimSpace(text)
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return nil, metrics.NewProblem("cli.serve.proxy", "value", text)
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		proxies = append(proxies, prefix)
	}
	return proxies, nil
}
