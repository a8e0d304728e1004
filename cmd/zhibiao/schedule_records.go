package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
)

// scheduleRecords keeps schedules and their occurrences in the warehouse, as
// documents: the two rooms do not know each other.
type scheduleRecords struct{ store *warehouse.Store }

func (r scheduleRecords) Schedules(ctx context.Context) ([]schedules.Schedule, error) {
	bodies, err := r.store.Schedules(ctx)
	if err != nil {
		return nil, err
	}
	return decode[schedules.Schedule](bodies)
}

func (r scheduleRecords) Versions(ctx context.Context, name string) ([]schedules.Schedule, error) {
	bodies, err := r.store.ScheduleVersions(ctx, name)
	if err != nil {
		return nil, err
	}
	return decode[schedules.Schedule](bodies)
}

func (r scheduleRecords) SaveSchedule(ctx context.Context, schedule schedules.Schedule) error {
	body, err := json.Marshal(schedule)
	if err != nil {
		return fmt.Errorf("schedule %s: %w", schedule.Name, err)
	}
	return r.store.SaveSchedule(ctx, schedule.Name, schedule.ChangedBy, schedule.ChangedAt, string(body))
}

func (r scheduleRecords) RecordOccurrence(ctx context.Context, occurrence schedules.Occurrence) error {
	body, err := json.Marshal(occurrence)
	if err != nil {
		return fmt.Errorf("occurrence of %s: %w", occurrence.Schedule, err)
	}
	return r.store.RecordOccurrence(ctx, warehouse.Occurrence{
		Schedule: occurrence.Schedule, DueAt: occurrence.DueAt, Manual: occurrence.Manual, Outcome: string(occurrence.Outcome),
		StartedAt: occurrence.StartedAt, FinishedAt: occurrence.FinishedAt, Body: string(body),
		Token: occurrence.Token, Sequence: occurrence.Sequence})
}

func (r scheduleRecords) Occurrences(ctx context.Context, query schedules.OccurrenceQuery) ([]schedules.Occurrence, error) {
	return r.occurrences(ctx, warehouse.OccurrenceQuery{
		Schedule: query.Schedule, Outcome: string(query.Outcome), Since: query.Since, Until: query.Until, Limit: query.Limit})
}

func (r scheduleRecords) LastOccurrences(ctx context.Context, query schedules.LastQuery) ([]schedules.Occurrence, error) {
	var bodies []string
	var err error
	if query.Outcome != "" {
		bodies, err = r.store.LastOutcomes(ctx, query.Schedule, string(query.Outcome))
	} else {
		bodies, err = r.store.LastOccurrences(ctx, query.Schedule, query.ByHand)
	}
	if err != nil {
		return nil, err
	}
	return decode[schedules.Occurrence](bodies)
}

func (r scheduleRecords) DeleteOccurrences(ctx context.Context, before time.Time) error {
	return r.store.ForgetOccurrences(ctx, before)
}

func (r scheduleRecords) occurrences(ctx context.Context, query warehouse.OccurrenceQuery) ([]schedules.Occurrence, error) {
	bodies, err := r.store.Occurrences(ctx, query)
	if err != nil {
		return nil, err
	}
	return decode[schedules.Occurrence](bodies)
}

func decode[T any](bodies []string) ([]T, error) {
	documents := make([]T, len(bodies))
	for i, body := range bodies {
		if err := json.Unmarshal([]byte(body), &documents[i]); err != nil {
			return nil, fmt.Errorf("stored document: %w", err)
		}
	}
	return documents, nil
}
