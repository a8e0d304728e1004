package main

import (
	"zhibiao/schedules"
)

type scheduleApplyCommand struct {
	File string `arg:"" type:"existingfile" help:"YAML file of schedules"`
}

// Run saves the schedules of a file; schedules that it does not name stay as they are.
func (c scheduleApplyCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
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
	})
}
