package main

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"zhibiao/schedules"
)

// jobArgument is what a schedule tells its job: parts of the form name=value, with
// spaces between them. A value with spaces stands between double quotes.
type jobArgument map[string]string

var argumentPart = regexp.MustCompile(`^\s*([a-z_]+)=("([^"]*)"|[^\s"]+)(\s+|$)`)

// parseJobArgument reads an argument. What cannot be read, a name that is not known and
// one that comes twice are *schedules.Reasons with keys job.argument.….
func parseJobArgument(text string, known ...string) (jobArgument, error) {
	argument := jobArgument{}
	for rest := strings.TrimSpace(text); rest != ""; {
		part := argumentPart.FindStringSubmatch(rest)
		if part == nil {
			return nil, schedules.NewReason("job.argument.form", "value", rest)
		}
		rest = rest[len(part[0]):]
		name, value := part[1], part[2]
		if strings.HasPrefix(value, `"`) {
			value = part[3]
		}
		if !slices.Contains(known, name) {
			return nil, schedules.NewReason("job.argument.unknown", "name", name, "known", strings.Join(known, ", "))
		}
		if _, twice := argument[name]; twice {
			return nil, schedules.NewReason("job.argument.twice", "name", name)
		}
		argument[name] = value
	}
	return argument, nil
}

// checkJobArgument tells what is wrong with the argument of a schedule, before it is
// saved: the same that its job would say when it runs.
func (r *rooms) checkJobArgument(ctx context.Context, schedule schedules.Schedule) error {
	var err error
	switch schedule.Job {
	case jobFetch:
		_, err = r.readFetchArgument(ctx, schedule.Argument)
	case jobBackup:
		_, err = r.readBackupArgument(schedule.Argument)
	case jobReport:
		_, err = r.readReportArgument(ctx, schedule.Argument)
	case jobRemind:
		_, err = r.readRemindArgument(ctx, schedule.Argument)
	case jobRetention:
		_, err = readRetentionArgument(schedule.Argument)
	}
	return asReason(err)
}
