package schedules

import "time"

// longestLook is how many due times on days off Next passes over to find one that runs.
const longestLook = 100_000

// Next returns the first n times strictly after a moment at which a schedule runs, in
// the schedule's zone, as if it were neither paused nor retired; due times that are
// skipped because their day is not worked are left out. It returns fewer when the
// schedule ends before, none when another schedule decides (After without a spec), and
// Problems when the schedule cannot be read. The nil calendar knows weekends only.
func Next(schedule Schedule, calendar *Calendar, from time.Time, n int) ([]time.Time, error) {
	return runsAfter(schedule, calendar, from, time.Time{}, n)
}

// Between returns the times after one moment and before another at which a schedule
// runs, at most n of them, as Next does.
func Between(schedule Schedule, calendar *Calendar, from, until time.Time, n int) ([]time.Time, error) {
	return runsAfter(schedule, calendar, from, until, n)
}

// runsAfter lists times of runs; the zero until sets no end.
func runsAfter(schedule Schedule, calendar *Calendar, from, until time.Time, n int) ([]time.Time, error) {
	if problems := checkTiming(schedule.WithDefaults()); len(problems) > 0 {
		return nil, problems
	}
	table, err := newTimetable(schedule, calendar)
	if err != nil {
		return nil, err
	}
	var times []time.Time
	for range longestLook {
		if len(times) >= n {
			break
		}
		from = table.next(from)
		if from.IsZero() || !until.IsZero() && !from.Before(until) {
			break
		}
		if off, _ := table.dayOff(from); !off {
			times = append(times, from)
		}
	}
	return times, nil
}

// UnknownYears returns the years among some due times whose holidays the calendar does
// not know although the schedule asks for working days.
func UnknownYears(schedule Schedule, calendar *Calendar, times []time.Time) []int {
	var years []int
	if !schedule.UsesCalendar() {
		return nil
	}
	for _, due := range times {
		year := due.Year()
		if !calendar.Covers(year) && (len(years) == 0 || years[len(years)-1] != year) {
			years = append(years, year)
		}
	}
	return years
}
