package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// runServers runs servers of one engine, most of which have something wrong, until its
// standard input is closed. It prints the name and the address of each, then “ready”; the
// authority that vouches for them lies in the folder as authority.pem. The database
// zhibiao is up to date; the account reader only reads.
func runServers(arguments []string) (err error) {
	folder := arguments[0]
	engine, err := embedded.Open(filepath.Join(folder, "data"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	authority, err := nativetest.NewAuthority()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "authority.pem"), authority.PEM(), 0o600); err != nil {
		return err
	}
	now, hour := time.Now(), time.Hour
	good, err1 := authority.Issue(now.Add(-hour), now.Add(hour), "127.0.0.1")
	expired, err2 := authority.Issue(now.AddDate(-2, 0, 0), time.Date(now.Year()-1, 3, 1, 12, 0, 0, 0, time.UTC), "127.0.0.1")
	elsewhere, err3 := authority.Issue(now.Add(-hour), now.Add(hour), "clickhouse.example")
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	for name, options := range map[string]nativetest.Options{
		"plain":          {Readers: map[string]int{"reader": 497}},
		"password":       {Passwords: map[string]string{"planner": "right"}},
		"old":            {Version: "23.8.2.7"},
		"native":         {TLS: good},
		"native-expired": {TLS: expired},
		"native-other":   {TLS: elsewhere},
	} {
		options.Engine = engine.Transport()
		server, err := nativetest.Start(options)
		if err != nil {
			return err
		}
		defer func() { _ = server.Close() }()
		fmt.Println(name, server.Address())
		if name == "plain" {
			if err := migrated("clickhouse://" + server.Address() + "/zhibiao"); err != nil {
				return err
			}
		}
	}
	for name, config := range map[string]*tls.Config{"https": good, "https-expired": expired, "https-other": elsewhere} {
		server := httptest.NewUnstartedServer(engine)
		server.TLS = config
		server.StartTLS()
		defer server.Close()
		fmt.Println(name, server.Listener.Addr())
	}
	fmt.Println("ready now")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// migrated makes a database and brings it up to date.
func migrated(dsn string) error {
	store, err := warehouse.Open(context.Background(), dsn, warehouse.Options{})
	if err != nil {
		return err
	}
	_, err = store.Migrate(context.Background())
	return errors.Join(err, store.Close())
}
