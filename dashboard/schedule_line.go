package dashboard

import (
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
	Next     []string // due times in the schedule's own zone
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
	Actor        string
	Changed      bool
}

func (s *Server) scheduleLine(words wording, status schedules.ScheduleStatus) ScheduleLine {
	schedule := status.Schedule.WithDefaults()
	line := ScheduleLine{
		Schedule: schedule, Title: schedule.Title(string(words.language)), Running: status.Running, Waiting: status.Waiting,
		When: schedules.Describe(schedule, string(words.language)), Problem: problemOfReason(status.Problem),
	}
	if !schedule.Paused && !schedule.Retired {
		line.Next = words.dueTimes(schedule, s.dependencies.Scheduler.Calendar(), s.dependencies.Now())
	}
	if status.Last != nil {
		last := words.occurrenceLine(schedule, *status.Last)
		line.Last = &last
	}
	return line
}

// dueTimes lists the next due times; none when the schedule cannot be read.
func (w wording) dueTimes(schedule schedules.Schedule, calendar *schedules.Calendar, from time.Time) []string {
	times, err := schedules.Next(schedule, calendar, from, nextTimes)
	if err != nil {
		return nil
	}
	list := make([]string, 0, len(times))
	for _, due := range times {
		list = append(list, due.Format("2006-01-02 15:04"))
	}
	return list
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
		Actor: occurrence.Actor, Changed: occurrence.Changed,
	}
	if duration := occurrence.Duration(); duration > 0 {
		line.Duration = duration.Round(time.Millisecond).String()
		if duration > 10*time.Second {
			line.Duration = duration.Round(time.Second).String()
		}
	}
	return line
}
