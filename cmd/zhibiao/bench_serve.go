package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"zhibiao/dashboard"
	"zhibiao/metrics/warehouse"
)

// benchServe serves the pages of the large data set to whoever is on this machine, for
// tools that measure pages in a browser. The demonstration accounts ask for no password,
// so other machines are refused.
func benchServe(i *invocation, r *rooms, address string) error {
	if !isLoopback(address) {
		return errors.New("the pages of the benchmark are for this machine alone: give an address of it, such as 127.0.0.1:8090")
	}
	if err := r.addDemonstrationAccounts(i.ctx); err != nil {
		return err
	}
	pages, err := dashboard.New(dashboard.Dependencies{Store: r.store, Importer: r.importer, Scheduler: benchScheduler(r), Logger: r.logger,
		Changes: r.store, Reporting: r.store, Progress: r.store, Remember: warehouse.Remember,
		Accounts: r.store, SignIn: dashboard.SignIn{Demonstration: true}})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(i.ctx, "tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: pages.Handler(), ReadHeaderTimeout: 5 * time.Second}
	stopped := context.AfterFunc(i.ctx, func() { _ = server.Close() })
	defer stopped()
	i.figure("serving the large data set", "http://"+listener.Addr().String()+"/?"+benchDay)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
