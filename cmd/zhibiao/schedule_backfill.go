package main

import (
	"context"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

type scheduleBackfillCommand struct {
	Name string `arg:"" help:"name of the schedule"`
	From string `required:"" help:"first day: 2024-01-01" placeholder:"DATE"`
	To   string `help:"last day; default: today" placeholder:"DATE"`
}

// busyWait is the time between two attempts to run a schedule that runs already.
const busyWait = 2 * time.Second

// Run runs the schedule for each of its times in the range, oldest first, except those
// for which a run has ended well already; so a backfill that was interrupted goes on
// where it stopped. One failure does not end it.
func (c scheduleBackfillCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		schedule, err := r.storedSchedule(i.ctx, c.Name)
		if err != nil {
			return err
		}
		from, to, err := c.bounds(schedule)
		if err != nil {
			return err
		}
		left, done, err := r.scheduler.Backfill(i.ctx, c.Name, from, to)
		if err != nil {
			return err
		}
		i.terminal.say("cli.backfill.plan", "schedule", c.Name, "left", len(left), "done", done)
		draw, end := i.terminal.progress("cli.backfill.running")
		failed := 0
		for n, planned := range left {
			occurrence, err := r.carryWhenFree(i.ctx, schedules.Order{Schedule: c.Name, Actor: actor(), For: planned})
			if err != nil {
				end()
				return err
			}
			if occurrence.Outcome != schedules.OutcomeDone {
				failed++
				i.terminal.say("cli.backfill.failed", "due", planned.Format("2006-01-02 15:04"), "reason", i.terminal.reason(occurrence.Reason))
			}
			draw(n+1, len(left))
		}
		end()
		i.terminal.say("cli.backfill.done", "ran", len(left)-failed, "failed", failed)
		if failed > 0 {
			return errExplained
		}
		return nil
	})
}

// bounds returns the first moment of the first day and the last one of the last day.
func (c scheduleBackfillCommand) bounds(schedule schedules.Schedule) (from, to time.Time, err error) {
	zone, err := time.LoadLocation(schedule.WithDefaults().Zone)
	if err != nil {
		return from, to, err
	}
	if from, err = time.ParseInLocation(time.DateOnly, c.From, zone); err != nil {
		return from, to, metrics.NewProblem("cli.date_form", "value", c.From).Because(err)
	}
	if c.To == "" {
		return from, time.Now(), nil
	}
	if to, err = time.ParseInLocation(time.DateOnly, c.To, zone); err != nil {
		return from, to, metrics.NewProblem("cli.date_form", "value", c.To).Because(err)
	}
	if to.Before(from) {
		return from, to, metrics.NewProblem("cli.backfill.order", "from", c.From, "to", c.To)
	}
	return from, to.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
}

// carryWhenFree carries an order out, after the run that goes on.
func (r *rooms) carryWhenFree(ctx context.Context, order schedules.Order) (schedules.Occurrence, error) {
	for {
		occurrence, err := r.scheduler.Carry(ctx, order)
		reason := schedules.AsReason(err)
		if reason == nil {
			reason = occurrence.Reason // of a request that another instance answered
		}
		if reason == nil || reason.Key != "schedule.running" {
			return occurrence, err
		}
		select {
		case <-ctx.Done():
			return occurrence, ctx.Err()
		case <-time.After(busyWait):
		}
	}
}
