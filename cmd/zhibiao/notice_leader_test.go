package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"zhibiao/dashboard/locale"
	"zhibiao/schedules/notices"
)

// runMessenger is the part of a serving program that runs schedules and sends notices,
// until its standard input is closed. Its pages are not served.
func runMessenger(arguments []string) error {
	texts, err := locale.Load()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	i := &invocation{ctx: ctx, line: &commandLine{DSN: arguments[0], Files: arguments[1]},
		terminal: newTerminal(texts, "zh", os.Stdout, os.Stderr)}
	r, err := i.open()
	if err != nil {
		return err
	}
	if err := r.scheduler.Start(ctx); err != nil {
		return err
	}
	wait := r.dispatch(ctx)
	fmt.Println("ready, leading:", r.leading())
	_, _ = io.Copy(io.Discard, os.Stdin)
	wait()
	return r.close(ctx)
}

// messenger starts one and returns what ends it, and what it said.
func messenger(t *testing.T, c *cluster) (end func() error, said string) {
	t.Helper()
	command := process(t, "companion", "messenger", c.dsn, c.folder)
	input, err := command.StdinPipe()
	must(t, err)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		_ = input.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	said, err = bufio.NewReader(output).ReadString('\n')
	must(t, err)
	return func() error { return errors.Join(input.Close(), command.Wait()) }, strings.TrimSpace(said)
}

// Two processes on one server: a message goes out once, also when the one that sent
// the first one has ended.
func TestOnlyTheLeaderSendsNotices(t *testing.T) {
	c, store := newCluster(t)
	var mutex sync.Mutex
	received := map[string]int{}
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		mutex.Lock()
		defer mutex.Unlock()
		for _, actor := range []string{"first-trial", "second-trial"} {
			if strings.Contains(string(body), actor) {
				received[actor]++
			}
		}
	}))
	t.Cleanup(receiver.Close)
	arrived := func(actor string) int {
		mutex.Lock()
		defer mutex.Unlock()
		return received[actor]
	}
	texts, err := locale.Load()
	must(t, err)
	desk := notices.New(noticeRecords{store}, notices.Options{Wording: newTerminal(texts, "zh", nil, nil).wording()})
	must(t, desk.SaveRecipient(t.Context(), notices.Recipient{Name: "statistics", Title: "统计科", Channel: notices.ChannelWebhook,
		Address: receiver.URL, Language: "zh", Kinds: notices.Kinds(), Rhythm: notices.AtOnce}))

	endFirst, said := messenger(t, c)
	if said != "ready, leading: true" {
		t.Fatalf("the first one said %q", said)
	}
	if _, said := messenger(t, c); said != "ready, leading: false" {
		t.Fatalf("the second one said %q", said)
	}
	must(t, desk.Try(t.Context(), "statistics", "first-trial"))
	c.waitFor("the first trial message arrives", func() bool { return arrived("first-trial") > 0 })
	must(t, endFirst())
	must(t, desk.Try(t.Context(), "statistics", "second-trial"))
	c.waitFor("the second one takes over and sends", func() bool { return arrived("second-trial") > 0 })
	time.Sleep(time.Second)
	if arrived("first-trial") != 1 || arrived("second-trial") != 1 {
		t.Errorf("messages: %v", received)
	}
	deliveries, err := desk.Deliveries(t.Context(), time.Now().Add(-time.Hour), 0)
	must(t, err)
	if len(deliveries) != 2 {
		t.Errorf("%d deliveries are recorded", len(deliveries))
	}
	if waiting, err := desk.Waiting(t.Context()); err != nil || waiting != 0 {
		t.Errorf("%d notices wait, %v", waiting, err)
	}
}
