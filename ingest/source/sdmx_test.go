package source_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// The addresses follow the syntax of the SDMX RESTful API, versions 1 and 2, as its
// specification gives it for the exchange rates of the ECB.
func TestAddressesOfDataQueries(t *testing.T) {
	const root = "https://ws-entry-point"
	for _, c := range []struct {
		source metrics.FeedSource
		want   string
	}{
		{metrics.FeedSource{Flow: "EXR", Key: "M.USD.EUR.SP00.A"}, root + "/data/EXR/M.USD.EUR.SP00.A"},
		{metrics.FeedSource{Version: "2.1", Flow: "ECB,EXR,1.0", StartPeriod: "2020-Q1", EndPeriod: "2021"}, root + "/data/ECB,EXR,1.0/all?endPeriod=2021&startPeriod=2020-Q1"},
		{metrics.FeedSource{Version: "3.0", Flow: "ECB,EXR,1.0.0", Key: "M..EUR.SP00.A"}, root + "/data/dataflow/ECB/EXR/1.0.0/M.*.EUR.SP00.A"},
		{metrics.FeedSource{Version: "3.0", Flow: "ECB,EXR", StartPeriod: "2009-05-01", EndPeriod: "2009-05-31"},
			root + "/data/dataflow/ECB/EXR/~/*?c%5BTIME_PERIOD%5D=ge%3A2009-05-01%2Ble%3A2009-05-31"},
		{metrics.FeedSource{Version: "3.0", Flow: "EXR", EndPeriod: "2021"}, root + "/data/dataflow/*/EXR/~/*?c%5BTIME_PERIOD%5D=le%3A2021"},
	} {
		c.source.Address = root + "/"
		if got := source.DataAddress(c.source); got != c.want {
			t.Errorf("%+v:\n %s, want\n %s", c.source, got, c.want)
		}
	}
}

func TestDataAreAskedForAsCSV(t *testing.T) {
	var accept, path string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		accept, path = r.Header.Get("Accept"), r.URL.RequestURI()
		w.Header().Set("Content-Type", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8")
		_, _ = w.Write([]byte("STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE\ndataflow,A:B(1.0.0),R,COAL,2023,1\n"))
	}))
	defer server.Close()
	fetcher, _ := house(t, nil)
	feed := metrics.Feed{Code: "rates", Source: metrics.FeedSource{Kind: metrics.SourceSDMX, Address: server.URL + "/rest", Version: "3.0", Flow: "A,B", StartPeriod: "2020"}}
	file, err := fetcher.Fetch(t.Context(), feed, metrics.FeedMemory{}, nil)
	if err != nil || file.Name != "rates.csv" {
		t.Fatalf("%+v, %v", file, err)
	}
	if !strings.HasPrefix(accept, "application/vnd.sdmx.data+csv;version=2.0.0") || path != "/rest/data/dataflow/A/B/~/*?c%5BTIME_PERIOD%5D=ge%3A2020" {
		t.Errorf("asked %q for %q", path, accept)
	}
	if err := file.Remove(); err != nil {
		t.Error(err)
	}
}
