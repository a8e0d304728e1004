package main

import (
	"context"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// lookForFailedRuns finds due runs of the last day that failed or were missed.
func (r *rooms) lookForFailedRuns(ctx context.Context, _ *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	statuses, err := r.scheduler.Status(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[string]schedules.Schedule{}
	for _, status := range statuses {
		titles[status.Schedule.Name] = status.Schedule
	}
	var found []notices.Notice
	for _, outcome := range []schedules.Outcome{schedules.OutcomeFailed, schedules.OutcomeMissed} {
		occurrences, err := r.scheduler.Occurrences(ctx, schedules.OccurrenceQuery{Outcome: outcome, Since: now.Add(-noticeLookBack)})
		if err != nil {
			return nil, err
		}
		for _, occurrence := range occurrences {
			found = append(found, failedRun(titles[occurrence.Schedule], occurrence))
		}
	}
	return found, nil
}

func failedRun(schedule schedules.Schedule, occurrence schedules.Occurrence) notices.Notice {
	if schedule.TitleZh == "" {
		schedule.TitleZh = occurrence.Schedule
	}
	notice := notices.Notice{
		ID:   "run_failed:" + occurrence.Schedule + ":" + occurrence.DueAt.UTC().Format(time.RFC3339Nano),
		Kind: notices.RunFailed, Subject: occurrence.Schedule, OccurredAt: occurrence.DueAt,
		Words: *schedules.NewReason("notice.run_"+string(occurrence.Outcome), append(bilingual("schedule", schedule.TitleZh, schedule.TitleEn),
			"due", occurrence.DueAt.In(metrics.CityZone()).Format("2006-01-02 15:04"))...),
		Path: "/schedules/" + occurrence.Schedule,
	}
	if occurrence.Reason != nil {
		notice.Details = []schedules.Reason{*occurrence.Reason}
	}
	return notice
}
