package main

import (
	"context"
	"errors"

	"zhibiao/schedules"
)

type scheduleApplyCommand struct {
	File string `arg:"" type:"existingfile" help:"YAML file of schedules"`
}

// Run saves the schedules of a file; schedules that it does not name stay as they are.
func (c scheduleApplyCommand) Run(i *invocation) (err error) {
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(i.ctx))) }()
	read, err := readSchedules(c.File, r)
	if err != nil {
		return err
	}
	for _, schedule := range schedules.InOrder(read) {
		schedule.ChangedBy = actor()
		if err := r.scheduler.Save(i.ctx, schedule); err != nil {
			return err
		}
		i.terminal.say("cli.schedule.saved", "schedule", schedule.Name)
	}
	return nil
}
