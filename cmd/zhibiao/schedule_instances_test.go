package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
)

// cluster is a server and a folder for the journal of its instances.
type cluster struct {
	t      *testing.T
	dsn    string
	folder string
	epoch  string
}

// newCluster starts a server as a process of its own and keeps schedules in it.
func newCluster(t *testing.T, saved ...schedules.Schedule) (*cluster, *warehouse.Store) {
	t.Helper()
	command := process(t, "companion", "engine", t.TempDir())
	input, err := command.StdinPipe()
	must(t, err)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		_ = input.Close()
		_ = command.Wait()
	})
	address, err := bufio.NewReader(output).ReadString('\n')
	must(t, err)
	began := time.Now().Unix()
	c := &cluster{t: t, dsn: "http://" + strings.TrimSpace(address) + "/instances", folder: t.TempDir(), epoch: strconv.FormatInt(began, 10)}
	store, err := warehouse.Open(t.Context(), c.dsn, warehouse.Options{})
	must(t, err)
	t.Cleanup(func() { _ = store.Close() })
	_, err = store.Migrate(t.Context())
	must(t, err)
	for _, schedule := range saved {
		schedule.ChangedAt = time.Unix(began, 0).UTC()
		must(t, scheduleRecords{store}.SaveSchedule(t.Context(), schedule))
	}
	return c, store
}

// member is an instance that runs.
type member struct {
	*exec.Cmd
	orders io.WriteCloser
}

func (c *cluster) start() *member {
	c.t.Helper()
	command := process(c.t, "companion", "instance", c.dsn, c.folder, c.epoch)
	orders, err := command.StdinPipe()
	must(c.t, err)
	output, err := command.StdoutPipe()
	must(c.t, err)
	must(c.t, command.Start())
	c.t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGCONT)
		_ = orders.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	answers := bufio.NewReader(output)
	if line, err := answers.ReadString('\n'); err != nil || !strings.HasPrefix(line, "ready") {
		c.t.Fatalf("an instance said %q, %v", line, err)
	}
	go func() { _, _ = io.Copy(io.Discard, answers) }()
	return &member{command, orders}
}

// journal returns the lines that begin with a word.
func (c *cluster) journal(word string) [][]string {
	c.t.Helper()
	content, err := os.ReadFile(filepath.Join(c.folder, "journal"))
	if err != nil && !os.IsNotExist(err) {
		c.t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(content)) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] == word {
			lines = append(lines, fields)
		}
	}
	return lines
}

func (c *cluster) waitFor(what string, met func() bool) {
	c.t.Helper()
	for deadline := time.Now().Add(40 * time.Second); !met(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("%s: did not happen", what)
		}
	}
}

func (c *cluster) runsBy(instance *member) int {
	count := 0
	for _, start := range c.journal("start") {
		if start[1] == strconv.Itoa(instance.Process.Pid) {
			count++
		}
	}
	return count
}

// Instances come and go: one is killed, one stands still and comes back. Every minute
// has exactly one record, and no minute was run twice.
func TestInstancesShareTheWork(t *testing.T) {
	c, store := newCluster(t, schedules.Schedule{Name: "tick", Job: "tick", Spec: "* * * * *", Zone: "UTC",
		CatchUp: schedules.CatchUpAll, CatchUpLimit: 100, Overlap: schedules.OverlapQueue})
	first := c.start()
	c.waitFor("the first one runs", func() bool { return c.runsBy(first) >= 2 })
	second := c.start()
	time.Sleep(2 * time.Second)
	if c.runsBy(second) != 0 {
		t.Error("the second one runs beside the first one")
	}
	must(t, first.Process.Kill())
	c.waitFor("the second one takes over", func() bool { return c.runsBy(second) >= 2 })
	third := c.start()
	must(t, second.Process.Signal(syscall.SIGSTOP))
	c.waitFor("the third one takes over", func() bool { return c.runsBy(third) >= 2 })
	stood := c.runsBy(second)
	must(t, second.Process.Signal(syscall.SIGCONT))
	time.Sleep(3 * time.Second)
	if now := c.runsBy(second); now != stood {
		t.Errorf("the one that stood still started %d jobs afterwards", now-stood)
	}
	must(t, third.orders.Close())
	must(t, third.Wait())
	must(t, second.orders.Close())
	_ = second.Wait()

	starts := map[string]int{}
	for _, start := range c.journal("start") {
		starts[start[2]]++
	}
	for due, count := range starts {
		if count != 1 {
			t.Errorf("%s was started %d times", due, count)
		}
	}
	found, err := scheduleRecords{store}.Occurrences(t.Context(), schedules.OccurrenceQuery{Schedule: "tick"})
	must(t, err)
	slices.Reverse(found)
	done, others := 0, map[string]int{}
	for i, occurrence := range found {
		if i > 0 && occurrence.DueAt.Sub(found[i-1].DueAt) != time.Minute {
			t.Errorf("after %s comes %s", found[i-1].DueAt, occurrence.DueAt)
		}
		if occurrence.Outcome == schedules.OutcomeDone {
			done++
			continue
		}
		if occurrence.Reason == nil {
			t.Errorf("%s is %s without a reason", occurrence.DueAt, occurrence.Outcome)
			continue
		}
		others[string(occurrence.Outcome)+" "+occurrence.Reason.Key]++
	}
	t.Logf("%d minutes, %d done, others %v, %d starts", len(found), done, others, len(starts))
	if first := found[0].DueAt.Unix() % 60; first != 0 || done < 8 || len(starts) < done {
		t.Errorf("%d done of %d", done, len(found))
	}
	delete(others, "skipped schedule.skipped.overlap") // a second is short for a run and its records on a busy machine
	for key, count := range others {
		if key != "failed job.interrupted" && key != "failed job.lease_lost" && key != "failed job.stopped" || count > 2 {
			t.Errorf("%d ended as %s", count, key)
		}
	}
}

// An instance stands still just before it publishes, another one takes over, and the
// first one goes on: its publication is refused, and what it says of its run does not
// count.
func TestStaleInstanceCannotPublish(t *testing.T) {
	c, store := newCluster(t, schedules.Schedule{Name: "publish", Job: "publish", Spec: "0 0 1 1 *", Zone: "UTC"})
	first, second := c.start(), c.start()
	_, err := fmt.Fprintln(first.orders, "publish")
	must(t, err)
	c.waitFor("the first one stands still", func() bool {
		_, err := os.Stat(filepath.Join(c.folder, "stopped-1"))
		return err == nil
	})
	records := scheduleRecords{store}
	outcome := func() string {
		found, err := records.Occurrences(context.Background(), schedules.OccurrenceQuery{Schedule: "publish", Limit: 1})
		must(t, err)
		if len(found) == 0 || found[0].Reason == nil {
			return ""
		}
		return string(found[0].Outcome) + " " + found[0].Reason.Key
	}
	c.waitFor("the second one takes over", func() bool { return outcome() == "failed job.interrupted" })
	must(t, first.Process.Signal(syscall.SIGCONT))
	c.waitFor("the first one tries to publish", func() bool { return len(c.journal("published")) == 1 })
	if told := strings.Join(c.journal("published")[0], " "); !strings.Contains(told, "store.fenced") {
		t.Errorf("the store answered %q", told)
	}
	time.Sleep(time.Second)
	runs, err := store.Runs(t.Context(), metrics.RunQuery{})
	must(t, err)
	if len(runs) != 1 || runs[0].State != metrics.RunLoading || outcome() != "failed job.interrupted" {
		t.Errorf("runs %+v, the record says %s", runs, outcome())
	}
	// The one that acts can publish: it stands still too, but not for long.
	_, err = fmt.Fprintln(second.orders, "publish")
	must(t, err)
	c.waitFor("the second one stands still", func() bool {
		_, err := os.Stat(filepath.Join(c.folder, "stopped-2"))
		return err == nil
	})
	must(t, second.Process.Signal(syscall.SIGCONT))
	c.waitFor("the second one publishes", func() bool { return len(c.journal("published")) == 2 })
	runs, err = store.Runs(t.Context(), metrics.RunQuery{States: []metrics.RunState{metrics.RunPublished}})
	must(t, err)
	if len(runs) != 1 || runs[0].File != "token-2.csv" {
		t.Errorf("published: %+v", runs)
	}
}
