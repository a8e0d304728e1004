package dashboard

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/schedules"
)

// rhythmFollow is the kind of rhythm of a schedule that has no times of its own.
const rhythmFollow = "follow"

// ScheduleInput is the form as it was filled in, right or wrong.
type ScheduleInput struct {
	Name, TitleZh, TitleEn, Job, Argument        string
	Kind, Time, Day, Number, QuarterMonth, Month string
	Weekdays                                     []string
	Spec, Zone, DaysOff, After                   string
	Timeout, CatchUp, CatchUpLimit               string
	Overlap, Retries, RetryWait, Source, Jitter  string
	Retired                                      bool
}

func inputOf(schedule schedules.Schedule) ScheduleInput {
	rhythm := schedules.RhythmOf(schedule.Spec)
	input := ScheduleInput{Name: schedule.Name, TitleZh: schedule.TitleZh, TitleEn: schedule.TitleEn, Job: schedule.Job,
		Argument: schedule.Argument, Spec: schedule.Spec, Zone: schedule.Zone, Timeout: schedules.ShortDuration(schedule.Timeout),
		CatchUp: string(schedule.CatchUp), CatchUpLimit: strconv.Itoa(schedule.CatchUpLimit), Retired: schedule.Retired,
		Kind: string(rhythm.Kind), Time: rhythm.Time, Day: strconv.Itoa(rhythm.Day), Number: strconv.Itoa(rhythm.Number),
		QuarterMonth: strconv.Itoa(min(rhythm.Month, 3)), Month: strconv.Itoa(rhythm.Month),
		DaysOff: string(schedule.DaysOff), After: schedule.After, Overlap: string(schedule.Overlap),
		Retries: strconv.Itoa(schedule.Retries), RetryWait: schedules.ShortDuration(schedule.RetryWait), Source: schedule.Source}
	for _, day := range rhythm.Weekdays {
		input.Weekdays = append(input.Weekdays, strconv.Itoa(day))
	}
	if schedule.Jitter > 0 {
		input.Jitter = schedules.ShortDuration(schedule.Jitter)
	}
	if schedule.After != "" && schedule.Spec == "" {
		input.Kind = rhythmFollow
	}
	return input
}

func readScheduleInput(c echo.Context) ScheduleInput {
	text := func(name string) string { return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), "")) }
	input := ScheduleInput{Name: text("name"), TitleZh: text("title_zh"), TitleEn: text("title_en"), Job: text("job"),
		Argument: text("argument"), Kind: text("kind"), Time: text("time"), Day: text("day"), Number: text("number"),
		QuarterMonth: text("quarter_month"), Month: text("month"), Spec: strings.Join(strings.Fields(text("spec")), " "),
		Zone: text("zone"), DaysOff: text("days_off"), After: text("after"), Timeout: text("timeout"), CatchUp: text("catch_up"),
		CatchUpLimit: text("catch_up_limit"), Overlap: text("overlap"), Retries: text("retries"), RetryWait: text("retry_wait"),
		Source: text("source"), Jitter: text("jitter"), Retired: text("retired") == "1"}
	if form, err := c.FormParams(); err == nil {
		for _, day := range form["weekday"] {
			if slices.Contains(weekdayValues(), day) {
				input.Weekdays = append(input.Weekdays, day)
			}
		}
	}
	if input.Kind == "" {
		input.Kind = string(schedules.RhythmCustom)
	}
	return input
}

// weekdayValues are the days of the week as the form sends them, Monday first.
func weekdayValues() []string { return []string{"1", "2", "3", "4", "5", "6", "0"} }

// OnWeekday tells whether a day of the week is chosen.
func (i ScheduleInput) OnWeekday(day string) bool { return slices.Contains(i.Weekdays, day) }

// spec writes the chosen rhythm as a spec. A number that cannot be read becomes 0,
// which no rhythm allows.
func (i ScheduleInput) spec() string {
	if i.Kind == rhythmFollow {
		return ""
	}
	number := func(text string) int {
		value, _ := strconv.Atoi(text)
		return value
	}
	rhythm := schedules.Rhythm{Kind: schedules.RhythmKind(i.Kind), Time: i.Time, Day: number(i.Day), Number: number(i.Number),
		Month: number(i.Month), Spec: i.Spec}
	if rhythm.Kind == schedules.RhythmQuarterly {
		rhythm.Month = number(i.QuarterMonth)
	}
	for _, day := range i.Weekdays {
		rhythm.Weekdays = append(rhythm.Weekdays, number(day))
	}
	return rhythm.Write()
}

// apply puts the input into a schedule. Only the form of durations and numbers can fail
// here; schedules.Check judges the rest.
func (i ScheduleInput) apply(schedule schedules.Schedule) (schedules.Schedule, schedules.Problems) {
	schedule.TitleZh, schedule.TitleEn, schedule.Spec, schedule.Zone = i.TitleZh, i.TitleEn, i.spec(), i.Zone
	schedule.CatchUp, schedule.Retired = schedules.CatchUp(i.CatchUp), i.Retired
	schedule.DaysOff, schedule.After, schedule.Overlap = schedules.DaysOff(i.DaysOff), i.After, schedules.Overlap(i.Overlap)
	schedule.Source = i.Source
	problems := i.rhythmProblems()
	duration := func(field, text string) time.Duration {
		value, err := lengthOf(text)
		if text != "" && err != nil {
			problems = append(problems, schedules.Problem{Field: field, Reason: *schedules.NewReason("schedule.timeout.form", "timeout", text)})
		}
		return value
	}
	number := func(field, text string) int {
		value, err := strconv.Atoi(text)
		if text != "" && err != nil {
			problems = append(problems, schedules.Problem{Field: field, Reason: *schedules.NewReason("schedules.number.wrong", "value", text)})
		}
		return value
	}
	schedule.Timeout, schedule.RetryWait, schedule.Jitter = duration("timeout", i.Timeout), duration("retry_wait", i.RetryWait), duration("jitter", i.Jitter)
	schedule.CatchUpLimit, schedule.Retries = number("catch_up_limit", i.CatchUpLimit), number("retries", i.Retries)
	return schedule, problems
}
