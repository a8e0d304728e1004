package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"zhibiao/schedules"
)

// readRetentionArgument reads for how many days records are kept: a number, or
// days=NUMBER.
func readRetentionArgument(text string) (int, error) {
	least := int(schedules.ShortestRetention / (24 * time.Hour))
	days, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(text), "days="))
	if err != nil || days < least {
		return 0, schedules.NewReason("job.retention_argument", "value", text, "least", strconv.Itoa(least))
	}
	return days, nil
}

// forgetRecords deletes the records of runs, of notices and of their deliveries, and the
// assessments that nobody has asked for again, that are older than as many days as the
// argument says. Up to when due times are accounted is never forgotten, nor is anything
// that says where a value comes from.
func (r *rooms) forgetRecords(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	days, err := readRetentionArgument(occasion.Argument)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	before := occasion.DueAt.AddDate(0, 0, -days)
	if latest := time.Now().Add(-schedules.ShortestRetention); before.After(latest) {
		before = latest
	}
	if err := r.scheduler.Forget(ctx, before); err != nil {
		return schedules.Result{}, asReason(err)
	}
	if err := r.store.ForgetNotices(ctx, before); err != nil {
		return schedules.Result{}, asReason(err)
	}
	if err := r.store.ForgetAssessments(ctx, before); err != nil {
		return schedules.Result{}, asReason(err)
	}
	return schedules.Result{Words: schedules.NewReason("job.done.retention", "day", today(before).String())}, nil
}
