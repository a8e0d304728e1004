package dashboard

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// calendarScript moves between days with the keys of the arrows.
const calendarScript = "calendar.js"

// The years that a calendar shows.
const (
	firstCalendarYear = 2000
	lastCalendarYear  = 2100
)

// mostNamed is how many failed schedules a day of the calendar names.
const mostNamed = 2

// calendarPath is the address of the calendar.
const calendarPath = "/schedules/calendar"

// CalendarPage is a month of due and done runs.
type CalendarPage struct {
	Frame
	Month, Previous, Next string // such as 2026-11; empty where there is none
	Weekdays              []string
	Weeks                 [][]CalendarDay // from Monday to Sunday; days of other months are empty
	Totals                []CalendarCount
	Frequent              []ScheduleName // schedules that are added up by day
	Zone                  string
	UnknownYear           int // the year when its holidays are not known; 0 otherwise
}

// CalendarDay is one day of the calendar.
type CalendarDay struct {
	Date     metrics.Date // zero for a place that no day of the month takes
	Weekday  string       // its number, 0 is Sunday
	Today    bool
	Off      bool   // not worked, by the calendar in force
	MakeUp   bool   // a weekend day that is worked
	Name     string // what the calendar calls the day
	Counts   []CalendarCount
	Frequent []CalendarCount // of the frequent schedules
	Failed   []ScheduleName  // some of those that failed or were missed
	Others   int             // how many more of them there are
}

// showCalendar answers /schedules/calendar.
func (s *Server) showCalendar(c echo.Context) error {
	page, _, err := s.loadCalendar(c)
	if err != nil {
		return err
	}
	s.offerExport(&page.Frame, calendarPath+workbookEnding)
	return s.render(c, http.StatusOK, "calendar", page)
}

// loadCalendar gathers the page and the due times that it counts.
func (s *Server) loadCalendar(c echo.Context) (CalendarPage, dueRows, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return CalendarPage{}, dueRows{}, err
	}
	first, err := s.monthOf(c.QueryParam("month"))
	if err != nil {
		return CalendarPage{}, dueRows{}, err
	}
	page := CalendarPage{Frame: s.workFrame(c, "/schedules", filters, metrics.Actual), Month: first.Format("2006-01"),
		Weekdays: weekdayValues(), Zone: s.dependencies.Zone.String()}
	page.Scripts = append(page.Scripts, calendarScript)
	page.Title = s.texts.Text(page.Language, "calendar.title")
	until := first.AddDate(0, 1, 0)
	if first.Year() > firstCalendarYear || first.Month() > 1 {
		page.Previous = first.AddDate(0, -1, 0).Format("2006-01")
	}
	if until.Year() <= lastCalendarYear {
		page.Next = until.Format("2006-01")
	}
	if !s.dependencies.Scheduler.Calendar().Covers(first.Year()) {
		page.UnknownYear = first.Year()
	}
	due, err := s.loadDueRows(c.Request().Context(), first, until)
	if err != nil {
		return page, due, err
	}
	page.fill(due, s.emptyMonth(first, until))
	return page, due, nil
}

// monthOf reads the month of an address; an empty text is the present month.
func (s *Server) monthOf(text string) (time.Time, error) {
	zone := s.dependencies.Zone
	if text == "" {
		today := s.today()
		return time.Date(today.Year(), time.Month(today.Month()), 1, 0, 0, 0, 0, zone), nil
	}
	month, err := time.ParseInLocation("2006-01", text, zone)
	if err != nil || month.Year() < firstCalendarYear || month.Year() > lastCalendarYear {
		return time.Time{}, badRequest(metrics.NewProblem("calendar.month", "value", text))
	}
	return month, nil
}

// emptyMonth lists the days of a month with what the calendar in force says of them.
func (s *Server) emptyMonth(first, until time.Time) []CalendarDay {
	var days []CalendarDay
	calendar, today := s.dependencies.Scheduler.Calendar(), s.today()
	for day := first; day.Before(until); day = day.AddDate(0, 0, 1) {
		days = append(days, dayOfCalendar(calendar, metrics.DateOf(day), today))
	}
	return days
}

// dayOfCalendar is a day without due times.
func dayOfCalendar(calendar *schedules.Calendar, date, today metrics.Date) CalendarDay {
	weekday := date.Time().Weekday()
	working, name := calendar.Working(date.Time())
	return CalendarDay{Date: date, Weekday: strconv.Itoa(int(weekday)), Today: date == today, Off: !working, Name: name,
		MakeUp: working && (weekday == time.Saturday || weekday == time.Sunday)}
}

// fill counts the due times by day and lays the days out in weeks.
func (p *CalendarPage) fill(due dueRows, days []CalendarDay) {
	byDay := map[metrics.Date][]dueRow{}
	totals, named := tallyOf{}, map[string]bool{}
	for _, row := range due.rows {
		totals.add(row)
		day := metrics.DateOf(row.at)
		byDay[day] = append(byDay[day], row)
		if due.frequent[row.schedule.Name] && !named[row.schedule.Name] {
			named[row.schedule.Name] = true
			p.Frequent = append(p.Frequent, ScheduleName{row.schedule.Name, row.schedule.Title(string(p.Language))})
		}
	}
	p.Totals = totals.counts()
	monday := (int(days[0].Date.Time().Weekday()) + 6) % 7
	week := make([]CalendarDay, monday, 7)
	for _, day := range days {
		day.fill(byDay[day.Date], due.frequent, string(p.Language))
		if week = append(week, day); len(week) == 7 {
			p.Weeks, week = append(p.Weeks, week), nil
		}
	}
	if len(week) > 0 {
		p.Weeks = append(p.Weeks, append(week, make([]CalendarDay, 7-len(week))...))
	}
}

// fill counts the due times of the day.
func (d *CalendarDay) fill(rows []dueRow, frequent map[string]bool, language string) {
	counts, often := tallyOf{}, tallyOf{}
	var troubled []ScheduleName
	for _, row := range rows {
		if frequent[row.schedule.Name] {
			often.add(row)
		} else {
			counts.add(row)
		}
		if row.occurrence == nil || !isTrouble(row.occurrence.Outcome) {
			continue
		}
		if name := (ScheduleName{row.schedule.Name, row.schedule.Title(language)}); !slices.Contains(troubled, name) {
			troubled = append(troubled, name)
		}
	}
	d.Counts, d.Frequent = counts.counts(), often.counts()
	d.Failed = troubled[:min(mostNamed, len(troubled))]
	d.Others = len(troubled) - len(d.Failed)
}

// isTrouble tells whether an outcome is none that anybody wanted.
func isTrouble(outcome schedules.Outcome) bool {
	return outcome == schedules.OutcomeFailed || outcome == schedules.OutcomeMissed
}
