package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"zhibiao/schedules"
)

type scheduleCommand struct {
	List  scheduleListCommand  `cmd:"" help:"Print every schedule with its last and next run. 列出计划任务。"`
	Check scheduleCheckCommand `cmd:"" help:"Check a file of schedules and print when they would run. 检查计划文件。"`
	Apply scheduleApplyCommand `cmd:"" help:"Save the schedules of a file. 应用计划文件。"`
	Run   scheduleRunCommand   `cmd:"" help:"Run a schedule now and wait for the outcome. 立即运行一次。"`
}

type scheduleListCommand struct {
	YAML bool `help:"print them as a file that check and apply read"`
}

// Run prints every schedule.
func (c scheduleListCommand) Run(i *invocation) (err error) {
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(i.ctx))) }()
	statuses, err := r.scheduler.Status(i.ctx)
	if err != nil {
		return err
	}
	if c.YAML {
		stored := make([]schedules.Schedule, len(statuses))
		for n, status := range statuses {
			stored[n] = status.Schedule
		}
		return schedules.WriteFile(i.terminal.out, stored)
	}
	table := tabwriter.NewWriter(i.terminal.out, 0, 8, 2, ' ', 0)
	for _, status := range statuses {
		last := "—"
		if status.Last != nil {
			last = status.Last.DueAt.Local().Format(time.DateTime) + " " + i.terminal.text("schedule.outcome."+string(status.Last.Outcome))
		}
		next := "—"
		if !status.NextAt.IsZero() {
			next = status.NextAt.Format(time.DateTime)
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", status.Schedule.Name, status.Schedule.Title(i.line.Language),
			schedules.Describe(status.Schedule, i.line.Language), last, next)
	}
	return table.Flush()
}

type scheduleCheckCommand struct {
	File string `arg:"" type:"existingfile" help:"YAML file of schedules"`
}

// Run checks a file without a database and prints the next five runs of each schedule.
func (c scheduleCheckCommand) Run(i *invocation) error {
	read, err := readSchedules(c.File, new(rooms))
	if err != nil {
		return err
	}
	for _, schedule := range read {
		_, _ = fmt.Fprintln(i.terminal.out, schedule.Name, "·", schedules.Describe(schedule, i.line.Language))
		times, err := schedules.Next(schedule, time.Now(), 5)
		if err != nil {
			return err
		}
		for _, due := range times {
			_, _ = fmt.Fprintln(i.terminal.out, "   ", due.Format("2006-01-02 15:04 MST"))
		}
	}
	return nil
}

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
	for _, schedule := range read {
		schedule.ChangedBy = actor()
		if err := r.scheduler.Save(i.ctx, schedule); err != nil {
			return err
		}
		i.terminal.say("cli.schedule.saved", "schedule", schedule.Name)
	}
	return nil
}

// readSchedules reads a file and checks each schedule against the known jobs.
func readSchedules(path string, r *rooms) (read []schedules.Schedule, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return schedules.ParseFile(file, slices.Sorted(maps.Keys(r.jobs()))...)
}

type scheduleRunCommand struct {
	Name string `arg:"" help:"name of the schedule"`
}

// Run starts the job of a schedule and waits for its outcome.
func (c scheduleRunCommand) Run(i *invocation) (err error) {
	r, err := i.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close(context.WithoutCancel(i.ctx))) }()
	occurrence, err := r.scheduler.RunAndWait(i.ctx, c.Name, actor())
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
}
