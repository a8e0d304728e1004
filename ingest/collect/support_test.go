package collect_test

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/ledgertest"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// memory remembers what a store would.
type memory struct {
	mutex  sync.Mutex
	files  map[string]metrics.FeedMemory
	looks  map[string]metrics.FeedLook
	writes int // of looks
}

func (m *memory) FeedMemory(_ context.Context, feed string) (metrics.FeedMemory, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.files[feed], nil
}

func (m *memory) RememberFeed(_ context.Context, feed string, remembered metrics.FeedMemory) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.files[feed] = remembered
	return nil
}

func (m *memory) FeedLook(_ context.Context, feed string) (metrics.FeedLook, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.looks[feed], nil
}

func (m *memory) FeedLooks(context.Context) (map[string]metrics.FeedLook, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return maps.Clone(m.looks), nil
}

func (m *memory) KeepFeedLook(_ context.Context, feed string, look metrics.FeedLook) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.looks[feed], m.writes = look, m.writes+1
	return nil
}

// bench is a collector over a ledger in memory, with the real fetcher and importer.
type bench struct {
	*testing.T
	collector *collect.Collector
	ledger    *ledgertest.Ledger
	memory    *memory
	board     *underway.Board
	root      string
	now       time.Time // of the fetcher and the collector
}

func newBench(t *testing.T, limits source.Limits, readServer source.ReadServer) *bench {
	t.Helper()
	allowed, err := source.ParseAllowed("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	catalogue := (&metrics.Catalogue{
		Indicators: []metrics.Indicator{{Code: "COAL-OUTPUT", NameZh: "煤炭产量", NameEn: "Coal output", Unit: "万吨", Kind: metrics.KindFlow}},
		Areas:      []metrics.Area{{Code: "150600", NameZh: "鄂尔多斯市", NameEn: "Ordos City"}},
		Feeds:      []metrics.Feed{{Code: "coal", Scenario: metrics.Actual, Folder: "inbox/coal", FilePattern: "*.csv;*.xlsx"}},
	}).Index()
	b := &bench{T: t, ledger: ledgertest.New(catalogue), memory: &memory{files: map[string]metrics.FeedMemory{}, looks: map[string]metrics.FeedLook{}},
		board: &underway.Board{}, root: t.TempDir(), now: time.Date(2024, 6, 1, 4, 0, 0, 0, time.UTC)}
	now := func() time.Time { return b.now }
	fetcher := source.New(source.Options{Folder: filepath.Join(b.root, ingest.OnTheirWay), Allowed: allowed, Limits: limits, ReadServer: readServer, Now: now})
	importer := ingest.New(b.ledger, ingest.Options{Logger: slog.New(slog.DiscardHandler), SettleTime: 20 * time.Millisecond,
		Originals: ingest.NewOriginals(filepath.Join(b.root, "originals")), UnderWay: b.board})
	b.collector = collect.New(fetcher, importer, b.memory, collect.Options{Root: b.root, UnderWay: b.board, Now: now})
	return b
}

// serve answers requests and returns a feed that asks it.
func (b *bench) serve(answer http.HandlerFunc) metrics.Feed {
	b.Helper()
	server := httptest.NewServer(answer)
	b.Cleanup(server.Close)
	return metrics.Feed{Code: "coal", Scenario: metrics.Actual, Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: server.URL + "/coal.csv"}}
}

// keepFeed puts a feed into the catalogue, so that its files are read as it says.
func (b *bench) keepFeed(feed metrics.Feed) {
	b.Helper()
	catalogue, err := b.ledger.Catalogue(b.Context())
	if err == nil {
		err = b.ledger.SaveCatalogue(b.Context(), metrics.Run{}, catalogue.WithFeeds([]metrics.Feed{feed}))
	}
	if err != nil {
		b.Fatal(err)
	}
}

// values returns the published values of the city, by period.
func (b *bench) values() map[string]string {
	b.Helper()
	found, err := b.ledger.Observations(b.Context(), metrics.ObservationQuery{Scenario: metrics.Actual})
	if err != nil {
		b.Fatal(err)
	}
	values := map[string]string{}
	for _, one := range found {
		values[one.Period.String()] = one.Value.Decimal.String()
	}
	return values
}

// lastLook returns what the page of the feed would show.
func (b *bench) lastLook() metrics.FeedLook {
	b.Helper()
	look, err := b.collector.LastLook(b.Context(), "coal")
	if err != nil {
		b.Fatal(err)
	}
	return look
}

func problemKey(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	return ""
}
