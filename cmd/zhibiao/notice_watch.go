package main

import (
	"context"
	"strconv"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// noticeLookBack is how far back each look goes. A notice has the same identifier
// whenever it is found, so that looking twice tells nothing twice, and a program that
// was down for a day still tells.
const noticeLookBack = 24 * time.Hour

// watch looks for what people want to be told and records it. It sends nothing itself.
func (r *rooms) watch(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	since := occasion.DueAt.Add(-noticeLookBack)
	before, err := r.notices.Notices(ctx, since, 0)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	var found []notices.Notice
	for _, look := range []func(context.Context, *metrics.Catalogue, time.Time) ([]notices.Notice, error){
		r.lookForFailedRuns, r.lookForRejectedRows, r.lookForLateFeeds, r.lookForTurnedStatuses, r.lookForDigests,
	} {
		more, err := look(ctx, known, occasion.DueAt)
		if err != nil {
			return schedules.Result{}, asReason(err)
		}
		found = append(found, more...)
	}
	found = unknown(found, before)
	if err := r.notices.Tell(ctx, found...); err != nil {
		return schedules.Result{}, asReason(err)
	}
	return schedules.Result{Changed: len(found) > 0, Words: schedules.NewReason("job.done.watch", "count", strconv.Itoa(len(found)))}, nil
}

// unknown leaves out what was recorded already, to spare the store the question.
func unknown(found, recorded []notices.Notice) []notices.Notice {
	known := map[string]bool{}
	for _, notice := range recorded {
		known[notice.ID] = true
	}
	var fresh []notices.Notice
	for _, notice := range found {
		if !known[notice.ID] {
			known[notice.ID] = true
			fresh = append(fresh, notice)
		}
	}
	return fresh
}

// bilingual gives a sentence the name of something in both languages: a text uses the
// argument that fits it, as metrics.Problem arguments do.
func bilingual(name, zh, en string) []string {
	if en == "" {
		en = zh
	}
	return []string{name, zh, name + "_en", en}
}
