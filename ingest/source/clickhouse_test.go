package source_test

import (
	"errors"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse/embedded"
)

var engine *embedded.Engine

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "zhibiao-source-*")
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

func TestQueriesOfClickHouse(t *testing.T) {
	server := httptest.NewServer(engine)
	defer server.Close()
	ask := func(query string, change func(*source.Options)) (string, error) {
		t.Helper()
		fetcher, folder := house(t, change)
		file, err := fetcher.Fetch(t.Context(), metrics.Feed{Code: "coal", Source: metrics.FeedSource{Kind: metrics.SourceClickHouse, Address: server.URL, Query: query}}, metrics.FeedMemory{}, nil)
		if err != nil {
			if leftOver(t, folder) != 0 {
				t.Errorf("%s leaves a file", query)
			}
			return "", err
		}
		content, err := os.ReadFile(file.Path)
		return string(content), errors.Join(err, file.Remove())
	}
	// Headings, quotes, an absent value and a decimal as they stand in CSV (RFC 4180).
	got, err := ask(`SELECT '原煤,"产量"' AS indicator, toDate('2023-12-31') AS period, CAST(NULL AS Nullable(Int32)) AS unit, toDecimal64('78500.10', 2) AS value -- 备注
;`, nil)
	if want := "indicator,period,unit,value\n\"原煤,\"\"产量\"\"\",\"2023-12-31\",,78500.1\n"; err != nil || got != want {
		t.Errorf("%v, %q, want\n%q", err, got, want)
	}
	for name, c := range map[string]struct {
		query, key string
		change     func(*source.Options)
	}{
		"not a query":       {"DROP TABLE a", "feed.problem.query", nil},
		"an insert in it":   {"SELECT 1) INSERT INTO a SELECT (1", "fetch.query", nil},
		"unknown table":     {"SELECT * FROM nobody.nothing", "fetch.query", nil},
		"no rows":           {"SELECT 1 AS value WHERE 0", "fetch.no_rows", nil},
		"too many rows":     {"SELECT number FROM numbers(11)", "fetch.too_many_rows", func(o *source.Options) { o.Limits.Rows = 10 }},
		"too many bytes":    {"SELECT repeat('a', 1000) FROM numbers(50)", "", nil},
		"writes on the way": {"WITH 1 AS a SELECT a INTO OUTFILE '/tmp/never.csv'", "fetch.query", nil},
	} {
		_, err := ask(c.query, c.change)
		if err == nil || c.key != "" && problemKey(err) != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
		if err != nil && strings.Contains(err.Error(), "s3cr") {
			t.Errorf("%s: the error tells the secret", name)
		}
	}
}
