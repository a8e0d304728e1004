package main

import (
	"context"
	"strconv"
	"time"

	"zhibiao/schedules"
)

// forgetOccurrences deletes the records of runs that are older than as many days as the
// argument says. Up to when due times are accounted is never forgotten.
func (r *rooms) forgetOccurrences(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	least := int(schedules.ShortestRetention / (24 * time.Hour))
	days, err := strconv.Atoi(occasion.Argument)
	if err != nil || days < least {
		return schedules.Result{}, schedules.NewReason("job.retention_argument", "value", occasion.Argument, "least", strconv.Itoa(least))
	}
	before := occasion.DueAt.AddDate(0, 0, -days)
	if err := r.scheduler.Forget(ctx, before); err != nil {
		return schedules.Result{}, asReason(err)
	}
	return schedules.Result{Words: schedules.NewReason("job.done.retention", "day", today(before).String())}, nil
}
