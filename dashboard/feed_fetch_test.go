package dashboard_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/ingest/ledgertest"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// slowSource has sent 500 of 1,000 bytes and waits at its gate.
type slowSource struct {
	folder string
	gate   chan struct{}
}

func (s slowSource) Fetch(ctx context.Context, feed metrics.Feed, _ metrics.FeedMemory, received source.Received) (source.File, error) {
	received(500, 1000)
	select {
	case <-s.gate:
	case <-ctx.Done():
		return source.File{}, ctx.Err()
	}
	path := filepath.Join(s.folder, "fetched")
	return source.File{Path: path, Name: feed.Code + ".csv", Bytes: 1000}, os.WriteFile(path, []byte(goodFile), 0o600)
}

// slowFeed is a site with a feed whose source is slow, and the board of its importer.
func slowFeed(t *testing.T) (*site, *ledgertest.Ledger, chan struct{}) {
	t.Helper()
	gate, board := make(chan struct{}), &underway.Board{}
	feeds := &dashboardtest.Feeds{Folder: t.TempDir(), UnderWay: board}
	feeds.Source = slowSource{feeds.Folder, gate}
	site, ledger := importSite(t, t.TempDir(), func(dependencies *dashboard.Dependencies, options *ingest.Options) {
		feeds.Store = dependencies.Store.(ledgerStore).Store
		dependencies.Feeds, dependencies.UnderWay = feeds, board
		options.UnderWay = board
	})
	feeds.Importer = ingest.New(ledger, ingest.Options{Now: dashboardtest.Now, UnderWay: board})
	visit(site, "/feeds/new").post("/feeds", http.StatusSeeOther, someFeed("approval", "none")...)
	if err := ledger.SaveCatalogue(t.Context(), metrics.Run{}, feeds.Store.Content); err != nil {
		t.Fatal(err)
	}
	return site, ledger, gate
}

type workAnswer struct {
	Running     bool
	Step, Share string
	Done, Total int
	Counts      []struct{ Word, Count string }
}

func workOf(t *testing.T, person *visitor, path string) (answer workAnswer) {
	t.Helper()
	if err := json.Unmarshal([]byte(person.get(path+"/progress", http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// The answer comes before the file does; the page says how far it is to everybody, also
// after it is loaded anew; a second press joins; at the end the page tells the result.
func TestLongFetchShowsItsProgress(t *testing.T) {
	site, ledger, gate := slowFeed(t)
	person, other := visit(site, "/feeds"), visit(site, "/feeds")
	if to := person.post("/feeds/places/fetch", http.StatusSeeOther).header.Get("Location"); to != "/feeds/places" {
		t.Fatalf("leads to %q", to)
	}
	other.post("/feeds/places/fetch", http.StatusSeeOther)
	for _, reader := range []*visitor{person, other} {
		page := reader.get("/feeds/places", http.StatusOK)
		reader.has(page, "正在接收文件", "500 B / 1000 B", `max="1000" value="500"`, `data-progress="/feeds/places/progress"`, `action="/feeds/places/stop"`, `http-equiv="refresh"`)
		reader.lacks(page, `action="/feeds/places/fetch"`)
		if got := workOf(t, reader, "/feeds/places"); !got.Running || got.Done != 500 || got.Total != 1000 || got.Counts[0].Word != "已接收" {
			t.Errorf("answered %+v", got)
		}
	}
	close(gate)
	for workOf(t, person, "/feeds/places").Running {
		time.Sleep(10 * time.Millisecond)
	}
	page := other.get("/feeds/places", http.StatusOK)
	other.has(page, "最近找到的文件", "places.csv", "共 2 行：新增 2", "已存入原件库", `action="/feeds/places/fetch"`)
	runs := 0
	for _, event := range ledger.Events() {
		if event.State == metrics.RunPublished {
			runs++
			person.get("/runs/"+event.ID+"/progress", http.StatusOK)
			person.post("/runs/"+event.ID+"/stop", http.StatusConflict)
		}
	}
	if runs != 1 {
		t.Errorf("%d runs, want one of the two presses", runs)
	}
	person.post("/feeds/places/stop", http.StatusConflict)
}

func TestFetchIsStoppedFromThePage(t *testing.T) {
	site, ledger, _ := slowFeed(t)
	person := visit(site, "/feeds")
	person.post("/feeds/places/fetch", http.StatusSeeOther)
	person.post("/feeds/places/stop", http.StatusSeeOther)
	person.has(person.get("/feeds/places", http.StatusOK), "停止了这次导入，库中数据未变", "没有取到文件")
	if events := ledger.Events(); len(events) > 0 {
		t.Errorf("the ledger has %+v", events)
	}
}

// A run that a program on another server loads, or that was cut off, is not said to go on.
func TestRunWithoutWorkIsExplained(t *testing.T) {
	site, ledger, _ := slowFeed(t)
	const id = "01970000-0000-7000-8000-000000000001"
	if err := ledger.RecordRun(t.Context(), metrics.Run{ID: id, Feed: "places", State: metrics.RunLoading, File: "a.csv", StartedAt: dashboardtest.Now(), ChangedAt: dashboardtest.Now()}); err != nil {
		t.Fatal(err)
	}
	site.has(site.get("/runs/"+id, http.StatusOK), "本程序此刻没有在处理这一批")
}
