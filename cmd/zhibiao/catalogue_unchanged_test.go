package main

import (
	"testing"

	"zhibiao/metrics"
)

// Feeds that people edit or add are not part of the catalogue of the program: it is still
// the one in force, and a start does not load it again.
func TestCatalogueIsUnchangedWhenPeopleKeepFeeds(t *testing.T) {
	_, r, _ := catalogued(t, commandLine{})
	known, err := r.store.Catalogue(t.Context())
	must(t, err)
	edited := *known.Feed("published-actuals")
	edited.NameZh = "已公布数据（改）"
	for _, feed := range []metrics.Feed{edited, {Code: "own", NameZh: "自建", NameEn: "Own", Scenario: metrics.Actual}} {
		_, err := r.store.SaveFeed(t.Context(), feed)
		must(t, err)
	}
	run, err := importCatalogue(t.Context(), r.watched(), "tester", "")
	must(t, err)
	if run.State != metrics.RunUnchanged {
		t.Errorf("the catalogue was loaded again: %s", run.State)
	}
}
