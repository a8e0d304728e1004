package warehouse_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// serveFolder makes this test program serve an embedded engine over real HTTP
// instead of running tests: the second process of the suite.
const serveFolder = "ZHIBIAO_TEST_SERVE_FOLDER"

// The folder of this process and the addresses of the second one, for the whole suite.
var (
	folder        string
	secondProcess string // speaks HTTP
	nativeProcess string // the same engine over the native protocol
	databases     atomic.Int64
)

func TestMain(m *testing.M) {
	if served := os.Getenv(serveFolder); served != "" {
		serve(served)
		return
	}
	if statements := os.Getenv(childStatements); statements != "" {
		if err := runStatements(os.Getenv(childTask), statements); err != nil {
			fmt.Println("child:", err)
		}
		return
	}
	if dsn := os.Getenv(childTask); dsn != "" {
		_, err := warehouse.Open(context.Background(), dsn, warehouse.Options{})
		fmt.Println("child:", err)
		return
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	made, err := os.MkdirTemp("", "zhibiao-warehouse-*")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(made) }()
	folder = made
	// Held open by this process, so that every test shares it and none waits for it to start.
	engine, err := embedded.Open(folder)
	if err != nil {
		panic(err)
	}
	defer func() { _ = engine.Close() }()
	stop := startSecondProcess()
	defer stop()
	return m.Run()
}

func startSecondProcess() (stop func()) {
	made, err := os.MkdirTemp("", "zhibiao-warehouse-*")
	if err != nil {
		panic(err)
	}
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), serveFolder+"="+made)
	command.Stderr = os.Stderr
	input, err1 := command.StdinPipe()
	output, err2 := command.StdoutPipe()
	if err := errors.Join(err1, err2, command.Start()); err != nil {
		panic(err)
	}
	if _, err := fmt.Fscanln(output, &secondProcess, &nativeProcess); err != nil {
		panic(fmt.Errorf("the second process did not tell its addresses: %w", err))
	}
	return func() {
		_ = input.Close()
		_ = command.Wait()
		_ = os.RemoveAll(made)
	}
}

// serve runs until its standard input is closed, which also happens when the tests die.
func serve(folder string) {
	engine, err := embedded.Open(folder)
	if err != nil {
		panic(err)
	}
	server := httptest.NewServer(http.Handler(engine))
	native, err := nativetest.Start(nativetest.Options{Engine: engine.Transport()})
	if err != nil {
		panic(err)
	}
	fmt.Println(server.Listener.Addr(), native.Address())
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = native.Close()
	server.CloseClientConnections()
	server.Close()
	_ = engine.Close()
}

// eachEngine runs a test on the embedded engine, which the client asks over HTTP; over the
// native protocol on an embedded engine in a second process; and on a server when
// ZHIBIAO_TEST_DSN names one.
func eachEngine(t *testing.T, test func(t *testing.T, store *warehouse.Store, clock *clock)) {
	t.Helper()
	eachPlace(t, func(t *testing.T, place string) {
		clock := &clock{now: time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)}
		test(t, openStore(t, newDatabase(place), clock), clock)
	})
}

// eachPlace runs a test with the DSN of each engine; %s stands for the database.
func eachPlace(t *testing.T, test func(t *testing.T, place string)) {
	t.Helper()
	places := []struct{ name, dsn string }{
		{"embedded", "embedded:" + folder + "?database=%s"},
		{"native protocol", "clickhouse://" + nativeProcess + "/%s"},
	}
	if dsn := os.Getenv("ZHIBIAO_TEST_DSN"); dsn != "" {
		places = append(places, struct{ name, dsn string }{"server", strings.TrimRight(dsn, "/") + "/%s"})
	}
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			test(t, place.dsn)
		})
	}
}

// newDatabase names a database of an engine that no other test uses.
func newDatabase(place string) string {
	return fmt.Sprintf(place, fmt.Sprintf("test_%d_%d", os.Getpid(), databases.Add(1)))
}

// openStore opens a database, which is dropped at the end of the test.
func openStore(t *testing.T, dsn string, clock *clock) *warehouse.Store {
	t.Helper()
	store, err := warehouse.Open(t.Context(), dsn, warehouse.Options{Now: clock.Now})
	must(t, err)
	t.Cleanup(func() {
		if err := store.DropDatabase(context.Background()); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	_, err = store.Migrate(t.Context())
	must(t, err)
	return store
}

// clock is a clock that the test turns.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// advance moves the clock and returns the moment just before the move ended.
func (c *clock) advance(by time.Duration) time.Time {
	c.now = c.now.Add(by)
	return c.now.Add(-time.Microsecond)
}

var coal = metrics.SeriesKey{Indicator: "COAL-OUTPUT", Area: metrics.CityArea, Scenario: metrics.Actual}

func valueOf(key metrics.SeriesKey, period metrics.Period, revision uint32, value string) metrics.Observation {
	observation := metrics.Observation{ObservationKey: metrics.ObservationKey{SeriesKey: key, Period: period},
		Revision: revision, Status: metrics.StatusNormal}
	if value != "" {
		observation.Value = decimal.NewNullDecimal(decimal.RequireFromString(value))
	}
	return observation
}

// load writes rows as a run and leaves it in the given state.
func load(t *testing.T, store *warehouse.Store, clock *clock, state metrics.RunState, rows ...metrics.Observation) metrics.Run {
	t.Helper()
	run := metrics.Run{ID: uuid.Must(uuid.NewV7()).String(), Feed: "published-actuals", Scenario: metrics.Actual,
		State: metrics.RunLoading, File: "actuals.csv", FileHash: "h", Actor: "test", StartedAt: clock.now,
		Counts: metrics.RunCounts{Rows: len(rows), New: len(rows)}}
	must(t, store.RecordRun(t.Context(), run))
	must(t, store.AppendObservations(t.Context(), run, rows))
	clock.advance(time.Second)
	run.State = state
	must(t, store.RecordRun(t.Context(), run))
	clock.advance(time.Second)
	return run
}

// current returns the values of coal that a reader sees, as text, “missing” for NULL.
func current(t *testing.T, store *warehouse.Store, vintage metrics.Vintage) map[string]string {
	t.Helper()
	observations, err := store.Observations(t.Context(), metrics.ObservationQuery{
		Indicators: []string{coal.Indicator}, Scenario: coal.Scenario, Vintage: vintage})
	must(t, err)
	values := map[string]string{}
	for _, observation := range observations {
		values[observation.Period.String()] = "missing"
		if observation.Value.Valid {
			values[observation.Period.String()] = observation.Value.Decimal.String()
		}
	}
	return values
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
