package warehouse

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/AfterShip/clickhouse-sql-parser/parser"
)

// TestEveryStatementParses holds each SQL text against a ClickHouse parser, so that a
// slip is found without a server.
func TestEveryStatementParses(t *testing.T) {
	names, err := fs.Glob(statementFiles, "queries/*.sql")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d queries found, want all of them; %v", len(names), err)
	}
	for _, name := range names {
		text, err := statement(strings.TrimSuffix(strings.TrimPrefix(name, "queries/"), ".sql"))
		if err != nil {
			t.Fatal(err)
		}
		parse(t, name, text)
	}
	for _, name := range []string{"columns", "rows"} {
		text, err := foreignStatement(name, "SELECT 1 AS a")
		if err != nil {
			t.Fatal(err)
		}
		parse(t, "foreign/"+name, strings.Replace(text, "DESCRIBE TABLE (", "SELECT * FROM (", 1)) // the parser describes tables only
	}
	migrations, err := Migrations()
	if err != nil || len(migrations) == 0 {
		t.Fatalf("%d migrations, %v", len(migrations), err)
	}
	for _, cluster := range []string{"", "city"} {
		parse(t, "schema_migration", fillIn(createMigrationTable, cluster, "city_data"))
		for _, step := range migrations {
			parse(t, step.Name, fillIn(step.text, cluster, "city_data"))
		}
	}
}

// What the parser does not know, though the engine's own tests run it: SELECT * inside
// a projection, parameters of a table function, and a parameter that names a table.
var (
	projection    = regexp.MustCompile(`(?m),\s*PROJECTION .*$`)
	tableFunction = regexp.MustCompile(`(numbers|file)\(\{.*\)`)
)

func parse(t *testing.T, name, text string) {
	t.Helper()
	if strings.Contains(text, "{{") {
		t.Errorf("%s: a part was not filled in", name)
	}
	text = strings.ReplaceAll(text, "{table:Identifier}", "any_table")
	text = tableFunction.ReplaceAllString(projection.ReplaceAllString(text, ""), "$1(1)")
	statements, err := parser.NewParser(text).ParseStmts()
	if err != nil {
		t.Errorf("%s does not parse: %v", name, err)
	} else if len(statements) != 1 {
		t.Errorf("%s holds %d statements, want one", name, len(statements))
	}
}

// TestParametersAreTyped makes sure that values reach the engine as {name:Type}
// parameters and never as text bound by the client.
func TestParametersAreTyped(t *testing.T) {
	typed := regexp.MustCompile(`\{[a-z_]+:(String|Identifier|UInt8|UInt32|UInt64|UUID|Date32|DateTime64\(6, 'UTC'\)|Array\((String|UUID|Date32)\))\}`)
	brace := regexp.MustCompile(`\{[^}]*\}`)
	names, err := fs.Glob(statementFiles, "queries/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := statement(strings.TrimSuffix(strings.TrimPrefix(name, "queries/"), ".sql"))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range brace.FindAllString(text, -1) {
			if !typed.MatchString(found) {
				t.Errorf("%s: %s is not a typed parameter", name, found)
			}
		}
		if strings.Contains(text, "?") {
			t.Errorf("%s binds by position", name)
		}
	}
}

func TestClusterText(t *testing.T) {
	const text = "CREATE TABLE t {{on_cluster}}\n(a UInt8)\nENGINE = {{engine}}\nORDER BY a"
	if got, want := fillIn(text, "", "d"), "CREATE TABLE t\n(a UInt8)\nENGINE = MergeTree\nORDER BY a"; got != want {
		t.Errorf("one server:\n%s\nwant\n%s", got, want)
	}
	want := "CREATE TABLE t ON CLUSTER `city`\n(a UInt8)\nENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')\nORDER BY a"
	if got := fillIn(text, "ci`ty", "d"); got != want {
		t.Errorf("cluster:\n%s\nwant\n%s", got, want)
	}
}

// Each server of a cluster makes a view by itself and looks for a table without a database
// in its default one.
func TestViewsOfAClusterNameTheirDatabase(t *testing.T) {
	const text = "CREATE VIEW IF NOT EXISTS v {{on_cluster}} AS\nSELECT a\nFROM\n(\n    SELECT a\n    FROM t\n    WHERE a IN (SELECT a FROM u GROUP BY a)\n)"
	want := "CREATE VIEW IF NOT EXISTS v ON CLUSTER `city` AS\nSELECT a\nFROM\n(\n    SELECT a\n    FROM `data`.t\n    WHERE a IN (SELECT a FROM `data`.u GROUP BY a)\n)"
	if got := fillIn(text, "city", "data"); got != want {
		t.Errorf("cluster:\n%s\nwant\n%s", got, want)
	}
	if got, want := fillIn(text, "", "data"), strings.Replace(text, " {{on_cluster}}", "", 1); got != want {
		t.Errorf("one server:\n%s\nwant\n%s", got, want)
	}
}

// Each replica of a cluster carries out a DELETE by itself, some later than others. The
// server refuses what could then differ: other tables, and functions such as now64
// (exceptions 36, “must use only deterministic functions” and “statement with subquery
// may be nondeterministic”, as ClickHouse 26.7 answered for a ReplicatedMergeTree).
func TestDeletesAreTheSameOnEveryReplica(t *testing.T) {
	names, err := fs.Glob(statementFiles, "queries/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	differing := regexp.MustCompile(`(?i)\b(SELECT|now|now64|today|yesterday|rand\w*|generate\w+|currentDatabase|hostName|dictGet\w*)\b`)
	deletes := 0
	for _, name := range names {
		text, err := statement(strings.TrimSuffix(strings.TrimPrefix(name, "queries/"), ".sql"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text, "DELETE") && !strings.HasPrefix(text, "ALTER") {
			continue
		}
		deletes++
		if found := differing.FindString(text); found != "" {
			t.Errorf("%s asks each replica for %s", name, found)
		}
	}
	if deletes != 6 {
		t.Errorf("%d statements delete, six were looked at", deletes)
	}
}
