package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"time"

	"zhibiao/metrics/warehouse"
)

// holdFolder keeps the data folder of ZHIBIAO_DSN open, writes the file “held” once it
// does, and ends when that file is gone.
func holdFolder([]string) error {
	return inside(os.Getenv("ZHIBIAO_DSN"), func(context.Context, *warehouse.Store) error {
		return showUntilRemoved("held", "yes")
	})
}

// listen takes a port, writes its address to a file and ends when that file is gone.
func listen(arguments []string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	return showUntilRemoved(arguments[0], listener.Addr().String())
}

// showUntilRemoved writes a file whole and waits until somebody removes it.
func showUntilRemoved(path, content string) error {
	if err := os.WriteFile(path+".new", []byte(content), 0o600); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	for range 600 {
		if _, err := os.Stat(path); err != nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("nobody removed %s within half a minute", path)
}
