package main

import (
	"context"
	"slices"
	"strconv"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	habitRuns  = 7   // the runs whose six intervals make a habit
	leastRuns  = 4   // fewer are no habit
	habitGrace = 1.5 // a feed is late when it has been silent so many times its longest usual interval
)

// lookForLateFeeds finds feeds that have brought nothing new for longer than they used
// to. A feed is told late once for each silence.
func (r *rooms) lookForLateFeeds(ctx context.Context, known *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	var found []notices.Notice
	for _, feed := range known.Feeds {
		if feed.Scenario == metrics.Demonstration {
			continue
		}
		runs, err := r.store.Runs(ctx, metrics.RunQuery{Feed: feed.Code, States: []metrics.RunState{metrics.RunPublished}, Limit: habitRuns})
		if err != nil {
			return nil, err
		}
		if notice, late := lateFeed(feed, runs, now); late {
			found = append(found, notice)
		}
	}
	return found, nil
}

// lateFeed holds the silence since the last of the published runs, newest first, against
// the longest interval between them.
func lateFeed(feed metrics.Feed, runs []metrics.Run, now time.Time) (notices.Notice, bool) {
	if len(runs) < leastRuns {
		return notices.Notice{}, false
	}
	var intervals []time.Duration
	for i := 1; i < len(runs); i++ {
		intervals = append(intervals, runs[i-1].StartedAt.Sub(runs[i].StartedAt))
	}
	usual := slices.Max(intervals)
	last := runs[0].StartedAt
	if usual < 24*time.Hour { // several files within a day are no habit of days
		return notices.Notice{}, false
	}
	expected := last.Add(time.Duration(float64(usual) * habitGrace))
	if now.Before(expected) {
		return notices.Notice{}, false
	}
	days := func(d time.Duration) string { return strconv.Itoa(int(d.Hours()/24 + 0.5)) }
	return notices.Notice{
		ID: "feed_late:" + feed.Code + ":" + runs[0].ID, Kind: notices.FeedLate, Subject: feed.Code, OccurredAt: expected,
		Words: *schedules.NewReason("notice.feed_late", append(bilingual("feed", feed.NameZh, feed.NameEn),
			"days", days(now.Sub(last)), "usual", days(usual), "last", today(last).String())...),
		Path: "/runs?feed=" + feed.Code,
	}, true
}
