package dashboard

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"zhibiao/schedules"
)

var timeOfDay = regexp.MustCompile(`^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$`)

// rhythmProblems says what is wrong with the chosen rhythm in the words of the form, not
// in those of the spec that it would become.
func (i ScheduleInput) rhythmProblems() schedules.Problems {
	problem := func(field, key string, pairs ...string) schedules.Problems {
		return schedules.Problems{{Field: field, Reason: *schedules.NewReason(key, pairs...)}}
	}
	kind := schedules.RhythmKind(i.Kind)
	switch {
	case i.Kind == rhythmFollow && i.After == "":
		return problem("after", "rhythm.follow")
	case i.Kind == rhythmFollow, kind == schedules.RhythmCustom:
		return nil
	case !timeOfDay.MatchString(i.Time):
		return problem("spec", "rhythm.time")
	}
	day, dayErr := strconv.Atoi(i.Day)
	wrongDay := dayErr != nil || day < 1 || day > 31
	switch kind {
	case schedules.RhythmWeekly:
		if len(i.Weekdays) == 0 {
			return problem("spec", "rhythm.weekdays")
		}
	case schedules.RhythmMonthly, schedules.RhythmQuarterly:
		if wrongDay {
			return problem("spec", "rhythm.day")
		}
	case schedules.RhythmYearly:
		month, err := strconv.Atoi(i.Month)
		if wrongDay || err != nil || month < 1 || month > 12 {
			return problem("spec", "rhythm.day")
		}
		// 2024 is a leap year and has every day there is.
		if time.Date(2024, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
			return problem("spec", "rhythm.no_such_day", "month", i.Month, "day", i.Day)
		}
	}
	return nil
}

// someMonthsLack returns the day of the month that not every month, or not every year,
// of the chosen rhythm has; 0 when all have it.
func (i ScheduleInput) someMonthsLack() int {
	day, err := strconv.Atoi(i.Day)
	switch kind := schedules.RhythmKind(i.Kind); {
	case err != nil || day < 29:
		return 0
	case kind == schedules.RhythmMonthly, kind == schedules.RhythmYearly && day == 29 && i.Month == "2":
		return day
	case kind == schedules.RhythmQuarterly && (i.QuarterMonth == "2" || day == 31):
		// The second months are February, May, August and November; of the first and of the
		// third ones April, June and September have 30 days.
		return day
	}
	return 0
}

// lengthOf reads a length of time as people write it: 30m, 1h30m, 30 分钟, 2 小时.
func lengthOf(text string) (time.Duration, error) {
	units := strings.NewReplacer("小时", "h", "分钟", "m", "分", "m", "秒钟", "s", "秒", "s", " ", "", "hours", "h", "hour", "h",
		"minutes", "m", "minute", "m", "min", "m", "seconds", "s", "second", "s")
	return time.ParseDuration(units.Replace(text))
}

// freeName makes up the name of a new schedule from its job: assess, assess-2, assess-3.
func freeName(job string, statuses []schedules.ScheduleStatus) string {
	taken := map[string]bool{}
	for _, status := range statuses {
		taken[status.Schedule.Name] = true
	}
	name := job
	for number := 2; taken[name] || isReservedName(name); number++ {
		name = job + "-" + strconv.Itoa(number)
	}
	return name
}
