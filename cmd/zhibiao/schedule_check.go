package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"zhibiao/schedules"
)

type scheduleCheckCommand struct {
	File string `arg:"" type:"existingfile" help:"YAML file of schedules"`
}

// Run checks a file without a database and prints the next five runs of each schedule.
func (c scheduleCheckCommand) Run(i *invocation) error {
	calendar, err := readCalendar(i.line.Calendar)
	if err != nil {
		return err
	}
	read, err := readSchedules(c.File, new(rooms))
	if err != nil {
		return err
	}
	for _, schedule := range read {
		_, _ = fmt.Fprintln(i.terminal.out, schedule.Name, "·", schedules.Describe(schedule, i.line.Language))
		times, err := schedules.Next(schedule, calendar, time.Now(), 5)
		if err != nil {
			return err
		}
		for _, due := range times {
			_, _ = fmt.Fprintln(i.terminal.out, "   ", due.Format("2006-01-02 15:04 MST"))
		}
		for _, year := range schedules.UnknownYears(schedule, calendar, times) {
			i.terminal.say("cli.schedule.no_calendar", "year", year)
		}
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
