package collect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

const heading = "指标,时期,数值\n"

// rowsOfMonths is a file with one row for each month from January 2010 on.
func rowsOfMonths(count int) string {
	text := strings.Builder{}
	text.WriteString(heading)
	for n := range count {
		fmt.Fprintf(&text, "煤炭产量,%d-%02d,%d\n", 2010+n/12, 1+n%12, 100+n)
	}
	return text.String()
}

// awaited waits until work on the feed shows what is wanted.
func (b *bench) awaited(what string, wanted func(underway.Progress) bool) underway.Progress {
	b.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if work := b.board.OfFeed("coal"); work != nil && wanted(work.Progress()) {
			return work.Progress()
		}
	}
	b.Fatalf("never %s", what)
	return underway.Progress{}
}

// A source that sends its 120 rows in three parts, each when the test lets it: everybody
// who looks sees the bytes grow, and at the end all rows read, checked and written.
func TestASlowSourceIsFollowed(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	text, next := rowsOfMonths(120), make(chan struct{})
	third := len(text) / 3
	feed := b.serve(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		for _, part := range []string{text[:third], text[third : 2*third], text[2*third:]} {
			<-next
			_, _ = w.Write([]byte(part))
			_ = http.NewResponseController(w).Flush()
		}
	})
	var last underway.Progress
	work := underway.Watched(underway.About{Feed: "coal", Actor: "tester"}, func(p underway.Progress) { last = p })
	ended := make(chan error, 1)
	go func() {
		_, err := b.collector.Collect(t.Context(), feed, "tester", "", work)
		ended <- err
	}()
	if step := work.Progress().Step; step != underway.Asking {
		t.Errorf("before the source answers: %s", step)
	}
	for part := 1; part <= 2; part++ {
		next <- struct{}{}
		for work.Progress().Received < int64(part*third) {
			time.Sleep(time.Millisecond)
		}
		p := work.Progress()
		if percent, known := p.Percent(); p.Step != underway.Receiving || p.Received != int64(part*third) || p.Expected != int64(len(text)) || !known || percent != part*third*100/len(text) {
			t.Errorf("after part %d: %+v", part, p)
		}
	}
	next <- struct{}{}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if last.Read != 120 || last.Checked != 120 || last.Written != 120 || last.Total != 120 || last.Rejected != 0 || last.Received != int64(len(text)) {
		t.Errorf("at the end %+v", last)
	}
	if look := b.lastLook(); len(look.Files) != 1 || look.Files[0].State != metrics.RunPublished || look.Files[0].Counts.New != 120 || look.Actor != "tester" {
		t.Errorf("the look %+v", look)
	}
}

// A person stops a fetch while bytes come: nothing is loaded, nothing stays on disk, the
// page says who stopped it, and the next fetch begins anew.
func TestAFetchIsStopped(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	hold := make(chan struct{})
	feed := b.serve(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		_, _ = w.Write([]byte(heading + "煤炭产量,2023,1\n"))
		_ = http.NewResponseController(w).Flush()
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	})
	ended := make(chan error, 1)
	go func() {
		_, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil)
		ended <- err
	}()
	b.awaited("receiving", func(p underway.Progress) bool { return p.Received > 0 })
	b.board.OfFeed("coal").Stop("wang")
	err := <-ended
	if problem := metrics.AsProblem(err); problem == nil || problem.Key != "run.stopped" || problem.Arguments["actor"] != "wang" || !errors.Is(err, context.Canceled) || collect.Retryable(err) {
		t.Errorf("%v, want that wang stopped it, and no other attempt", err)
	}
	if events := b.ledger.Events(); len(events) > 0 {
		t.Errorf("the ledger knows %+v", events)
	}
	if look := b.lastLook(); look.Problem == nil || look.Problem.Key != "run.stopped" {
		t.Errorf("the look %+v", look)
	}
	if b.board.OfFeed("coal") != nil {
		t.Error("it still stands on the board")
	}
	close(hold)
	if _, err := b.collector.Collect(t.Context(), feed, "wang", "", nil); err != nil || b.values()["2023"] != "1" {
		t.Errorf("afterwards %v, %v", err, b.values())
	}
}

// A person stops the import when the file is there and rows are read: the run has failed
// and says who stopped it, and no value is seen.
func TestAnImportIsStopped(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	text := heading + strings.Repeat("煤炭产量,2023,1\n", 5000)
	feed := b.serve(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		_, _ = w.Write([]byte(text))
	})
	var stop func()
	work := underway.Watched(underway.About{Feed: "coal"}, func(p underway.Progress) {
		if p.Step == underway.Reading && stop != nil {
			stop()
		}
	})
	stop = func() { stop = nil; go work.Stop("wang"); time.Sleep(20 * time.Millisecond) }
	outcome, err := b.collector.Collect(t.Context(), feed, "li", "", work)
	if problemKey(err) != "run.stopped" || outcome.Report.Run.State != metrics.RunFailed || outcome.Report.Run.Problem.Arguments["actor"] != "wang" {
		t.Errorf("%v, run %+v", err, outcome.Report.Run)
	}
	if len(b.values()) > 0 {
		t.Errorf("values %v", b.values())
	}
	if look := b.lastLook(); len(look.Files) != 1 || look.Files[0].State != metrics.RunFailed || look.Files[0].Problem.Key != "run.stopped" {
		t.Errorf("the look %+v", look)
	}
}

// A schedule that finds nothing new a thousand times fills no register, but the page says
// when it last looked; and what was found before stays to be seen.
func TestLooksThatSayNothingNewAreNotKept(t *testing.T) {
	b := newBench(t, source.Limits{}, nil)
	feed := b.serve(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		_, _ = w.Write([]byte(heading + "煤炭产量,2023,1\n"))
	})
	for range 5 {
		if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil {
			t.Fatal(err)
		}
		b.now = b.now.Add(time.Hour)
	}
	if b.memory.writes != 2 { // the file, and that there was none the second time
		t.Errorf("kept %d times, want 2", b.memory.writes)
	}
	look := b.lastLook()
	if want := time.Date(2024, 6, 1, 8, 0, 0, 0, time.UTC); !look.At.Equal(want) || !look.Unchanged || len(look.Files) != 1 || !look.FoundAt.Equal(want.Add(-4*time.Hour)) {
		t.Errorf("look %+v, want the fifth hour, and the file of the first", look)
	}
	if diff := cmp.Diff(map[string]string{"2023": "1"}, b.values()); diff != "" {
		t.Error(diff)
	}
}
