package main

import (
	"context"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

type scheduleRunCommand struct {
	Name string `arg:"" help:"name of the schedule"`
	At   string `help:"run as if this day were the scheduled one: 2024-05-31" placeholder:"DATE"`
}

// Run starts the job of a schedule and waits for its outcome.
func (c scheduleRunCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		order := schedules.Order{Schedule: c.Name, Actor: actor()}
		if c.At != "" {
			schedule, err := r.storedSchedule(i.ctx, c.Name)
			if err != nil {
				return err
			}
			if order.For, err = r.timeOn(schedule, c.At); err != nil {
				return err
			}
		}
		occurrence, err := r.scheduler.Carry(i.ctx, order)
		if err != nil {
			return err
		}
		i.terminal.say("cli.schedule.ran", "schedule", c.Name,
			"outcome", i.terminal.text("schedule.outcome."+string(occurrence.Outcome)), "detail", i.terminal.outcomeText(occurrence))
		if occurrence.Outcome != schedules.OutcomeDone {
			if occurrence.Reason != nil {
				return occurrence.Reason
			}
			return errExplained
		}
		return nil
	})
}

// storedSchedule returns a schedule of the database.
func (r *rooms) storedSchedule(ctx context.Context, name string) (schedules.Schedule, error) {
	stored, err := scheduleRecords{r.store}.Schedules(ctx)
	if err != nil {
		return schedules.Schedule{}, err
	}
	for _, schedule := range stored {
		if schedule.Name == name {
			return schedule, nil
		}
	}
	return schedules.Schedule{}, schedules.NewReason("schedule.unknown", "schedule", name)
}

// timeOn returns the scheduled time of a schedule on a day that was typed.
func (r *rooms) timeOn(schedule schedules.Schedule, typed string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, typed)
	if err != nil {
		return time.Time{}, metrics.NewProblem("cli.date_form", "value", typed).Because(err)
	}
	return r.scheduler.TimeOn(schedule, day.Year(), day.Month(), day.Day())
}
