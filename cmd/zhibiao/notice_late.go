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

// lookForLateFeeds finds feeds that have brought nothing new by the day of the month on
// which they must, or for longer than they used to. A feed is told late once for each
// month, and once for each silence.
func (r *rooms) lookForLateFeeds(ctx context.Context, known *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	var found []notices.Notice
	for _, feed := range known.Feeds {
		if feed.Scenario == metrics.Demonstration || feed.Retired {
			continue
		}
		runs, err := r.store.Runs(ctx, metrics.RunQuery{Feed: feed.Code, States: []metrics.RunState{metrics.RunPublished}, Limit: habitRuns})
		if err != nil {
			return nil, err
		}
		runs = slices.DeleteFunc(runs, func(run metrics.Run) bool { return run.Undoes() != "" }) // brings nothing
		if notice, late := missedDeadline(feed, runs, now); late {
			found = append(found, notice)
		} else if notice, late := lateFeed(feed, runs, now); late {
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

// missedDeadline holds the last of the published runs against the latest day on which
// the feed was due. What was published since the month of that day began counts.
func missedDeadline(feed metrics.Feed, runs []metrics.Run, now time.Time) (notices.Notice, bool) {
	if feed.DueDay == 0 {
		return notices.Notice{}, false
	}
	month, deadline := lastDeadline(feed.DueDay, today(now))
	last := "—"
	if len(runs) > 0 {
		published := today(runs[0].StartedAt)
		if published >= month.First {
			return notices.Notice{}, false
		}
		last = published.String()
	}
	return notices.Notice{
		ID: "feed_late:" + feed.Code + ":" + month.String(), Kind: notices.FeedLate, Subject: feed.Code,
		OccurredAt: deadline.AddDays(1).Time().Add(-8 * time.Hour), // midnight in the city
		Words: *schedules.NewReason("notice.feed_late.due", append(bilingual("feed", feed.NameZh, feed.NameEn),
			"deadline", deadline.String(), "last", last)...),
		Path: "/runs?feed=" + feed.Code,
	}, true
}

// lastDeadline returns the latest day before today on which something is due that is due
// on a day of every month, and its month. In a month without that day it is the last day.
func lastDeadline(dueDay int, today metrics.Date) (metrics.Period, metrics.Date) {
	month := metrics.MonthOf(today.Year(), today.Month())
	for {
		if deadline := min(month.First.AddDays(dueDay-1), month.Last); deadline < today {
			return month, deadline
		}
		before := month.First.AddDays(-1)
		month = metrics.MonthOf(before.Year(), before.Month())
	}
}
