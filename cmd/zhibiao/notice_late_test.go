package main

import (
	"testing"
	"time"

	"zhibiao/metrics"
)

// Both feeds were due on 10 May and brought nothing; nothing is expected of one that is
// retired.
func TestRetiredFeedIsNotLate(t *testing.T) {
	_, r, _ := catalogued(t, commandLine{})
	feed := metrics.Feed{Code: "coal", NameZh: "煤炭", Scenario: metrics.Actual, DueDay: 10}
	retired := feed
	retired.Code, retired.Retired = "steam", true
	now := time.Date(2024, 5, 20, 12, 0, 0, 0, metrics.CityZone())
	found, err := r.lookForLateFeeds(t.Context(), &metrics.Catalogue{Feeds: []metrics.Feed{feed, retired}}, now)
	must(t, err)
	if len(found) != 1 || found[0].Subject != "coal" {
		t.Errorf("late feeds %+v, want coal alone", found)
	}
}
