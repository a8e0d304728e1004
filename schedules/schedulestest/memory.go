// Package schedulestest gives tests of other rooms a place to keep schedules and
// occurrences. It must not be used outside tests: everything is lost with the process.
package schedulestest

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"zhibiao/schedules"
)

// Memory keeps schedules and occurrences in memory. The zero value is ready.
type Memory struct {
	mutex       sync.Mutex
	schedules   map[string]schedules.Schedule
	occurrences map[key]schedules.Occurrence
	writes      map[key]int
	failure     error
}

type key struct {
	schedule string
	dueAt    int64 // Unix milliseconds
	manual   bool
}

var _ schedules.Records = (*Memory)(nil)

// Fail makes every later call return err; nil makes them work again.
func (m *Memory) Fail(err error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.failure = err
}

// Schedules returns the schedules by name.
func (m *Memory) Schedules(context.Context) ([]schedules.Schedule, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return nil, m.failure
	}
	found := make([]schedules.Schedule, 0, len(m.schedules))
	for _, name := range slices.Sorted(maps.Keys(m.schedules)) {
		found = append(found, m.schedules[name])
	}
	return found, nil
}

// SaveSchedule keeps a schedule under its name.
func (m *Memory) SaveSchedule(_ context.Context, schedule schedules.Schedule) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return m.failure
	}
	if m.schedules == nil {
		m.schedules = map[string]schedules.Schedule{}
	}
	schedule.ChangedAt = schedule.ChangedAt.Round(0)
	m.schedules[schedule.Name] = schedule
	return nil
}

// RecordOccurrence keeps an occurrence under its key.
func (m *Memory) RecordOccurrence(_ context.Context, occurrence schedules.Occurrence) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return m.failure
	}
	if m.occurrences == nil {
		m.occurrences, m.writes = map[key]schedules.Occurrence{}, map[key]int{}
	}
	at := key{occurrence.Schedule, occurrence.DueAt.UnixMilli(), occurrence.Manual}
	occurrence.Reason = cloneReason(occurrence.Reason)
	m.occurrences[at] = occurrence
	if occurrence.Outcome != schedules.OutcomeRunning {
		m.writes[at]++
	}
	return nil
}

// Writes returns how often an outcome was recorded for a due time, not counting
// that it runs. More than once means that something was accounted twice.
func (m *Memory) Writes(schedule string, dueAt time.Time) int {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.writes[key{schedule, dueAt.UnixMilli(), false}]
}

// Occurrences returns the selected occurrences, newest first.
func (m *Memory) Occurrences(_ context.Context, query schedules.OccurrenceQuery) ([]schedules.Occurrence, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return nil, m.failure
	}
	var found []schedules.Occurrence
	for _, occurrence := range m.occurrences {
		if (query.Schedule == "" || occurrence.Schedule == query.Schedule) &&
			(query.Outcome == "" || occurrence.Outcome == query.Outcome) &&
			!occurrence.DueAt.Before(query.Since) {
			occurrence.Reason = cloneReason(occurrence.Reason)
			found = append(found, occurrence)
		}
	}
	slices.SortFunc(found, newestFirst)
	if query.Limit > 0 && len(found) > query.Limit {
		found = found[:query.Limit]
	}
	return found, nil
}

// LastOccurrence returns the latest occurrence that was not started by hand.
func (m *Memory) LastOccurrence(_ context.Context, schedule string) (*schedules.Occurrence, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return nil, m.failure
	}
	var last *schedules.Occurrence
	for _, occurrence := range m.occurrences {
		if occurrence.Schedule == schedule && !occurrence.Manual && (last == nil || occurrence.DueAt.After(last.DueAt)) {
			found := occurrence
			found.Reason = cloneReason(found.Reason)
			last = &found
		}
	}
	return last, nil
}

func newestFirst(a, b schedules.Occurrence) int {
	if order := b.DueAt.Compare(a.DueAt); order != 0 {
		return order
	}
	if a.Schedule != b.Schedule {
		if a.Schedule < b.Schedule {
			return -1
		}
		return 1
	}
	switch {
	case a.Manual == b.Manual:
		return 0
	case a.Manual:
		return -1
	default:
		return 1
	}
}

func cloneReason(reason *schedules.Reason) *schedules.Reason {
	if reason == nil {
		return nil
	}
	return &schedules.Reason{Key: reason.Key, Arguments: maps.Clone(reason.Arguments)}
}
