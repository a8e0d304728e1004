package schedules

import (
	"fmt"
	"strings"
	"time"
)

// english words.
type english struct{}

func (english) interval(every time.Duration) string {
	if every%time.Hour == 0 {
		return everyUnit(int(every/time.Hour), "hour")
	}
	if every%time.Minute == 0 {
		return everyUnit(int(every/time.Minute), "minute")
	}
	return everyUnit(int(every/time.Second), "second")
}

func everyUnit(count int, unit string) string {
	if count == 1 {
		return "every " + unit
	}
	return fmt.Sprintf("every %d %ss", count, unit)
}

func (english) everyMinutes(step int) string { return everyUnit(step, "minute") }

func (english) minutesOfHour(minutes []int) string {
	if len(minutes) == 1 && minutes[0] == 0 {
		return "every hour on the hour"
	}
	unit := "minutes"
	if len(minutes) == 1 {
		unit = "minute"
	}
	return fmt.Sprintf("every hour at %s %s", unit, numbers(minutes, ", ", " to "))
}

func (english) everyHours(step, first, minute int) string {
	return fmt.Sprintf("%s from %s", everyUnit(step, "hour"), clockTime(first, minute))
}

func (english) times(times []string) string { return "at " + enumerate(times) }

func (e english) days(p pattern) string {
	if p.anyDay && p.anyWeekday {
		if p.anyMonth {
			return "every day"
		}
		return "every day " + e.months(p)
	}
	if !p.anyWeekday {
		days := "every " + e.weekdays(p.weekdays)
		if p.anyMonth {
			return days
		}
		return days + " " + e.months(p)
	}
	days := "on day " + numbers(p.days, ", ", " to ")
	if len(p.days) > 1 {
		days = "on days " + numbers(p.days, ", ", " to ")
	}
	if p.anyMonth {
		return days + " of every month"
	}
	if month, ok := p.quarterly(); ok {
		return fmt.Sprintf("%s of the %s month of every quarter", days, ordinalOfQuarter(month))
	}
	return days + " of " + e.monthNames(p.months) + " every year"
}

func (e english) months(p pattern) string {
	if month, ok := p.quarterly(); ok {
		return fmt.Sprintf("in the %s month of every quarter", ordinalOfQuarter(month))
	}
	return "in " + e.monthNames(p.months) + " every year"
}

func (english) monthNames(months []int) string {
	if rangeOf(months) {
		return time.Month(months[0]).String() + " to " + time.Month(months[len(months)-1]).String()
	}
	names := make([]string, len(months))
	for i, month := range months {
		names[i] = time.Month(month).String()
	}
	return enumerate(names)
}

func (english) weekdays(days []int) string {
	if rangeOf(days) {
		return time.Weekday(days[0]).String() + " to " + time.Weekday(days[len(days)-1]).String()
	}
	days = mondayFirst(days)
	names := make([]string, len(days))
	for i, day := range days {
		names[i] = time.Weekday(day).String()
	}
	return enumerate(names)
}

func (english) both(days, weekdays string) string { return days + " and also " + weekdays }

func (english) join(days, times string) string {
	if days == "" {
		return times
	}
	if strings.HasPrefix(times, "every") {
		return times + ", " + days
	}
	return days + " " + times
}

func (english) spec(spec string) string { return "by the expression " + spec }

func (english) zone(name string) string {
	if name == DefaultZone {
		return " (Beijing time)"
	}
	return " (" + strings.ReplaceAll(name, "_", " ") + " time)"
}

// enumerate joins names with commas and "and".
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// ordinalOfQuarter names a month of a quarter, 1 to 3.
func ordinalOfQuarter(month int) string { return [...]string{"", "first", "second", "third"}[month] }
