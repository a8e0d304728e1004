package warehouse_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
)

// childStatements makes this test program run statements on an embedded engine, whose
// accounts stand in the files of its working folder, and tell what came of each: the
// first value of the answer, or the code of the exception.
const childStatements = "ZHIBIAO_TEST_CHILD_STATEMENTS"

type childWork struct {
	Database   string
	Statements []string
}

func runStatements(folder, encoded string) error {
	var asked childWork
	if err := json.Unmarshal([]byte(encoded), &asked); err != nil {
		return err
	}
	engine, err := embedded.OpenConfigured(folder, "config.xml") // of the folder that asAccount prepares
	if err != nil {
		return err
	}
	client, err := clickhouse.Open(&clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{"embedded:0"}, Auth: clickhouse.Auth{Database: asked.Database},
		TransportFunc: func(*http.Transport) (http.RoundTripper, error) { return engine.Transport(), nil }})
	if err != nil {
		return err
	}
	for _, statement := range asked.Statements {
		var told string
		var refused *clickhouse.Exception
		if err := client.QueryRow(context.Background(), statement).Scan(&told); errors.As(err, &refused) {
			told = fmt.Sprint("exception ", refused.Code)
		} else if err != nil {
			told = "done" // an answer without rows
		}
		fmt.Println("told:", told)
	}
	return errors.Join(client.Close(), engine.Close())
}

// asAccount runs statements in a process of its own, as the account that may do what the
// grants say; without grants it may do everything.
func asAccount(t *testing.T, data, database string, grants []string, statements ...string) []string {
	t.Helper()
	place := t.TempDir()
	rights := "<access_management>1</access_management>"
	if grants != nil {
		rights = "<grants><query>" + strings.Join(grants, "</query><query>") + "</query></grants>"
	}
	account := func(name, rights string) string {
		return "<" + name + "><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>" + rights + "</" + name + ">"
	}
	must(t, os.WriteFile(filepath.Join(place, "config.xml"), []byte("<clickhouse><users_config>"+filepath.Join(place, "users.xml")+"</users_config></clickhouse>"), 0o600))
	must(t, os.WriteFile(filepath.Join(place, "users.xml"), []byte("<clickhouse><profiles><default/></profiles><quotas><default/></quotas><users>"+
		account("default", rights)+account("program", "")+"</users></clickhouse>"), 0o600))
	encoded, err := json.Marshal(childWork{database, statements})
	must(t, err)
	command := exec.Command(os.Args[0])
	command.Dir = place
	command.Env = append(os.Environ(), childStatements+"="+string(encoded), childTask+"="+data, embedded.LibraryVariable+"="+library(t))
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("child: %v\n%s", err, output)
	}
	var told []string
	for line := range strings.Lines(string(output)) {
		if one, found := strings.CutPrefix(strings.TrimSpace(line), "told: "); found {
			told = append(told, one)
		}
	}
	if len(told) != len(statements) {
		t.Fatalf("child said:\n%s", output)
	}
	return told
}

// library finds the engine for a process that works in a folder of its own.
func library(t *testing.T) string {
	t.Helper()
	if path := os.Getenv(embedded.LibraryVariable); path != "" {
		return path
	}
	folder, err := os.Getwd()
	must(t, err)
	for {
		found, err := filepath.Glob(filepath.Join(folder, "node_modules", "@chdb", "*", "libchdb.so"))
		must(t, err)
		if len(found) > 0 {
			return found[0]
		}
		if folder == filepath.Dir(folder) {
			t.Fatal("no node_modules/@chdb above the tests")
		}
		folder = filepath.Dir(folder)
	}
}

// Who has what MakeReader grants reads the open views and nothing else: the views run
// with the rights of the program's account, which is not that of the reader.
func TestReaderReadsTheOpenViewsOnly(t *testing.T) {
	data := t.TempDir()
	steps := warehouse.StatementsOfTables("city", "program")
	for i, told := range asAccount(t, data, "default", nil, steps...) {
		if told != "done" {
			t.Fatalf("%s: %s", steps[i], told)
		}
	}
	var grants []string
	for _, text := range warehouse.ReaderStatements()[:3] {
		if strings.HasPrefix(text, "GRANT") {
			grants = append(grants, strings.Replace(text, " TO `city_reader`", "", 1))
		}
	}
	const refused = "exception 497"
	const nothingToMerge = "exception 636"
	asked := map[string]string{ // counts of empty tables; 81 columns, by hand from views/*.sql
		"SELECT toString(count()) FROM city.observation":                                refused,
		"SELECT toString(count()) FROM city.register_entry":                             refused,
		"SELECT toString(count()) FROM city.audit":                                      refused,
		"SELECT toString(count()) FROM system.users":                                    refused,
		"SELECT toString(count()) FROM system.tables WHERE database = 'city'":           "0",
		"SELECT toString(count()) FROM system.columns WHERE database = 'city_open'":     "81",
		"CREATE TABLE city_open.own (a UInt8) ENGINE = MergeTree ORDER BY a":            refused,
		"DROP VIEW city_open.plan":                                                      refused,
		"INSERT INTO city.run_comment (body) VALUES ('x')":                              refused,
		"SELECT toString(count()) FROM file('values.csv', 'LineAsString')":              refused,
		"SELECT toString(count()) FROM url('http://127.0.0.1:1/', 'LineAsString')":      refused,
		"SELECT toString(count()) FROM remote('127.0.0.1', 'city.observation')":         refused,
		"CREATE OR REPLACE VIEW city_open.plan AS SELECT 1 AS one":                      refused,
		"SELECT toString(count()) FROM merge('city', 'observation')":                    nothingToMerge,
		"SELECT toString(count()) FROM view(SELECT * FROM city.observation)":            refused,
		"GRANT SELECT ON city.* TO default":                                             refused,
		"SELECT toString(count()) FROM city_open.current_value WHERE scenario = 'AC'":   "0",
		"SELECT toString(count()) FROM (SELECT * FROM city_open.current_value LIMIT 5)": "0",
	}
	for _, view := range []string{"plan", "indicator", "area", "target", "current_value", "value_history", "current_assessment"} {
		asked["SELECT toString(count()) FROM city_open."+view] = "0"
	}
	var statements []string
	for statement := range asked {
		statements = append(statements, statement)
	}
	for i, told := range asAccount(t, data, "city_open", grants, statements...) {
		if told != asked[statements[i]] {
			t.Errorf("%s: %s, want %s", statements[i], told, asked[statements[i]])
		}
	}
}
