package dashboard_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// site is a dashboard over the store of dashboardtest, for one test.
type site struct {
	t       *testing.T
	store   *dashboardtest.Store
	handler http.Handler
}

// newSite builds a dashboard on dashboardtest.Now; change may set more dependencies.
func newSite(t *testing.T, change ...func(*dashboard.Dependencies)) *site {
	t.Helper()
	store := dashboardtest.New()
	dependencies := dashboard.Dependencies{Store: store, Now: dashboardtest.Now, Version: "test", Zone: dashboardtest.Now().Location()}
	for _, set := range change {
		set(&dependencies)
	}
	server, err := dashboard.New(dependencies)
	if err != nil {
		t.Fatal(err)
	}
	return &site{t: t, store: store, handler: server.Handler()}
}

func offerDemonstration(dependencies *dashboard.Dependencies) { dependencies.Demonstration = true }

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (s *site) send(request *http.Request) answer {
	s.t.Helper()
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, request)
	result := recorder.Result()
	defer func() { _ = result.Body.Close() }()
	body, err := io.ReadAll(result.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{status: result.StatusCode, header: result.Header, body: string(body)}
}

// get asks for a page and checks its status.
func (s *site) get(path string, status int) answer {
	s.t.Helper()
	got := s.send(httptest.NewRequest(http.MethodGet, path, nil))
	if got.status != status {
		s.t.Fatalf("GET %s: status %d, want %d: %.300s", path, got.status, status, got.body)
	}
	return got
}

// has checks that all texts stand in the answer.
func (s *site) has(got answer, texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(got.body, text) {
			s.t.Errorf("%q is missing from the answer", text)
		}
	}
}

// lacks checks that none of the texts stands in the answer.
func (s *site) lacks(got answer, texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if strings.Contains(got.body, text) {
			s.t.Errorf("%q stands in the answer", text)
		}
	}
}
