package main

import (
	"context"
	"strconv"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	// rejectedShareTold is the share of rejected rows from which people are told.
	rejectedShareTold = 0.05
	// runsLookedAt bounds the runs of one look.
	runsLookedAt = 500
)

// lookForRejectedRows finds runs of the last day of which many rows were rejected, and
// runs that failed as a whole.
func (r *rooms) lookForRejectedRows(ctx context.Context, known *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	runs, err := r.store.Runs(ctx, metrics.RunQuery{Limit: runsLookedAt})
	if err != nil {
		return nil, err
	}
	var found []notices.Notice
	for _, run := range runs {
		if run.ChangedAt.Before(now.Add(-noticeLookBack)) {
			continue
		}
		if notice, told := rejectedRows(known, run); told {
			found = append(found, notice)
		}
	}
	return found, nil
}

func rejectedRows(known *metrics.Catalogue, run metrics.Run) (notices.Notice, bool) {
	notice := notices.Notice{ID: "rows_rejected:" + run.ID, Kind: notices.RowsRejected, Subject: run.Feed, OccurredAt: run.ChangedAt, Path: "/runs/" + run.ID}
	feed := bilingual("feed", run.Feed, run.Feed)
	if known := known.Feed(run.Feed); known != nil {
		feed = bilingual("feed", known.NameZh, known.NameEn)
	}
	switch {
	case run.State == metrics.RunFailed:
		notice.Words = *schedules.NewReason("notice.import_failed", append(feed, "file", run.File)...)
		if run.Problem != nil {
			notice.Details = []schedules.Reason{{Key: run.Problem.Key, Arguments: run.Problem.Arguments}}
		}
	case run.Counts.Rows > 0 && float64(run.Counts.Rejected) >= rejectedShareTold*float64(run.Counts.Rows) && run.Counts.Rejected > 0:
		notice.Words = *schedules.NewReason("notice.rows_rejected", append(feed, "file", run.File,
			"rejected", strconv.Itoa(run.Counts.Rejected), "rows", strconv.Itoa(run.Counts.Rows))...)
	default:
		return notices.Notice{}, false
	}
	return notice, true
}
