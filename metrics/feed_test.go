package metrics_test

import (
	"testing"
	"time"

	"zhibiao/metrics"
)

func TestApprovalOfAFeed(t *testing.T) {
	for _, c := range []struct {
		feed metrics.Feed
		want metrics.Approval
	}{
		{metrics.Feed{}, metrics.ApprovalNone},
		{metrics.Feed{Review: true}, metrics.ApprovalReview}, // as the catalogue says it
		{metrics.Feed{Review: true, Approval: metrics.ApprovalNone}, metrics.ApprovalNone},
		{metrics.Feed{Approval: metrics.ApprovalSecondPerson}, metrics.ApprovalSecondPerson},
	} {
		normal := c.feed.Normal()
		if c.feed.Approver() != c.want || normal.Approval != c.want || normal.Review != (c.want != metrics.ApprovalNone) {
			t.Errorf("%+v: %s, want %s; normal %+v", c.feed, c.feed.Approver(), c.want, normal)
		}
	}
}

// The expectations follow from the calendar: 2026-02 has 28 days.
func TestMomentOfPublication(t *testing.T) {
	zone := metrics.CityZone()
	at := func(text string) time.Time {
		moment, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for name, c := range map[string]struct {
		rule           metrics.Publication
		approved, want string
	}{
		"at once":                  {metrics.Publication{}, "2026-11-10 09:00", "2026-11-10 09:00"},
		"waits for the day":        {metrics.Publication{Day: 18, Time: "10:00"}, "2026-11-10 09:00", "2026-11-18 10:00"},
		"late on the day":          {metrics.Publication{Day: 18, Time: "10:00"}, "2026-11-18 10:01", "2026-11-18 10:01"},
		"exactly then":             {metrics.Publication{Day: 18, Time: "10:00"}, "2026-11-18 10:00", "2026-11-18 10:00"},
		"later in the month":       {metrics.Publication{Day: 18, Time: "10:00"}, "2026-11-25 08:00", "2026-11-25 08:00"},
		"last day of a short one":  {metrics.Publication{Day: 31, Time: "16:30"}, "2026-02-03 08:00", "2026-02-28 16:30"},
		"without a time":           {metrics.Publication{Day: 5}, "2026-02-03 08:00", "2026-02-05 00:00"},
		"a fixed moment":           {metrics.Publication{At: at("2026-12-01 10:00")}, "2026-11-25 08:00", "2026-12-01 10:00"},
		"a fixed moment that past": {metrics.Publication{At: at("2026-11-01 10:00")}, "2026-11-25 08:00", "2026-11-25 08:00"},
	} {
		if got := c.rule.Moment(at(c.approved), zone); !got.Equal(at(c.want)) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestUnitOfAFeed(t *testing.T) {
	reading := metrics.FeedReading{Units: []metrics.FeedUnit{{Unit: "万吨"}, {Indicator: "发电量", Unit: "亿千瓦时"}}}
	for _, c := range []struct {
		names []string
		want  string
	}{{[]string{"POWER", "发电量"}, "亿千瓦时"}, {[]string{"COAL", "原煤产量"}, "万吨"}} {
		if got := reading.UnitOf(c.names...); got != c.want {
			t.Errorf("%v: %q, want %q", c.names, got, c.want)
		}
	}
	if got := (metrics.FeedReading{}).UnitOf("COAL"); got != "" {
		t.Errorf("nothing is said, yet the unit is %q", got)
	}
}

func TestTermsOfAFeed(t *testing.T) {
	feed := metrics.Feed{Code: "coal", Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: "https://example.org/a"}}
	renamed := feed
	renamed.NameZh, renamed.Approval, renamed.SavedBy = "煤", metrics.ApprovalReview, "wang"
	if feed.Terms() != renamed.Terms() || feed.Terms() == "" {
		t.Error("a name and an approval change nothing about the file")
	}
	for name, change := range map[string]func(*metrics.Feed){
		"address": func(f *metrics.Feed) { f.Source.Address += "b" },
		"layout":  func(f *metrics.Feed) { f.Reading.Layout = "tables: []" },
		"checks":  func(f *metrics.Feed) { f.Checks = []string{"jump"} },
	} {
		changed := feed
		change(&changed)
		if changed.Terms() == feed.Terms() {
			t.Errorf("another %s must change the terms", name)
		}
	}
}
