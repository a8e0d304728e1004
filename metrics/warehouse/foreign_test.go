package warehouse_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// foreignAnswer asks the engine of the second process and notes every place that a
// connection was opened to.
func foreignAnswer(t *testing.T, address, query string) (answer string, dialled []string, err error) {
	t.Helper()
	var to strings.Builder
	err = warehouse.ReadForeign(t.Context(), warehouse.ForeignQuery{Address: address, Query: query, Rows: 10, Bytes: 1 << 20, Connect: 5 * time.Second, Total: 10 * time.Second,
		Dial: func(ctx context.Context, network, place string) (net.Conn, error) {
			dialled = append(dialled, place)
			return (&net.Dialer{}).DialContext(ctx, network, place)
		}}, &to)
	return to.String(), dialled, err
}

func TestForeignServersAnswerInCSV(t *testing.T) {
	for _, place := range []string{"http://" + secondProcess, "clickhouse://" + nativeProcess} {
		foreignServerAnswers(t, place)
	}
}

func foreignServerAnswers(t *testing.T, place string) {
	t.Helper()
	answer, _, err := foreignAnswer(t, place, "SELECT '煤,\"炭\"' AS indicator, CAST(NULL AS Nullable(Int32)) AS value;\n")
	if want := "indicator,value\n\"煤,\"\"炭\"\"\",\n"; err != nil || answer != want { // RFC 4180
		t.Errorf("%s: %q, %v, want %q", place, answer, err, want)
	}
	for query, key := range map[string]string{
		"SELECT number FROM numbers(11)":   "fetch.too_many_rows",
		"SELECT 1 AS a WHERE 0":            "fetch.no_rows",
		"SELECT * FROM nobody.nothing":     "fetch.query",
		"SELECT 1) SETTINGS (readonly = 0": "fetch.query",
	} {
		answer, _, err := foreignAnswer(t, place, query)
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != key {
			t.Errorf("%s, %s: %q, %v, want %s", place, query, answer, err, key)
		}
	}
}

// An address may not lead anywhere but to its host, whatever its parameters say.
func TestForeignAddressesNameOneHost(t *testing.T) {
	strange := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("another place is asked %s", r.URL) }))
	defer strange.Close()
	place := strings.TrimPrefix(strange.URL, "http://")
	for _, address := range []string{"http://" + secondProcess + "?hosts=" + place, "http://" + secondProcess + "?alt_hosts=" + place,
		"http://" + secondProcess + "?http_proxy=" + strange.URL, "http://" + secondProcess + "?connection_open_strategy=random&alt_hosts=" + place} {
		_, dialled, err := foreignAnswer(t, address, "SELECT 1 AS a")
		if err != nil {
			t.Errorf("%s: %v", address, err)
		}
		for _, one := range dialled {
			if one != secondProcess {
				t.Errorf("%s opens a connection to %s", address, one)
			}
		}
	}
	leading := httptest.NewServer(http.RedirectHandler(strange.URL, http.StatusTemporaryRedirect))
	defer leading.Close()
	if _, _, err := foreignAnswer(t, leading.URL, "SELECT 1 AS a"); metrics.AsProblem(err) == nil || metrics.AsProblem(err).Key != "fetch.status" {
		t.Errorf("a redirect: %v", err)
	}
	for _, address := range []string{"", "http://", "http://a:b@" + secondProcess, "ftp://" + secondProcess, "http://a,b:1:2/"} {
		if _, dialled, err := foreignAnswer(t, address, "SELECT 1"); err == nil || len(dialled) > 0 && address != "http://a,b:1:2/" {
			t.Errorf("%q: %v", address, err)
		}
	}
}
