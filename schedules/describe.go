package schedules

import (
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// mostTimes is how many times of day a description lists before it shows the spec.
const mostTimes = 6

// pattern is what a spec says, ready to be put into words.
type pattern struct {
	spec string
	zone string

	minutes, hours, days, months, weekdays []int // the allowed values
	anyDay, anyMonth, anyWeekday           bool
	either                                 bool // days and weekdays are both given: one of them is enough
}

// wording puts the parts of a pattern into the words of one language.
type wording interface {
	interval(every time.Duration) string
	everyMinutes(step int) string              // step minutes, all day; 1: every minute
	minutesOfHour(minutes []int) string        // these minutes of every hour
	everyHours(step, first, minute int) string // from first o'clock on, at that minute
	times(times []string) string               // these times of day
	days(p pattern) string                     // on which days
	both(days, weekdays string) string         // on the days and on the weekdays too
	join(days, times string) string
	workingDay(spec workingDaySpec, p pattern) string // on which working day of which months
	daysOff(rule DaysOff) string                      // added behind: what happens on days off
	follows(after string) string                      // runs after another schedule has changed something
	requires(after string) string                     // added behind: only when another one has
	spec(spec string) string
	zone(name string) string
}

// Describe says in words ("zh" or "en", anything else is English) when a schedule
// runs, with its zone. A spec that has no simple words is shown as it is.
func Describe(schedule Schedule, language string) string {
	var words wording = english{}
	if language == "zh" {
		words = chinese{}
	}
	schedule = schedule.WithDefaults()
	if schedule.followsOnly() {
		return words.follows(schedule.After)
	}
	text := describeSpec(schedule, words) + words.daysOff(schedule.DaysOff)
	if schedule.After != "" {
		text += words.requires(schedule.After)
	}
	return text
}

// describeSpec says when a spec is due.
func describeSpec(schedule Schedule, words wording) string {
	fields := strings.Fields(schedule.Spec)
	spec := strings.Join(fields, " ")
	if checkSpec(spec) != nil {
		return words.spec(spec)
	}
	if fields[0] == workingDayWord {
		counted, reason := readWorkingDaySpec(fields)
		if reason != nil {
			return words.spec(spec)
		}
		p := pattern{spec: spec, months: counted.months, anyMonth: len(counted.months) == 12}
		return words.join(words.workingDay(counted, p), words.times([]string{clockTime(counted.hour, counted.minute)})) + words.zone(schedule.Zone)
	}
	parsed, err := parseSpec(spec)
	if err != nil {
		return words.spec(spec)
	}
	if every, ok := parsed.(cron.ConstantDelaySchedule); ok {
		return words.interval(every.Delay)
	}
	civil, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return words.spec(spec)
	}
	return newPattern(spec, schedule.Zone, civil).describe(words)
}

func newPattern(spec, zone string, civil *cron.SpecSchedule) pattern {
	p := pattern{
		spec: spec, zone: zone,
		minutes: valuesOf(civil.Minute, 0, 59), hours: valuesOf(civil.Hour, 0, 23), days: valuesOf(civil.Dom, 1, 31),
		months: valuesOf(civil.Month, 1, 12), weekdays: valuesOf(civil.Dow, 0, 6),
	}
	p.anyDay, p.anyMonth, p.anyWeekday = len(p.days) == 31, len(p.months) == 12, len(p.weekdays) == 7
	// cron asks for one of the two when neither field has a star, and for both otherwise.
	const star = 1 << 63
	p.either = civil.Dom&star == 0 && civil.Dow&star == 0
	if p.either && (p.anyDay || p.anyWeekday) {
		p.anyDay, p.anyWeekday, p.either = true, true, false
	}
	return p
}

// valuesOf lists the bits that are set between two values.
func valuesOf(field uint64, low, high int) []int {
	var values []int
	for value := low; value <= high; value++ {
		if field&(1<<value) != 0 {
			values = append(values, value)
		}
	}
	return values
}

func (p pattern) describe(words wording) string {
	days, daily := p.describeDays(words), p.anyDay && p.anyWeekday && p.anyMonth
	var times string
	switch step := stepOf(p.minutes, 60); {
	case len(p.hours) == 24 && step > 0 && p.minutes[0] == 0 && len(p.minutes) > 1:
		times = words.everyMinutes(step)
	case len(p.hours) == 24 && len(p.minutes) <= mostTimes:
		times = words.minutesOfHour(p.minutes)
	case len(p.hours)*len(p.minutes) <= mostTimes:
		return words.join(days, words.times(p.timesOfDay())) + words.zone(p.zone)
	case len(p.minutes) == 1 && stepOf(p.hours, 24) > 0:
		times = words.everyHours(stepOf(p.hours, 24), p.hours[0], p.minutes[0])
	default:
		return words.spec(p.spec) + words.zone(p.zone)
	}
	if daily {
		days = ""
	}
	return words.join(days, times) + words.zone(p.zone)
}

// describeDays says on which days. Where days of the month and of the week are both
// given, cron runs on either, which surprises many; so the words say both.
func (p pattern) describeDays(words wording) string {
	if !p.either {
		return words.days(p)
	}
	byDay, byWeekday := p, p
	byDay.anyWeekday, byWeekday.anyDay = true, true
	return words.both(words.days(byDay), words.days(byWeekday))
}

// stepOf returns the step of values that go evenly round a full circle, or 0.
func stepOf(values []int, circle int) int {
	if len(values) == 0 || circle%len(values) != 0 {
		return 0
	}
	step := circle / len(values)
	for i, value := range values {
		if value != values[0]+i*step {
			return 0
		}
	}
	return step
}

// timesOfDay lists the times such as 08:30, in order.
func (p pattern) timesOfDay() []string {
	var times []string
	for _, hour := range p.hours {
		for _, minute := range p.minutes {
			times = append(times, clockTime(hour, minute))
		}
	}
	return times
}

func clockTime(hour, minute int) string {
	return time.Date(2000, 1, 1, hour, minute, 0, 0, time.UTC).Format("15:04")
}

// quarterly tells whether the months are one in each quarter, and which of its
// three months (1 to 3).
func (p pattern) quarterly() (month int, ok bool) {
	if len(p.months) != 4 || stepOf(p.months, 12) != 3 {
		return 0, false
	}
	return p.months[0], true
}

// rangeOf tells whether values follow one another without a gap.
func rangeOf(values []int) bool {
	return len(values) > 2 && values[len(values)-1]-values[0] == len(values)-1
}
