package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/metrics"
	"zhibiao/schedules"
)

// A source that answers, has nothing new, is down, and sends a page: what the schedule
// keeps of each, and that the ledger changes with the first only.
func TestFeedsAreFetchedBySchedules(t *testing.T) {
	_, r, _ := catalogued(t, commandLine{AllowPrivateSources: "127.0.0.1"})

	var state atomic.Value
	state.Store("good")
	source := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		switch state.Load() {
		case "down":
			w.WriteHeader(http.StatusBadGateway)
		case "page":
			_, _ = w.Write([]byte("<!DOCTYPE html><title>登录</title>"))
		default:
			w.Header().Set("ETag", `"1"`)
			if request.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/csv")
			_, _ = w.Write([]byte("ZBMC,时期,数值\n煤炭产量,2022,79000\n没有的指标,2022,1\n"))
		}
	}))
	defer source.Close()
	feed := metrics.Feed{Code: "coal-month", NameZh: "煤炭月报", NameEn: "Coal, monthly", SavedBy: "tester", Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: source.URL},
		Reading: metrics.FeedReading{Columns: []metrics.FeedColumn{{Heading: "ZBMC", Means: "indicator"}}}}
	feed, err := r.store.SaveFeed(t.Context(), feed)
	must(t, err)
	occasion := schedules.Occasion{Schedule: "coal", Argument: "feed=coal-month", DueAt: time.Now()}

	result, err := r.fetchFeed(t.Context(), occasion)
	must(t, err)
	if words := result.Words; !result.Changed || words.Key != "job.done.fetch" || words.Arguments["new"] != "1" || words.Arguments["rejected"] != "1" {
		t.Errorf("the first time: %+v", result)
	}
	result, err = r.fetchFeed(t.Context(), occasion)
	must(t, err)
	if result.Changed || result.Words.Key != "job.done.fetch_unchanged" {
		t.Errorf("the second time: %+v", result)
	}
	for kind, want := range map[string]struct {
		key  string
		pass bool
	}{"down": {"fetch.server", true}, "page": {"fetch.html", false}} {
		state.Store(kind)
		_, err := r.fetchFeed(t.Context(), occasion)
		if reason := schedules.AsReason(err); reason == nil || reason.Key != want.key || schedules.IsTemporary(err) != want.pass {
			t.Errorf("%s: %v, temporary %t", kind, err, schedules.IsTemporary(err))
		}
	}
	runs, err := r.store.Runs(t.Context(), metrics.RunQuery{Feed: "coal-month"})
	must(t, err)
	if len(runs) != 1 || runs[0].State != metrics.RunPublished || runs[0].Schedule != "coal" {
		t.Errorf("runs %+v, want one", runs)
	}

	// An edited feed gets the whole file again; nothing in it has changed.
	state.Store("good")
	feed.MinRows = 2
	_, err = r.store.SaveFeed(t.Context(), feed)
	must(t, err)
	result, err = r.fetchFeed(t.Context(), occasion)
	must(t, err)
	if result.Changed || result.Words.Key != "job.done.fetch" || result.Words.Arguments["unchanged"] != "1" {
		t.Errorf("after the feed was edited: %+v", result)
	}
	if left := strings.Join(namesIn(t, filepath.Join(r.files, ingest.OnTheirWay)), " "); left != "" {
		t.Errorf("files stay: %s", left)
	}
	for argument, key := range map[string]string{"": "job.feed_unknown", "feed=nobody": "job.feed_unknown", "feed=manual-upload": "job.fetch.source", "coal-month": "job.argument.form"} {
		err := r.checkJobArgument(t.Context(), schedules.Schedule{Job: jobFetch, Argument: argument})
		if reason := schedules.AsReason(err); reason == nil || reason.Key != key {
			t.Errorf("argument %q: %v, want %s", argument, err, key)
		}
	}
}
