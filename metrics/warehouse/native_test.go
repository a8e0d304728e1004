package warehouse_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// nativeServer starts a server in this process that speaks the native protocol.
func nativeServer(t *testing.T, address string, passwords map[string]string) *nativetest.Server {
	t.Helper()
	engine, err := embedded.Open(folder)
	must(t, err)
	server, err := nativetest.StartAt(address, nativetest.Options{Engine: engine.Transport(), Passwords: passwords})
	must(t, err)
	t.Cleanup(func() {
		_ = server.Close() // a second time where the test has done it
		must(t, engine.Close())
	})
	return server
}

// openMigrated opens a database whose server may be gone at the end of the test; it goes
// with the folder of the suite.
func openMigrated(t *testing.T, place string) *warehouse.Store {
	t.Helper()
	store, err := warehouse.Open(t.Context(), newDatabase(place), warehouse.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, store.Close()) })
	_, err = store.Migrate(t.Context())
	must(t, err)
	return store
}

const anyPort = "127.0.0.1:0"

func TestWrongPasswordOverTheNativeProtocol(t *testing.T) {
	server := nativeServer(t, anyPort, map[string]string{"planner": "煤 b@n/n?r"})
	for _, user := range []string{"planner:wrong", "nobody:wrong", "planner"} {
		if problem := openKey(t, "clickhouse://"+user+"@"+server.Address()+"/db"); problem.Key != "store.wrong_password" {
			t.Errorf("%s: %s, want store.wrong_password", user, problem)
		}
	}
	// The same password in an address: RFC 3986, 2.1.
	store, err := warehouse.Open(t.Context(), "clickhouse://planner:%E7%85%A4%20b%40n%2Fn%3Fr@"+server.Address()+"/default", warehouse.Options{})
	must(t, err)
	must(t, store.Close())
}

// A server that goes away is told as such, and one that comes back is spoken to again.
func TestServerGoneAndBack(t *testing.T) {
	server := nativeServer(t, anyPort, nil)
	store := openMigrated(t, "clickhouse://"+server.Address()+"/%s")
	asking := make(chan error, 1)
	go func() { asking <- warehouse.Problem(store.Exec(context.Background(), "SELECT sleep(2)")) }()
	waitUntilAsked(t, server, "SELECT sleep(2)")
	must(t, server.Close())
	if err := <-asking; keyOf(err) != "store.broken_off" {
		t.Errorf("a question under way: %v, want store.broken_off", err)
	}
	for range 2 {
		_, err := store.Runs(t.Context(), metrics.RunQuery{})
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != "store.unreachable" || problem.Arguments["address"] != server.Address() {
			t.Errorf("a question without a server: %v, want store.unreachable with %s", err, server.Address())
		}
	}
	nativeServer(t, server.Address(), nil)
	for range 20 { // whichever connection is used
		if _, err := store.Runs(t.Context(), metrics.RunQuery{}); err != nil {
			t.Fatalf("after the server came back: %v", err)
		}
	}
}

// waitUntilAsked waits until the server has got a statement.
func waitUntilAsked(t *testing.T, server *nativetest.Server, text string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !slices.Contains(server.Queries(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the server never got %s", text)
		}
	}
}

// Of several servers one is spoken to: the first that answers, and that one also when an
// earlier one comes back, until it goes.
func TestSeveralServersOneIsSpokenTo(t *testing.T) {
	down, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", anyPort)
	must(t, err)
	first := down.Addr().String()
	must(t, down.Close())
	second := nativeServer(t, anyPort, nil)
	store := openMigrated(t, "clickhouse://"+first+","+second.Address()+"/%s")
	back := nativeServer(t, first, nil)
	ask := func() {
		t.Helper()
		ended := make(chan error, 12)
		for range cap(ended) { // at once, so that new connections are made
			go func() {
				_, err := store.Runs(context.Background(), metrics.RunQuery{})
				ended <- err
			}()
		}
		for range cap(ended) {
			must(t, <-ended)
		}
	}
	ask()
	if asked := back.Queries(); len(asked) > 0 {
		t.Errorf("the first server was asked %q while the second answers", asked)
	}
	must(t, second.Close())
	ask()
	if len(back.Queries()) == 0 {
		t.Error("the first server was not asked when the second had gone")
	}
}

// A server that takes connections and says nothing leaves enough time for the next one.
func TestServerThatSaysNothing(t *testing.T) {
	silent, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", anyPort)
	must(t, err)
	defer func() { must(t, silent.Close()) }()
	server := nativeServer(t, anyPort, nil)
	started := time.Now()
	openMigrated(t, "clickhouse://"+silent.Addr().String()+","+server.Address()+"/%s?dial_timeout=2s")
	if elapsed := time.Since(started); elapsed > 8*time.Second {
		t.Errorf("opening took %v: one second of the silent server, and what the other one needs", elapsed)
	}
}

// What stands in an address beyond the place goes along with every statement.
func TestSettingsOfAnAddress(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		if strings.HasPrefix(place, "embedded") {
			t.Log("the engine inside takes no settings in its address")
			return
		}
		store := openStore(t, newDatabase(place)+"?max_block_size=77", &clock{now: time.Now()})
		for setting, want := range map[string]string{"max_block_size": "77", "async_insert": "false"} {
			if got, err := store.Texts(t.Context(), "SELECT toString(getSetting('"+setting+"'))"); err != nil || !slices.Equal(got, []string{want}) {
				t.Errorf("%s: %q, %v, want %s", setting, got, err, want)
			}
		}
	})
}

// Values of parameters reach the engine as they are, whatever the protocol: each is
// written, found by a parameter, and read.
func TestAnyTextIsAParameter(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		for i, text := range []string{`\`, `\\`, `\n`, "\n", "\t\r\n", `'`, `''`, `\'`, `"`, "`", "{name:String}", "煤炭 100%", "\u2028", "a\x00b", `\N`, "NULL", "", " ", "?", "@name", "$1"} {
			code := fmt.Sprintf("%d %s", i, text)
			clock.advance(time.Second)
			if _, err := store.SaveAccount(t.Context(), metrics.Account{Code: code, SavedBy: text}); err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			found, err := store.Account(t.Context(), code)
			if err != nil || found == nil || found.Code != code || found.SavedBy != text {
				t.Errorf("%q is found as %+v, %v", text, found, err)
			}
		}
	})
}

// The deadline of a request goes along as a limit of the statement, and an answer that
// takes longer ends there too.
func TestDeadlinesReachTheServer(t *testing.T) {
	eachPlace(t, func(t *testing.T, place string) {
		store := openStore(t, newDatabase(place), &clock{now: time.Now()})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		got, err := store.Texts(ctx, "SELECT toString(getSetting('max_execution_time'))")
		// The client adds five seconds, so that its own end comes first.
		if err != nil || len(got) != 1 || got[0] != "34" && got[0] != "35" {
			t.Errorf("the server is told %q seconds, %v, want 34 or 35", got, err)
		}
		_, err = store.Texts(clickhouse.Context(t.Context(), clickhouse.WithSettings(clickhouse.Settings{"max_execution_time": 1})),
			"SELECT toString(count()) FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = 1")
		var exception *clickhouse.Exception
		if !errors.As(err, &exception) || exception.Code != 159 { // TIMEOUT_EXCEEDED
			t.Errorf("a statement past its limit: %v, want exception 159", err)
		}
	})
}
