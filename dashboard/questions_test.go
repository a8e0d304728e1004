package dashboard_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// countingStore counts the questions that could be asked once for each line of a page.
type countingStore struct {
	*dashboardtest.Store
	revisions, runs int
}

func (c *countingStore) Revisions(ctx context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	c.revisions++
	return c.Store.Revisions(ctx, series, periods...)
}

func (c *countingStore) Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	c.runs++
	return c.Store.Runs(ctx, query)
}

// An indicator whose months were all revised is asked about once, and shows the twelve
// newest.
func TestRevisionsComeWithOneQuestion(t *testing.T) {
	store := &countingStore{Store: dashboardtest.New()}
	for month := range 14 {
		value := dashboardtest.Observations()[0]
		value.Period = metrics.MonthOf(2021+month/12, 1+month%12)
		value.Revision = 1
		store.Earlier = append(store.Earlier, value)
		value.Revision = 2
		store.Values = append(store.Values, value)
	}
	indicator := store.Values[0].Indicator
	site := newSite(t, func(d *dashboard.Dependencies) { d.Store = store })
	page := site.get("/indicators/"+indicator+"?area="+store.Values[0].Area, http.StatusOK)
	if store.revisions != 1 {
		t.Errorf("revisions are asked for %d times, want once", store.revisions)
	}
	list := page.body[max(0, strings.Index(page.body, `id="revisions"`)):]
	if shown := strings.Count(list, "<h3>"); shown != 12 || strings.Count(list, "<li>") < 2*shown {
		t.Errorf("%d revised values with their versions are shown, want 12 with two each", shown)
	}
	if newest, oldest := strings.Contains(list, "2022年2月"), strings.Contains(list, "2021年1月"); !newest || oldest {
		t.Errorf("the newest is shown: %t, the oldest: %t; want the newest alone", newest, oldest)
	}
}

// The page of feeds asks for all last runs at once.
func TestFeedsComeWithOneQuestion(t *testing.T) {
	store := &countingStore{Store: dashboardtest.New()}
	store.Content.Feeds = append(store.Content.Feeds, metrics.Feed{Code: "coal", NameZh: "煤炭"}, metrics.Feed{Code: "power", NameZh: "电力"})
	store.RunList[0].Feed = "coal"
	store.Content.Index()
	site := newSite(t, func(d *dashboard.Dependencies) {
		d.Store, d.Feeds = store, &dashboardtest.Feeds{Folder: t.TempDir(), Store: store.Store}
	})
	site.has(site.get("/feeds", http.StatusOK), "煤炭", "电力", "/runs/"+store.RunList[0].ID)
	if store.runs != 1 {
		t.Errorf("runs are asked for %d times, want once", store.runs)
	}
}
