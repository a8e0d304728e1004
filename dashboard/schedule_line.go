package dashboard

import (
	"fmt"
	"html/template"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// nextTimes is how many due times the pages list.
const nextTimes = 5

// ScheduleLine is one schedule in words.
type ScheduleLine struct {
	Schedule schedules.Schedule
	Title    string
	When     string   // in words
	Next     []string // times of runs in the schedule's own zone
	Unknown  []int    // years among them whose holidays are not known
	Running  bool
	Waiting  bool
	Problem  *metrics.Problem
	Last     *OccurrenceLine
}

// OccurrenceLine is one due time and how it ended, in the schedule's own zone.
type OccurrenceLine struct {
	Due, Started string
	Duration     string
	Outcome      schedules.Outcome
	Reason       *metrics.Problem
	Words        *metrics.Problem // what the job says it did
	Detail       string
	Manual       bool
	ActsFor      string // the scheduled time that the job was given, where it is another one
	Attempts     int
	Actor        string
	Changed      bool
	Day          metrics.Date  // of the due time, in the zone of the pages
	Late         string        // how much later than due it began, where that is worth a word
	Bar          template.HTML // its duration against the median, on the page of its schedule
	Imports      []ImportedRun // what it imported, on the page of its schedule
}

// mentionedLateness is how late a run must begin before a page says so.
const mentionedLateness = 10 * time.Second

func (s *Server) scheduleLine(words wording, status schedules.ScheduleStatus) ScheduleLine {
	schedule := status.Schedule.WithDefaults()
	line := ScheduleLine{
		Schedule: schedule, Title: schedule.Title(string(words.language)), Running: status.Running, Waiting: status.Waiting,
		When: schedules.Describe(schedule, string(words.language)), Problem: problemOfReason(status.Problem),
	}
	if !schedule.Paused && !schedule.Retired {
		due := s.dueTimes(words, schedule)
		line.Next, line.Unknown = due.times, due.unknownYears
	}
	if status.Last != nil {
		last := words.occurrenceLine(schedule, *status.Last)
		line.Last = &last
	}
	return line
}

// nextDue is when a schedule runs next.
type nextDue struct {
	times        []string
	unknownYears []int
}

// dueTimes lists the next times of runs; none when the schedule cannot be read. Those
// that depend on working days show the day of the week.
func (s *Server) dueTimes(words wording, schedule schedules.Schedule) nextDue {
	calendar := s.dependencies.Scheduler.Calendar()
	times, err := schedules.Next(schedule, calendar, s.dependencies.Now(), nextTimes)
	if err != nil {
		return nextDue{}
	}
	due := nextDue{unknownYears: schedules.UnknownYears(schedule, calendar, times)}
	for _, moment := range times {
		text := moment.Format("2006-01-02 15:04")
		if schedule.UsesCalendar() {
			text += " " + words.texts.Text(words.language, fmt.Sprintf("schedules.weekday.%d", moment.Weekday()))
		}
		due.times = append(due.times, text)
	}
	return due
}

func (w wording) occurrenceLine(schedule schedules.Schedule, occurrence schedules.Occurrence) OccurrenceLine {
	zone, err := time.LoadLocation(schedule.Zone)
	if err != nil {
		zone = w.zone
	}
	shown := func(moment time.Time) string {
		if moment.IsZero() {
			return ""
		}
		return moment.In(zone).Format("2006-01-02 15:04:05")
	}
	line := OccurrenceLine{
		Due: shown(occurrence.DueAt), Started: shown(occurrence.StartedAt), Outcome: occurrence.Outcome,
		Reason: problemOfReason(occurrence.Reason), Words: problemOfReason(occurrence.Words), Detail: occurrence.Detail, Manual: occurrence.Manual,
		Actor: occurrence.Actor, Changed: occurrence.Changed, ActsFor: shown(occurrence.ActsFor), Attempts: occurrence.Attempts,
	}
	if duration := occurrence.Duration(); duration > 0 {
		line.Duration = w.duration(duration)
	}
	if !occurrence.DueAt.IsZero() {
		line.Day = metrics.DateOf(occurrence.DueAt.In(w.zone))
	}
	if late := latenessOf(occurrence); late >= mentionedLateness {
		line.Late = w.duration(late)
	}
	return line
}
