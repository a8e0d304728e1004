package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/schedules"
)

// quickTimes make a takeover a matter of seconds.
func quickTimes() warehouse.LeaseTimes {
	return warehouse.LeaseTimes{Lease: 2 * time.Second, Margin: time.Second, Claim: 500 * time.Millisecond}
}

// minutesASecond is how fast the clock of the instances runs.
const minutesASecond = 1

// serveEngine serves an embedded engine over HTTP, as a ClickHouse server would, until
// its standard input is closed.
func serveEngine(arguments []string) error {
	engine, err := embedded.Open(arguments[0])
	if err != nil {
		return err
	}
	server := httptest.NewServer(engine)
	fmt.Println(server.Listener.Addr())
	_, _ = io.Copy(io.Discard, os.Stdin)
	server.CloseClientConnections()
	server.Close()
	return engine.Close()
}

// runInstance is one of several instances on one server: it runs the schedule “tick”,
// due every minute of a clock that runs sixty times as fast, and carries out what its
// standard input asks for, until that is closed. Each start of a job is a line of the
// journal.
func runInstance(arguments []string) error {
	dsn, folder := arguments[0], arguments[1]
	epoch, err := strconv.ParseInt(arguments[2], 10, 64)
	if err != nil {
		return err
	}
	ctx := context.Background()
	store, err := warehouse.Open(ctx, dsn, warehouse.Options{})
	if err != nil {
		return err
	}
	journal, err := os.OpenFile(filepath.Join(folder, "journal"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = journal.Close() }()
	note := func(words ...any) { _, _ = fmt.Fprintln(journal, words...) }
	jobs := map[string]schedules.Job{
		"tick": func(_ context.Context, o schedules.Occasion) (schedules.Result, error) {
			note("start", os.Getpid(), o.DueAt.UTC().Format("15:04"), o.Token)
			time.Sleep(100 * time.Millisecond)
			return schedules.Result{Changed: true}, nil
		},
		"publish": fenced(func(ctx context.Context, o schedules.Occasion) (schedules.Result, error) {
			err := publishSlowly(ctx, store, folder, o)
			note("published", os.Getpid(), o.Token, "error:", err)
			return schedules.Result{}, err
		}),
	}
	scheduler := schedules.New(scheduleRecords{store}, jobs, schedules.Options{
		Now: func() time.Time {
			began := time.Unix(epoch, 0)
			return began.Add(60 * minutesASecond * time.Since(began))
		},
		Logger: slog.New(slog.NewTextHandler(os.Stderr, nil)), Tick: 100 * time.Millisecond, LeaseInterval: 500 * time.Millisecond,
		Grace: 2 * time.Minute, Lease: scheduleLease{store.NewLease("test", quickTimes())}})
	if err := scheduler.Start(ctx); err != nil {
		return err
	}
	fmt.Println("ready", os.Getpid())
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		name := strings.TrimSpace(orders.Text())
		fmt.Println("ordered", name, scheduler.RunNow(ctx, name, "test"))
	}
	stopping, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return errors.Join(scheduler.Stop(stopping), store.Close())
}

// publishSlowly writes a run, stops its own process before the publication, as an
// overloaded machine would, and publishes when it goes on.
func publishSlowly(ctx context.Context, store *warehouse.Store, folder string, occasion schedules.Occasion) error {
	run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: "published-actuals", Scenario: metrics.Actual, State: metrics.RunLoading,
		File: fmt.Sprintf("token-%d.csv", occasion.Token), FileHash: "h", Actor: "schedule", StartedAt: time.Now()}
	if err := store.RecordRun(ctx, run); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("stopped-%d", occasion.Token)), nil, 0o600); err != nil {
		return err
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGSTOP); err != nil {
		return err
	}
	run.State = metrics.RunPublished
	// The job does not look at its context: the store alone must refuse.
	return store.RecordRun(context.WithoutCancel(ctx), run)
}
