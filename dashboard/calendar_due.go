package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

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
	schedule   schedules.Schedule
	at         time.Time             // in the zone of the pages
	occurrence *schedules.Occurrence // nil: it lies ahead
	count      int                   // due times that it stands for; 0: they are counted on another day
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
	known := map[string]schedules.Schedule{}
	for _, status := range statuses {
		known[status.Schedule.Name] = status.Schedule
	}
	recorded, err := s.dependencies.Scheduler.Occurrences(ctx, schedules.OccurrenceQuery{Since: from, Until: until})
	if err != nil {
		return dueRows{}, fmt.Errorf("load occurrences: %w", err)
	}
	later, err := s.reachingBack(ctx, until)
	if err != nil {
		return dueRows{}, err
	}
	var found dueRows
	for i := range recorded {
		found.add(known, &recorded[i], from, until, s.dependencies.Zone)
	}
	for i := range later {
		found.add(known, &later[i], from, until, s.dependencies.Zone)
	}
	now := s.dependencies.Now()
	for _, status := range statuses {
		found.expect(status, s.dependencies.Scheduler.Calendar(), laterOf(from, now), until, s.dependencies.Zone)
	}
	slices.SortStableFunc(found.rows, func(a, b dueRow) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.schedule.Name, b.schedule.Name))
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
func (d *dueRows) add(known map[string]schedules.Schedule, occurrence *schedules.Occurrence, from, until time.Time, zone *time.Location) {
	schedule, found := known[occurrence.Schedule]
	if !found {
		schedule = schedules.Schedule{Name: occurrence.Schedule}
	}
	schedule = schedule.WithDefaults()
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
func (d *dueRows) expect(status schedules.ScheduleStatus, calendar *schedules.Calendar, from, until time.Time, zone *time.Location) {
	schedule := status.Schedule.WithDefaults()
	if schedule.Paused || schedule.Retired || status.Problem != nil || !from.Before(until) {
		return
	}
	times, err := schedules.Between(schedule, calendar, from.Add(-time.Second), until, mostExpected)
	if err != nil {
		return // what cannot be read does not run; the list of schedules says so
	}
	for _, at := range times {
		if !at.Before(from) {
			d.rows = append(d.rows, dueRow{schedule, at.In(zone), nil, 1})
		}
	}
}

// findFrequent notes the schedules that are often due on one of the days.
func (d *dueRows) findFrequent() {
	type onDay struct {
		schedule string
		day      time.Time
	}
	counts := map[onDay]int{}
	d.frequent = map[string]bool{}
	for _, row := range d.rows {
		at := onDay{row.schedule.Name, startOfDay(row.at)}
		if counts[at]++; counts[at] > oftenADay {
			d.frequent[row.schedule.Name] = true
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
