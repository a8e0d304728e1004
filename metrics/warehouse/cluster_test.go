package warehouse_test

import (
	"slices"
	"strings"
	"testing"

	"zhibiao/metrics/warehouse"
)

// Every statement that makes, changes or drops something goes to all replicas and is
// understood by the parser of the engine; every table is a replicated one.
func TestClusterStatements(t *testing.T) {
	statements, err := warehouse.ClusterStatements()
	must(t, err)
	store := openMigrated(t, "embedded:"+folder+"?database=%s")
	tables := 0
	for _, text := range statements {
		if tree, err := store.Texts(t.Context(), "EXPLAIN AST "+text); err != nil || len(tree) == 0 {
			t.Errorf("%s: %v", text, err)
		}
		if strings.HasPrefix(text, "INSERT") { // written to one replica, which hands it on
			continue
		}
		if !strings.Contains(text, " ON CLUSTER `replicas`") {
			t.Errorf("only one replica is told: %s", text)
		}
		if strings.HasPrefix(text, "CREATE TABLE") {
			tables++
			if !strings.Contains(text, "ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')") {
				t.Errorf("not replicated: %s", text)
			}
		}
		if strings.Contains(text, "{{") {
			t.Errorf("not filled in: %s", text)
		}
	}
	if tables < 20 {
		t.Errorf("%d tables were looked at", tables)
	}
	for _, want := range []string{ // by hand
		"CREATE DATABASE IF NOT EXISTS `city` ON CLUSTER `replicas`",
		"RENAME DATABASE `town` TO `town_replaced` ON CLUSTER `replicas`",
		"RENAME DATABASE `city` TO `town` ON CLUSTER `replicas`",
		"DROP DATABASE IF EXISTS `town_replaced` ON CLUSTER `replicas` SYNC",
	} {
		if !slices.Contains(statements, want) {
			t.Errorf("missing: %s", want)
		}
	}
	for _, text := range statements {
		if strings.HasPrefix(text, "CREATE OR REPLACE VIEW") && !strings.Contains(text, "DEFINER = `program` SQL SECURITY DEFINER") {
			t.Errorf("runs with whose rights: %.200s", text)
		}
	}
}
