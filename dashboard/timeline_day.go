package dashboard

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// axisHours are the hours that the axis of a day names.
const axisHours = 3

// longestOverhang is how long before the day a run may have begun that is still drawn.
const longestOverhang = 24 * time.Hour

// TimelinePage is one day of due and done runs.
type TimelinePage struct {
	Frame
	Day      CalendarDay
	Date     metrics.Date
	Previous metrics.Date // zero where there is none
	Next     metrics.Date
	Month    string // of the calendar that holds the day
	Hours    []int
	Rows     []TimelineRow
	Entries  []TimelineEntry
	More     bool            // a frequent schedule failed more often than Entries tells
	ByHour   []TimelineEntry // the hours of the frequent schedules
	Totals   []CalendarCount
	Present  string // the time of day, today
	Zone     string
	Unknown  int // the year when its holidays are not known; 0 otherwise
}

// showTimeline answers /schedules/day.
func (s *Server) showTimeline(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	date, err := s.dayOf(c.QueryParam("day"))
	if err != nil {
		return err
	}
	zone := s.dependencies.Zone
	from := time.Date(date.Year(), time.Month(date.Month()), date.Day(), 0, 0, 0, 0, zone)
	until := from.AddDate(0, 0, 1)
	calendar := s.dependencies.Scheduler.Calendar()
	page := TimelinePage{Frame: s.workFrame(c, "/schedules", filters, metrics.Actual), Day: dayOfCalendar(calendar, date, s.today()),
		Date: date, Month: from.Format("2006-01"), Zone: zone.String()}
	page.Title = s.texts.Text(page.Language, "timeline.title", "day", s.wording(page.Language).date(date))
	if previous := date.AddDays(-1); previous.Year() >= firstCalendarYear {
		page.Previous = previous
	}
	if next := date.AddDays(1); next.Year() <= lastCalendarYear {
		page.Next = next
	}
	if !calendar.Covers(date.Year()) {
		page.Unknown = date.Year()
	}
	for hour := 0; hour < 24; hour += axisHours {
		page.Hours = append(page.Hours, hour)
	}
	if now := s.dependencies.Now(); page.Day.Today {
		page.Present = now.In(zone).Format("15:04")
	}
	// A run that began on the day before may go on in this one.
	due, err := s.loadDueRows(c.Request().Context(), from.Add(-longestOverhang), until)
	if err != nil {
		return err
	}
	due = due.onDay(from)
	totals := tallyOf{}
	for _, row := range due.rows {
		if !row.at.Before(from) {
			totals.add(row)
		}
	}
	page.Totals = totals.counts()
	day := timelineDay{from: from, until: until, now: s.dependencies.Now(), words: s.wording(page.Language)}
	page.Rows, page.ByHour = day.rows(due), day.hours(due)
	page.Entries, page.More = day.entries(due)
	return s.render(c, http.StatusOK, "timeline", page)
}

// dayOf reads the day of an address; an empty text is today.
func (s *Server) dayOf(text string) (metrics.Date, error) {
	if text == "" {
		return s.today(), nil
	}
	date, err := metrics.ParseDate(text)
	if err != nil || date.Year() < firstCalendarYear || date.Year() > lastCalendarYear {
		return 0, badRequest(metrics.NewProblem("calendar.day", "value", text))
	}
	return date, nil
}

// onDay keeps the rows of a day, and those of the day before whose run goes on in it.
func (d dueRows) onDay(from time.Time) dueRows {
	kept := dueRows{frequent: d.frequent}
	for _, row := range d.rows {
		if !row.at.Before(from) || row.runsInto(from) {
			kept.rows = append(kept.rows, row)
		}
	}
	return kept
}

// runsInto tells whether the run of a row goes on at a moment.
func (d dueRow) runsInto(moment time.Time) bool {
	o := d.occurrence
	return o != nil && !o.StartedAt.IsZero() && (o.FinishedAt.After(moment) || o.FinishedAt.IsZero() && o.Outcome == schedules.OutcomeRunning)
}
