package warehouse_test

import (
	"testing"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// An account that only reads opens what is there, and is told that it cannot write; a
// database that is not there it cannot make. 164 and 497 are READONLY and ACCESS_DENIED
// of ClickHouse.
func TestAccountThatOnlyReads(t *testing.T) {
	for _, code := range []int{164, 497} {
		engine, err := embedded.Open(folder)
		must(t, err)
		server, err := nativetest.Start(nativetest.Options{Engine: engine.Transport(), Readers: map[string]int{"reader": code}})
		must(t, err)
		database := newDatabase("%s")
		writer, err := warehouse.Open(t.Context(), "clickhouse://"+server.Address()+"/"+database, warehouse.Options{})
		must(t, err)
		_, err = writer.Migrate(t.Context())
		must(t, err)
		must(t, writer.TryWriting(t.Context()))
		reader, err := warehouse.Open(t.Context(), "clickhouse://reader@"+server.Address()+"/"+database, warehouse.Options{})
		must(t, err)
		if pending, err := reader.PendingMigrations(t.Context()); err != nil || len(pending) > 0 {
			t.Errorf("the reader finds %d steps, %v", len(pending), err)
		}
		if problem := metrics.AsProblem(reader.TryWriting(t.Context())); problem == nil || problem.Key != "store.read_only_account" {
			t.Errorf("exception %d is told as %v", code, problem)
		}
		if problem := openKey(t, "clickhouse://reader@"+server.Address()+"/"+newDatabase("%s")); problem.Key != "store.unknown_database" {
			t.Errorf("a database that is not there: %s, want store.unknown_database", problem)
		}
		must(t, writer.DropDatabase(t.Context()))
		must(t, reader.Close())
		must(t, writer.Close())
		must(t, server.Close())
		must(t, engine.Close())
	}
}

// The rights are those of the engine itself: reading alone does not write no rows either.
func TestWritingNothingNeedsTheRightToWrite(t *testing.T) {
	data := t.TempDir()
	text := warehouse.StatementText("write_nothing")
	asAccount(t, data, "", nil, "CREATE DATABASE city", "CREATE TABLE city.schema_migration (version UInt32) ENGINE = MergeTree ORDER BY version")
	for grant, want := range map[string]string{
		"GRANT SELECT ON city.*":         "exception 497",
		"GRANT SELECT, INSERT ON city.*": "done",
	} {
		if told := asAccount(t, data, "city", []string{grant}, text); told[0] != want {
			t.Errorf("with %s: %s, want %s", grant, told[0], want)
		}
	}
}

// A version from before the oldest one is told over the native protocol too.
func TestOldServerOverTheNativeProtocol(t *testing.T) {
	engine, err := embedded.Open(folder)
	must(t, err)
	defer func() { must(t, engine.Close()) }()
	for version, old := range map[string]bool{"25.2.99.1": true, "24.12.1.1": true, "25.3.1.1": false, "27.1.2.3": false} {
		server, err := nativetest.Start(nativetest.Options{Engine: engine.Transport(), Version: version})
		must(t, err)
		store, err := warehouse.Open(t.Context(), "clickhouse://"+server.Address()+"/default", warehouse.Options{})
		if problem := metrics.AsProblem(err); old != (problem != nil && problem.Key == "store.server_too_old") || !old && err != nil {
			t.Errorf("%s: %v", version, err)
		}
		if err == nil {
			must(t, store.Close())
		}
		must(t, server.Close())
	}
}

// Servers without a cluster of the name, or without Keeper, are told as such: this engine
// knows neither.
func TestClusterThatTheServerDoesNotKnow(t *testing.T) {
	server := nativeServer(t, anyPort, nil)
	if problem := openKey(t, "clickhouse://"+server.Address()+"/"+newDatabase("%s")+"?cluster=city"); problem.Key != "store.cluster_unready" {
		t.Errorf("%s, want store.cluster_unready", problem)
	}
}
