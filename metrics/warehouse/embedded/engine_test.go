package embedded_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"

	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

var engine *embedded.Engine

// The tests work in a folder with somebody's config.xml, which the engine must leave alone.
func TestMain(m *testing.M) {
	if err := os.Chdir("testdata"); err != nil {
		panic(err)
	}
	folder, err := os.MkdirTemp("", "zhibiao-engine-*")
	if err != nil {
		panic(err)
	}
	if engine, err = embedded.Open(folder); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := errors.Join(engine.Close(), os.RemoveAll(folder)); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// clients opens the client in every way: without a port, over a real listener, and over
// the native protocol of a server.
func clients(t *testing.T, run func(t *testing.T, client driver.Conn)) {
	t.Helper()
	t.Run("in process", func(t *testing.T) {
		run(t, open(t, &clickhouse.Options{
			Protocol: clickhouse.HTTP, Addr: []string{"embedded:0"},
			TransportFunc: func(*http.Transport) (http.RoundTripper, error) { return engine.Transport(), nil },
		}))
	})
	t.Run("over a listener", func(t *testing.T) {
		server := httptest.NewServer(engine)
		t.Cleanup(server.Close)
		run(t, open(t, &clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{server.Listener.Addr().String()}}))
	})
	t.Run("over the native protocol", func(t *testing.T) {
		server, err := nativetest.Start(nativetest.Options{Engine: engine.Transport()})
		must(t, err)
		t.Cleanup(func() { must(t, server.Close()) })
		run(t, open(t, &clickhouse.Options{Addr: []string{server.Address()}, Compression: &clickhouse.Compression{Method: clickhouse.CompressionLZ4}}))
	})
}

func open(t *testing.T, options *clickhouse.Options) driver.Conn {
	t.Helper()
	options.MaxOpenConns, options.MaxIdleConns = 8, 8
	client, err := clickhouse.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func TestValuesSurviveTheRoundTrip(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		ctx := t.Context()
		must(t, client.Exec(ctx, "DROP TABLE IF EXISTS round_trip"))
		must(t, client.Exec(ctx, `CREATE TABLE round_trip (name String, amount Nullable(Decimal(38, 10)), day Date32,
			moment DateTime64(6, 'UTC'), list Array(String), code LowCardinality(String)) ENGINE = MergeTree ORDER BY name`))
		amount := decimal.RequireFromString("123456789012345.0123456789")
		moment := time.Date(2024, 6, 30, 23, 59, 59, 123456000, time.UTC)
		batch, err := client.PrepareBatch(ctx, "INSERT INTO round_trip")
		must(t, err)
		must(t, batch.Append("煤炭 'a' \\ \t\n", &amount, time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), moment, []string{"甲", "it's"}, "A"))
		must(t, batch.Append("空", (*decimal.Decimal)(nil), time.Date(2150, 12, 31, 0, 0, 0, 0, time.UTC), moment, []string{}, "B"))
		must(t, batch.Send())

		var (
			got   *decimal.Decimal
			day   time.Time
			when  time.Time
			list  []string
			count uint64
		)
		must(t, client.QueryRow(ctx, "SELECT amount, day, moment, list FROM round_trip WHERE name = {name:String} AND code IN {codes:Array(String)}",
			clickhouse.Named("name", "煤炭 'a' \\ \t\n"), clickhouse.Named("codes", []string{"A", "x'y\\"})).Scan(&got, &day, &when, &list))
		if got == nil || !got.Equal(amount) {
			t.Errorf("amount %v, want %v", got, amount)
		}
		if day.Format("2006-01-02") != "1960-01-01" || !when.Equal(moment) || len(list) != 2 || list[1] != "it's" {
			t.Errorf("day %v moment %v list %q", day, when, list)
		}
		must(t, client.QueryRow(ctx, "SELECT amount, day FROM round_trip WHERE name = '空'").Scan(&got, &day))
		if got != nil || day.Format("2006-01-02") != "2150-12-31" {
			t.Errorf("missing amount read as %v, day %v", got, day)
		}
		must(t, client.QueryRow(ctx, "SELECT count() FROM round_trip").Scan(&count))
		if count != 2 {
			t.Errorf("%d rows, want 2", count)
		}
	})
}

// The file names a macro; an engine that took the file knows it.
func TestAConfigurationBesideTheProgramIsNotApplied(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		var macros uint64
		must(t, client.QueryRow(t.Context(), "SELECT count() FROM system.macros").Scan(&macros))
		if macros != 0 {
			t.Error("the engine applied config.xml of the working folder")
		}
	})
}

func TestErrorsOfTheEngineArriveTyped(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		err := client.Exec(t.Context(), "SELECT * FROM there_is_no_such_table")
		var exception *clickhouse.Exception
		if !errors.As(err, &exception) || exception.Code != 60 {
			t.Fatalf("error %v, want exception 60 (UNKNOWN_TABLE)", err)
		}
		rows, err := client.Query(t.Context(), "SELECT throwIf(number = 200000, 'broken half way') FROM numbers(300000) SETTINGS max_block_size = 1000")
		for err == nil && rows.Next() {
			err = rows.Err()
		}
		if err == nil {
			err = rows.Err()
		}
		if !errors.As(err, &exception) || exception.Code != 395 {
			t.Fatalf("error in the middle of an answer: %v, want exception 395", err)
		}
	})
}

func TestCancelledQueryStopsInTheEngine(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			ended <- client.Exec(ctx, "SELECT count() FROM numbers_mt(1000000000000) WHERE sipHash64(number) % 7 = 1 AND 'to be cancelled' != ''")
		}()
		waitForQueries(t, client, 1)
		cancel()
		if err := <-ended; err == nil {
			t.Fatal("a cancelled query ended without an error")
		}
		waitForQueries(t, client, 0)
	})
}

// waitForQueries waits until so many of the endless queries run in the engine.
func waitForQueries(t *testing.T, client driver.Conn, want uint64) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		var running uint64
		must(t, client.QueryRow(t.Context(), "SELECT count() FROM system.processes WHERE query LIKE '%to be cancelled%' AND query NOT LIKE '%system.processes%'").Scan(&running))
		if running == want {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d queries run in the engine, want %d", running, want)
		}
	}
}

func TestQueriesRunSideBySide(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		// Three queries that each sleep a second can only end within two seconds together
		// when none waits for another.
		started := time.Now()
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				if err := client.Exec(t.Context(), "SELECT sleep(1)"); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if elapsed := time.Since(started); elapsed > 2500*time.Millisecond {
			t.Errorf("three one-second queries took %v", elapsed)
		}
	})
}

func TestSettingsLastForOneStatement(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		with := clickhouse.Context(t.Context(), clickhouse.WithSettings(clickhouse.Settings{"max_block_size": 77}))
		var value uint64
		must(t, client.QueryRow(with, "SELECT toUInt64(getSetting('max_block_size'))").Scan(&value))
		if value != 77 {
			t.Errorf("setting %d, want 77", value)
		}
		for range 8 { // whichever session answers
			must(t, client.QueryRow(t.Context(), "SELECT toUInt64(getSetting('max_block_size'))").Scan(&value))
			if value == 77 {
				t.Fatal("the setting outlived its statement")
			}
		}
	})
}

func TestBrokenInsertLeavesNothing(t *testing.T) {
	clients(t, func(t *testing.T, client driver.Conn) {
		ctx := t.Context()
		must(t, client.Exec(ctx, "DROP TABLE IF EXISTS broken_insert"))
		must(t, client.Exec(ctx, "CREATE TABLE broken_insert (a UInt32) ENGINE = MergeTree ORDER BY a"))
		batch, err := client.PrepareBatch(ctx, "INSERT INTO broken_insert")
		must(t, err)
		must(t, batch.Append(uint32(1)))
		must(t, batch.Abort())
		var count uint64
		must(t, client.QueryRow(ctx, "SELECT count() FROM broken_insert").Scan(&count))
		if count != 0 {
			t.Errorf("%d rows after an aborted batch, want 0", count)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
