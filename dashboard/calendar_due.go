package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// mostExpected bounds the due times ahead that a page computes for one schedule: every
// minute of a month of 31 days.
const mostExpected = 31 * 24 * 60

// oftenADay is how many due times a day make a schedule a frequent one: more than one
// an hour, on a day of 25 hours too. Pages add them up, so that they do not drown the rest.
const oftenADay = 25

// mostLaterRecords bounds the records that are looked through for one that reaches back
// into the shown days.
const mostLaterRecords = 2000

// dueRow is one due time or run by hand: a record, or a time that lies ahead.
type dueRow struct {
	schedule   *schedules.Schedule
	at         time.Time             // in the zone of the pages
	occurrence *schedules.Occurrence // nil: it lies ahead
	count      int                   // due times that it stands for; 0: another row counts them
}

// look is how the row is shown.
func (d dueRow) look() stateLook {
	if d.occurrence == nil {
		return lookOfExpected()
	}
	return lookOfOutcome(d.occurrence.Outcome)
}

// lookOfExpected is how a due time that lies ahead is shown.
func lookOfExpected() stateLook {
	return stateLook{Key: "calendar.expected", Tone: "ahead", Icon: "pending"}
}

// dueRows are the due times of a span of days.
type dueRows struct {
	rows     []dueRow // by time
	frequent map[string]bool
}

// loadDueRows reads what is recorded of the due times from one moment to before
// another, and computes those that lie ahead. A record of many due times is a row on
// each of its days.
func (s *Server) loadDueRows(ctx context.Context, from, until time.Time) (dueRows, error) {
	statuses, err := s.dependencies.Scheduler.Status(ctx)
	if err != nil {
		return dueRows{}, fmt.Errorf("load schedules: %w", err)
	}
	known := map[string]*schedules.Schedule{}
	for _, status := range statuses {
		schedule := status.Schedule.WithDefaults()
		known[schedule.Name] = &schedule
	}
	recorded, err := s.dependencies.Scheduler.Occurrences(ctx, schedules.OccurrenceQuery{Since: from, Until: until})
	if err != nil {
		return dueRows{}, fmt.Errorf("load occurrences: %w", err)
	}
	later, err := s.reachingBack(ctx, until)
	if err != nil {
		return dueRows{}, err
	}
	found := dueRows{frequent: map[string]bool{}}
	for i := range recorded {
		found.add(known, &recorded[i], from, until, s.dependencies.Zone)
	}
	for i := range later {
		found.add(known, &later[i], from, until, s.dependencies.Zone)
	}
	now := s.dependencies.Now()
	for _, status := range statuses {
		found.expect(status, known[status.Schedule.Name], s.dependencies.Scheduler.Calendar(), laterOf(from, now), until, s.dependencies.Zone)
	}
	slices.SortFunc(found.rows, func(a, b dueRow) int {
		if order := a.at.Compare(b.at); order != 0 {
			return order
		}
		return cmp.Compare(a.schedule.Name, b.schedule.Name)
	})
	found.findFrequent()
	return found, nil
}

// reachingBack returns the records of many due times that end after the shown days: the
// program may have been down for longer than a month.
func (s *Server) reachingBack(ctx context.Context, until time.Time) ([]schedules.Occurrence, error) {
	var reaching []schedules.Occurrence
	if until.After(s.dependencies.Now()) {
		return nil, nil
	}
	for _, outcome := range []schedules.Outcome{schedules.OutcomeMissed, schedules.OutcomeSkipped} {
		found, err := s.dependencies.Scheduler.Occurrences(ctx, schedules.OccurrenceQuery{Outcome: outcome, Since: until, Limit: mostLaterRecords})
		if err != nil {
			return nil, fmt.Errorf("load later occurrences: %w", err)
		}
		for _, occurrence := range found {
			if first, _, count := occurrence.Span(); count > 0 && first.Before(until) {
				reaching = append(reaching, occurrence)
			}
		}
	}
	return reaching, nil
}

// add turns a record into its rows.
func (d *dueRows) add(known map[string]*schedules.Schedule, occurrence *schedules.Occurrence, from, until time.Time, zone *time.Location) {
	schedule := known[occurrence.Schedule]
	if schedule == nil {
		unknown := schedules.Schedule{Name: occurrence.Schedule}.WithDefaults()
		schedule = &unknown
		known[unknown.Name] = schedule
	}
	if !occurrence.DueAt.Before(from) && occurrence.DueAt.Before(until) {
		d.rows = append(d.rows, dueRow{schedule, occurrence.DueAt.In(zone), occurrence, occurrence.Count()})
	}
	first, last, count := occurrence.Span()
	if count == 0 {
		return
	}
	for day := startOfDay(laterOf(first, from).In(zone)); day.Before(until) && day.Before(startOfDay(last.In(zone))); day = day.AddDate(0, 0, 1) {
		d.rows = append(d.rows, dueRow{schedule, day, occurrence, 0})
	}
}

// expect adds the due times of a schedule that lie ahead.
func (d *dueRows) expect(status schedules.ScheduleStatus, schedule *schedules.Schedule, calendar *schedules.Calendar, from, until time.Time, zone *time.Location) {
	if schedule.Paused || schedule.Retired || status.Problem != nil || !from.Before(until) {
		return
	}
	times, err := schedules.Between(*schedule, calendar, from.Add(-time.Second), until, mostExpected)
	if err != nil {
		return // what cannot be read does not run; the list of schedules says so
	}
	if len(times) > 0 && times[0].Before(from) {
		times = times[1:]
	}
	if many := len(times) > oftenADay && times[oftenADay].Sub(times[0]) < 24*time.Hour; many {
		d.expectByHour(schedule, times, zone)
		return
	}
	for _, at := range times {
		d.rows = append(d.rows, dueRow{schedule, at.In(zone), nil, 1})
	}
}

// expectByHour adds one row for each hour with due times of a frequent schedule.
func (d *dueRows) expectByHour(schedule *schedules.Schedule, times []time.Time, zone *time.Location) {
	d.frequent[schedule.Name] = true
	var hour time.Time
	for _, at := range times {
		if last := len(d.rows) - 1; !hour.IsZero() && at.Sub(hour) < time.Hour {
			d.rows[last].count++
			continue
		}
		at = at.In(zone)
		hour = at.Add(-sinceHour(at))
		d.rows = append(d.rows, dueRow{schedule, at, nil, 1})
	}
}

// findFrequent notes the schedules that are often due on one of the days.
func (d *dueRows) findFrequent() {
	type onDay struct {
		schedule *schedules.Schedule
		day      metrics.Date
	}
	counts := map[onDay]int{}
	for _, row := range d.rows {
		counts[onDay{row.schedule, metrics.DateOf(row.at)}]++
	}
	for at, count := range counts {
		if count > oftenADay {
			d.frequent[at.schedule.Name] = true
		}
	}
}

// startOfDay returns the first moment of a day in the zone of the time.
func startOfDay(moment time.Time) time.Time {
	year, month, day := moment.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, moment.Location())
}

func laterOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
