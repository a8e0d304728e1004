package dashboard_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

// failingPages gives one whole page of values, and then an error.
type failingPages struct{ asked atomic.Int64 }

func (p *failingPages) ObservationPage(_ context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error) {
	if p.asked.Add(1) > 1 {
		return nil, errors.New("the store has gone")
	}
	return make([]metrics.Observation, query.Limit), nil
}

func (*failingPages) PublicationMoment(context.Context) (time.Time, error) {
	return time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC), nil
}

// An answer that cannot be finished must not look like a whole one, compressed or not.
func TestUnfinishedAnswerIsBrokenOff(t *testing.T) {
	pages := &failingPages{}
	site := newSite(t, func(d *dashboard.Dependencies) { d.Values = pages })
	server := httptest.NewServer(site.handler)
	defer server.Close()
	for _, compressed := range []bool{false, true} {
		pages.asked.Store(0)
		client := &http.Client{Transport: &http.Transport{DisableCompression: !compressed, DisableKeepAlives: true}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/observations?format=csv", nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := readAll(client, request); pages.asked.Load() != 2 || err == nil {
			t.Errorf("compressed %t: after %d pages the answer ends as if it were whole", compressed, pages.asked.Load())
		}
	}
}

// readAll reads an answer to its end.
func readAll(client *http.Client, request *http.Request) error {
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	return errors.Join(err, response.Body.Close())
}
