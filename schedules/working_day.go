package schedules

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// workingDayWord begins a spec that counts working days, which cron cannot:
//
//	@workday 3 08:30          on the third working day of every month
//	@workday last 17:00       on the last one
//	@workday -2 17:00         on the last but one
//	@workday 5 09:00 1,4,7,10 on the fifth one of these months
const workingDayWord = "@workday"

// mostWorkingDays is how far a spec may count: every month has 15 working days, with
// the longest holidays too.
const mostWorkingDays = 15

// workingDaySpec is a spec that counts working days.
type workingDaySpec struct {
	number       int // 1 is the first of the month, -1 the last
	hour, minute int
	months       []int // in order; all twelve when the spec names none
}

var workingDayForm = regexp.MustCompile(`^@workday (last|-?[0-9]{1,2}) ([0-9]{1,2}):([0-9]{2})(?: ([0-9]{1,2}(?:,[0-9]{1,2})*))?$`)

// readWorkingDaySpec reads the fields of a spec that begins with @workday.
func readWorkingDaySpec(fields []string) (workingDaySpec, *Reason) {
	text := strings.Join(fields, " ")
	parts := workingDayForm.FindStringSubmatch(text)
	if parts == nil {
		return workingDaySpec{}, NewReason("schedule.spec.workday", "spec", shown(text))
	}
	spec := workingDaySpec{number: -1}
	if parts[1] != "last" {
		spec.number, _ = strconv.Atoi(parts[1])
	}
	spec.hour, _ = strconv.Atoi(parts[2])
	spec.minute, _ = strconv.Atoi(parts[3])
	if spec.number == 0 || spec.number > mostWorkingDays || spec.number < -mostWorkingDays || spec.hour > 23 || spec.minute > 59 {
		return workingDaySpec{}, NewReason("schedule.spec.workday", "spec", shown(text))
	}
	for month := range 12 {
		spec.months = append(spec.months, month+1)
	}
	if parts[4] != "" {
		spec.months = nil
		for part := range strings.SplitSeq(parts[4], ",") {
			month, _ := strconv.Atoi(part)
			if month < 1 || month > 12 || slices.Contains(spec.months, month) {
				return workingDaySpec{}, NewReason("schedule.spec.workday", "spec", shown(text))
			}
			spec.months = append(spec.months, month)
		}
		slices.Sort(spec.months)
	}
	return spec, nil
}

// workingDayTimes are the due times of a workingDaySpec in a calendar.
type workingDayTimes struct {
	spec     workingDaySpec
	calendar *Calendar
}

// Next goes from month to month. A month that has fewer working days is left out.
func (w workingDayTimes) Next(after time.Time) time.Time {
	month := time.Date(after.Year(), after.Month(), 1, 0, 0, 0, 0, time.UTC)
	for range 10 * 12 {
		if slices.Contains(w.spec.months, int(month.Month())) {
			if day, found := w.day(month); found {
				due := day.Add(time.Duration(w.spec.hour)*time.Hour + time.Duration(w.spec.minute)*time.Minute)
				if due.After(after) {
					return due
				}
			}
		}
		month = month.AddDate(0, 1, 0)
	}
	return time.Time{}
}

// day returns the day of a month that the spec counts to.
func (w workingDayTimes) day(month time.Time) (time.Time, bool) {
	var working []time.Time
	for day := month; day.Month() == month.Month(); day = day.AddDate(0, 0, 1) {
		if isWorked, _ := w.calendar.Working(day); isWorked {
			working = append(working, day)
		}
	}
	index := w.spec.number - 1
	if w.spec.number < 0 {
		index = len(working) + w.spec.number
	}
	if index < 0 || index >= len(working) {
		return time.Time{}, false
	}
	return working[index], true
}
