package source_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
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

// changingServer is the engine, with something that happens after its first answer: the one
// that says which columns the query has.
type changingServer struct {
	engine  http.Handler
	change  string // a statement
	answers int
}

func (s *changingServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.engine.ServeHTTP(w, r)
	if bytes.HasPrefix(body, []byte("DESCRIBE")) {
		if s.answers++; s.answers == 1 {
			change := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(s.change))
			s.engine.ServeHTTP(httptest.NewRecorder(), change)
		}
	}
}

// Between the columns and the rows of a query its table changes. A table that grows gives
// one moment of it, whole; one whose columns change would give values under the heading of
// their neighbours.
func TestATableChangesWhileItIsRead(t *testing.T) {
	run := func(statement string) {
		t.Helper()
		recorder := httptest.NewRecorder()
		engine.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(statement)))
		if recorder.Code != http.StatusOK {
			t.Fatalf("%s: %s", statement, recorder.Body)
		}
	}
	run("CREATE TABLE growing (month String, amount UInt32) ENGINE = MergeTree ORDER BY month")
	for name, c := range map[string]struct{ change, key, want string }{
		"it grows":          {"INSERT INTO growing SELECT '2024-02', 90", "", "month,amount\n\"2024-01\",100\n\"2024-02\",90\n"},
		"a column comes":    {"ALTER TABLE growing ADD COLUMN area String DEFAULT '150600' FIRST", "fetch.columns_changed", ""},
		"a column is named": {"ALTER TABLE growing RENAME COLUMN amount TO share", "fetch.columns_changed", ""},
	} {
		t.Run(name, func(t *testing.T) {
			run("DROP TABLE growing SYNC")
			run("CREATE TABLE growing (month String, amount UInt32) ENGINE = MergeTree ORDER BY month")
			run("INSERT INTO growing SELECT '2024-01', 100")
			server := httptest.NewServer(&changingServer{engine: engine, change: c.change})
			defer server.Close()
			fetcher, folder := house(t, nil)
			file, err := fetcher.Fetch(t.Context(), metrics.Feed{Code: "coal", Source: metrics.FeedSource{Kind: metrics.SourceClickHouse, Address: server.URL,
				Query: "SELECT * FROM growing ORDER BY month"}}, metrics.FeedMemory{}, nil)
			if problemKey(err) != c.key || c.key != "" && (!source.Retryable(err) || leftOver(t, folder) != 0) {
				t.Fatalf("%v, want %q", err, c.key)
			}
			if c.key != "" {
				return
			}
			if got, err := os.ReadFile(file.Path); err != nil || string(got) != c.want {
				t.Errorf("%v, %q", err, got)
			}
		})
	}
}
