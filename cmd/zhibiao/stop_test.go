package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhibiao/fixtures"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// longestStop is how long a service manager waits before it kills, with room to spare.
const longestStop = 15 * time.Second

// TestStopServerDuringImport tells a server to stop while a schedule imports a large
// file. It ends by itself and in time; the file is all there or not at all; the values
// from before stand.
func TestStopServerDuringImport(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	server, address, oneTime := serve(t, data)
	inbox := filepath.Join(data, "files", "inbox", "published-actuals")
	content, rows := manyRows(t)
	must(t, os.WriteFile(filepath.Join(inbox, "."+largeFile), content, 0o600))
	must(t, os.Rename(filepath.Join(inbox, "."+largeFile), filepath.Join(inbox, largeFile)))

	browser := newVisitor(t, address)
	browser.signIn("admin", oneTime)
	browser.post("/schedules/published-actuals/run")
	browser.waitFor("/runs", largeFile) // the run ledger knows the run: it is being loaded
	if err := stop(t, server); err != nil {
		t.Errorf("told to stop, the server ends with %v", err)
	}
	wholeOrAbsent(t, data, rows)
}

// TestStopImportCommand tells the import command to stop half-way: nothing of the file
// is seen, and the command says so in one sentence.
func TestStopImportCommand(t *testing.T) {
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	content, rows := manyRows(t)
	must(t, os.WriteFile(filepath.Join(folder, largeFile), content, 0o600))
	small := filepath.Join(folder, "small.csv")
	must(t, os.WriteFile(small, []byte("指标,区域,时期,数值\n煤炭产量,东胜区,2022,1\n"), 0o600))
	dsn := "embedded:" + data
	must(t, process(t, "zhibiao", "--dsn", dsn, "import", small, "--feed", "published-actuals").Run())

	command := process(t, "zhibiao", "--dsn", dsn, "import", filepath.Join(folder, largeFile), "--feed", "published-actuals")
	var said bytes.Buffer
	command.Stderr = &said
	must(t, command.Start())
	time.Sleep(time.Second) // it takes about three
	err := stop(t, command)
	if state := wholeOrAbsent(t, data, rows); state == metrics.RunPublished {
		t.Log("the import was over before it was told to stop")
	} else if err == nil || !strings.Contains(said.String(), "没有任何数值生效") {
		t.Errorf("the command ends with %v and says %q, want a failure and that no value counts", err, said.String())
	}
}

const largeFile = "large.csv"

// stop sends SIGTERM and returns how the program ended. It must not need to be killed.
func stop(t *testing.T, program *exec.Cmd) error {
	t.Helper()
	told := time.Now()
	must(t, program.Process.Signal(syscall.SIGTERM))
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()
	select {
	case err := <-ended:
		t.Logf("ended %v after it was told to", time.Since(told))
		return err
	case <-time.After(longestStop):
		_ = program.Process.Kill()
		<-ended
		t.Fatalf("still running %v after it was told to stop", longestStop)
		return nil
	}
}

// wholeOrAbsent requires that readers see all values of the large file if its run is
// published and none if it is not, and that the values from before stand.
func wholeOrAbsent(t *testing.T, data string, rows int) metrics.RunState {
	t.Helper()
	var state metrics.RunState
	must(t, inside("embedded:"+data, func(ctx context.Context, store *warehouse.Store) error {
		runs, err := store.Runs(ctx, metrics.RunQuery{Feed: "published-actuals"})
		if err != nil {
			return err
		}
		for _, run := range runs {
			if run.File == largeFile {
				state = run.State
			}
		}
		values, err := store.Observations(ctx, metrics.ObservationQuery{Scenario: metrics.Actual})
		if err != nil {
			return err
		}
		seen, before := 0, 0
		for _, value := range values {
			if value.Lineage.File == largeFile {
				seen++
			} else {
				before++
			}
		}
		want := map[metrics.RunState]int{metrics.RunPublished: rows}[state]
		if state == "" || seen != want {
			t.Errorf("the run is %q and readers see %d of its values, want %d", state, seen, want)
		}
		if before == 0 {
			t.Error("the values that were there before are gone")
		}
		return nil
	}))
	return state
}

var oneTimeSaid = regexp.MustCompile(`一次性口令：([A-Z2-7-]{19}) `)

var servingAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts the program on a folder and a free port, and returns once it serves.
func serve(t *testing.T, data string, more ...string) (server *exec.Cmd, address, oneTime string) {
	t.Helper()
	server = process(t, "zhibiao", "--dsn", "embedded:"+data, "serve", "--address", "127.0.0.1:0")
	server.Args = append(server.Args, more...)
	address, oneTime = await(t, server)
	return server, address, oneTime
}

// await starts a server and waits until it serves.
func await(t *testing.T, server *exec.Cmd) (address, oneTime string) {
	t.Helper()
	output, err := server.StdoutPipe()
	must(t, err)
	must(t, server.Start())
	t.Cleanup(func() { _ = server.Process.Kill() })
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if found := oneTimeSaid.FindStringSubmatch(lines.Text()); found != nil {
			oneTime = found[1]
		}
		if address = servingAt.FindString(lines.Text()); address != "" {
			go func() {
				for lines.Scan() { // the program must never wait for a reader
				}
			}()
			return address, oneTime
		}
	}
	t.Fatalf("the server ended before it served: %v", server.Wait())
	return "", ""
}

// manyRows is a file of more than 200,000 rows that fit the catalogue, and their number.
// Its values are irregular, so that they take the space that they take.
func manyRows(t *testing.T) (content []byte, rows int) {
	t.Helper()
	file, err := fixtures.Files.Open("indicators.csv")
	must(t, err)
	defer func() { _ = file.Close() }()
	indicators, err := csv.NewReader(file).ReadAll()
	must(t, err)
	var text bytes.Buffer
	text.WriteString("indicator,area,frequency,period,value\n")
	flows := 0
	for _, indicator := range indicators[1:] {
		if indicator[5] != string(metrics.KindFlow) || flows == 60 {
			continue
		}
		flows++
		for area := 150621; area <= 150627; area++ {
			for month := range 46 * 12 {
				rows++
				fmt.Fprintf(&text, "%s,%d,M,%04d-%02d,%d\n", indicator[0], area, 1980+month/12, month%12+1, rows*7_919_317%999_999_937)
			}
		}
	}
	return text.Bytes(), rows
}
