package schedules

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"time"
)

//go:embed calendars/china.csv
var chinaCalendar []byte

// CalendarDay is a day that a calendar names.
type CalendarDay struct {
	Working bool   // a make-up working day; otherwise a holiday
	Name    string // such as 国庆节
}

// Calendar tells working days from days off: Monday to Friday are worked, Saturday
// and Sunday are not, and the days that it names are what it says. Of a year that it
// does not cover only the weekends are known. A Calendar does not change; the nil
// Calendar knows weekends only.
type Calendar struct {
	days  map[int]CalendarDay // by days since 1970-01-01
	years []int               // covered, in order
}

// ChinaCalendar returns the public holidays and make-up working days of mainland
// China for the years whose notices of the State Council the program carries.
func ChinaCalendar() (*Calendar, error) {
	calendar, err := ParseCalendar(bytes.NewReader(chinaCalendar))
	if err != nil {
		return nil, fmt.Errorf("calendar of the program: %w", err)
	}
	return calendar, nil
}

// Over returns the calendar with the days of a later one put over its own.
func (c *Calendar) Over(later *Calendar) *Calendar {
	if c == nil {
		return later
	}
	if later == nil {
		return c
	}
	days := maps.Clone(c.days)
	maps.Copy(days, later.days)
	return newCalendar(days)
}

// newCalendar finds the years that the days cover: those whose 1 January and
// 1 October are holidays. One day off of its own, which a city may add early, does not
// make the arrangements of a year known.
func newCalendar(days map[int]CalendarDay) *Calendar {
	calendar := &Calendar{days: days}
	for number, day := range days {
		year := time.Unix(int64(number)*86400, 0).UTC().Year()
		october, known := days[dayNumber(time.Date(year, 10, 1, 0, 0, 0, 0, time.UTC))]
		if number == dayNumber(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)) && !day.Working && known && !october.Working {
			calendar.years = append(calendar.years, year)
		}
	}
	slices.Sort(calendar.years)
	return calendar
}

// Working tells whether the day of a civil time is worked, and what the calendar
// calls the day, if it names it. Clock and zone of the time do not matter.
func (c *Calendar) Working(civil time.Time) (working bool, name string) {
	if c != nil {
		if day, named := c.days[dayNumber(civil)]; named {
			return day.Working, day.Name
		}
	}
	weekday := civil.Weekday()
	return weekday != time.Saturday && weekday != time.Sunday, ""
}

// Covers tells whether the arrangements of a year are known.
func (c *Calendar) Covers(year int) bool { return c != nil && slices.Contains(c.years, year) }

// Years lists the covered years in order.
func (c *Calendar) Years() []int {
	if c == nil {
		return nil
	}
	return slices.Clone(c.years)
}

// dayNumber returns the number of days from 1970-01-01 to the day of a civil time.
func dayNumber(civil time.Time) int {
	return int(startOfDay(civil).Unix() / 86400)
}

// startOfDay returns the first moment of the day of a civil time, written as UTC.
func startOfDay(civil time.Time) time.Time {
	year, month, day := civil.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
