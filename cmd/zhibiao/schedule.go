package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"zhibiao/schedules"
)

type scheduleCommand struct {
	List     scheduleListCommand     `cmd:"" help:"Print every schedule with its last and next run. 列出计划任务。"`
	Check    scheduleCheckCommand    `cmd:"" help:"Check a file of schedules and print when they would run. 检查计划文件。"`
	Apply    scheduleApplyCommand    `cmd:"" help:"Save the schedules of a file. 应用计划文件。"`
	Run      scheduleRunCommand      `cmd:"" help:"Run a schedule now, or for a past day, and wait for the outcome. 立即运行一次，或为过去某日运行。"`
	Backfill scheduleBackfillCommand `cmd:"" help:"Run a schedule for each of its times in a range for which no run ended well. 补跑一段时间。"`
}

type scheduleListCommand struct {
	YAML bool `help:"print them as a file that check and apply read"`
}

// Run prints every schedule.
func (c scheduleListCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
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
				last = status.Last.DueAt.In(zoneOf(status.Schedule)).Format(time.DateTime) + " " + i.terminal.text("schedule.outcome."+string(status.Last.Outcome))
			}
			next := "—"
			if !status.NextAt.IsZero() {
				next = status.NextAt.Format(time.DateTime)
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", status.Schedule.Name, status.Schedule.Title(i.line.Language),
				schedules.Describe(status.Schedule, i.line.Language), last, next)
		}
		return table.Flush()
	})
}

// zoneOf is the time zone in which a schedule is read.
func zoneOf(schedule schedules.Schedule) *time.Location {
	zone, err := time.LoadLocation(schedule.WithDefaults().Zone)
	if err != nil {
		return time.Local
	}
	return zone
}
