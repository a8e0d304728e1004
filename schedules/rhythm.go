package schedules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// RhythmKind is how a person chooses when something runs.
type RhythmKind string

// The kinds of rhythms.
const (
	RhythmDaily      RhythmKind = "daily"
	RhythmWeekly     RhythmKind = "weekly"
	RhythmMonthly    RhythmKind = "monthly"     // on a day of every month
	RhythmWorkingDay RhythmKind = "working_day" // on the Nth working day of every month
	RhythmQuarterly  RhythmKind = "quarterly"   // on a day of a month of every quarter
	RhythmYearly     RhythmKind = "yearly"      // on a day of the year
	RhythmCustom     RhythmKind = "custom"      // by a spec
)

// RhythmKinds lists the kinds, the most usual ones first.
func RhythmKinds() []RhythmKind {
	return []RhythmKind{RhythmDaily, RhythmWeekly, RhythmMonthly, RhythmWorkingDay, RhythmQuarterly, RhythmYearly, RhythmCustom}
}

// Rhythm is a spec as a person fills it in without knowing cron.
type Rhythm struct {
	Kind     RhythmKind
	Time     string // 08:30
	Weekdays []int  // weekly: 0 is Sunday
	Day      int    // monthly, quarterly, yearly: 1 to 31
	Number   int    // working day: 1 to 15, or -1 to -15 from the end of the month
	Month    int    // yearly: 1 to 12; quarterly: 1 to 3, which month of the quarter
	Spec     string // custom
}

// Write returns the spec of a rhythm. What is out of range gives a spec that Check
// refuses with the reason.
func (r Rhythm) Write() string {
	if r.Kind == RhythmCustom {
		return r.Spec
	}
	hour, minute, _ := strings.Cut(r.Time, ":")
	clock := plainNumber(minute) + " " + plainNumber(hour)
	switch r.Kind {
	case RhythmDaily:
		return clock + " * * *"
	case RhythmWeekly:
		days := make([]string, len(r.Weekdays))
		for i, day := range r.Weekdays {
			days[i] = strconv.Itoa(day)
		}
		return clock + " * * " + strings.Join(days, ",")
	case RhythmMonthly:
		return fmt.Sprintf("%s %d * *", clock, r.Day)
	case RhythmWorkingDay:
		number := strconv.Itoa(r.Number)
		if r.Number == -1 {
			number = "last"
		}
		return fmt.Sprintf("%s %s %s", workingDayWord, number, r.Time)
	case RhythmQuarterly:
		return fmt.Sprintf("%s %d %d,%d,%d,%d *", clock, r.Day, r.Month, r.Month+3, r.Month+6, r.Month+9)
	case RhythmYearly:
		return fmt.Sprintf("%s %d %d *", clock, r.Day, r.Month)
	default:
		return r.Spec
	}
}

// plainNumber takes the leading zero of a two-digit number off; other text stays.
func plainNumber(text string) string {
	if number, err := strconv.Atoi(text); err == nil {
		return strconv.Itoa(number)
	}
	return text
}

// RhythmOf reads a spec as a rhythm; what is none of the simple ones is a custom one.
// The other settings of the form have sensible values, for who changes the kind.
func RhythmOf(spec string) Rhythm {
	fields := strings.Fields(spec)
	custom := Rhythm{Kind: RhythmCustom, Time: "08:30", Weekdays: []int{1}, Day: 10, Number: 3, Month: 1, Spec: strings.Join(fields, " ")}
	if checkSpec(spec) != nil {
		return custom
	}
	found := custom
	if fields[0] == workingDayWord {
		counted, reason := readWorkingDaySpec(fields)
		if reason != nil || len(counted.months) != 12 {
			return custom
		}
		found.Kind, found.Number, found.Time = RhythmWorkingDay, counted.number, clockTime(counted.hour, counted.minute)
		return found
	}
	if len(fields) != 5 {
		return custom
	}
	minute, minuteErr := strconv.Atoi(fields[0])
	hour, hourErr := strconv.Atoi(fields[1])
	if minuteErr != nil || hourErr != nil {
		return custom
	}
	found.Time = clockTime(hour, minute)
	day, dayErr := strconv.Atoi(fields[2])
	month, monthErr := strconv.Atoi(fields[3])
	anyDay, anyMonth, anyWeekday := fields[2] == "*", fields[3] == "*", fields[4] == "*"
	switch {
	case anyDay && anyMonth && anyWeekday:
		found.Kind = RhythmDaily
	case anyDay && anyMonth:
		days, simple := weekdayNumbers(fields[4])
		if !simple {
			return custom
		}
		found.Kind, found.Weekdays = RhythmWeekly, days
	case dayErr == nil && anyMonth && anyWeekday:
		found.Kind, found.Day = RhythmMonthly, day
	case dayErr == nil && monthErr == nil && anyWeekday:
		found.Kind, found.Day, found.Month = RhythmYearly, day, month
	case dayErr == nil && anyWeekday && slices.Contains([]string{"1,4,7,10", "2,5,8,11", "3,6,9,12"}, fields[3]):
		found.Kind, found.Day = RhythmQuarterly, day
		found.Month, _ = strconv.Atoi(fields[3][:1])
	default:
		return custom
	}
	return found
}

// weekdayNumbers reads a list and ranges of days of the week, 0 to 6.
func weekdayNumbers(field string) ([]int, bool) {
	var days []int
	for part := range strings.SplitSeq(field, ",") {
		from, until, isRange := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last := first
		if isRange && err == nil {
			last, err = strconv.Atoi(until)
		}
		if err != nil {
			return nil, false
		}
		for day := first; day <= last; day++ {
			days = append(days, day)
		}
	}
	return days, true
}
