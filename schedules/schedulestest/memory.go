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
	versions    []schedules.Schedule
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
	current := map[string]schedules.Schedule{}
	for _, version := range m.versions {
		if known, found := current[version.Name]; !found || !version.ChangedAt.Before(known.ChangedAt) {
			current[version.Name] = version
		}
	}
	found := make([]schedules.Schedule, 0, len(current))
	for _, name := range slices.Sorted(maps.Keys(current)) {
		found = append(found, current[name])
	}
	return found, nil
}

// Versions returns the definitions of a schedule, or of all, oldest first.
func (m *Memory) Versions(_ context.Context, name string) ([]schedules.Schedule, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return nil, m.failure
	}
	var found []schedules.Schedule
	for _, version := range m.versions {
		if name == "" || version.Name == name {
			found = append(found, version)
		}
	}
	slices.SortStableFunc(found, func(a, b schedules.Schedule) int { return a.ChangedAt.Compare(b.ChangedAt) })
	return found, nil
}

// SaveSchedule keeps a further definition of a schedule.
func (m *Memory) SaveSchedule(_ context.Context, schedule schedules.Schedule) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return m.failure
	}
	schedule.ChangedAt = schedule.ChangedAt.Round(0)
	m.versions = append(m.versions, schedule)
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
	if held, found := m.occurrences[at]; found && (held.Token > occurrence.Token ||
		held.Token == occurrence.Token && held.Sequence > occurrence.Sequence) {
		return nil
	}
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
			!occurrence.DueAt.Before(query.Since) && (query.Until.IsZero() || occurrence.DueAt.Before(query.Until)) {
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

// LastOccurrences returns the latest occurrence of every schedule, or of one.
func (m *Memory) LastOccurrences(_ context.Context, query schedules.LastQuery) ([]schedules.Occurrence, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.failure != nil {
		return nil, m.failure
	}
	last := map[string]schedules.Occurrence{}
	for _, occurrence := range m.occurrences {
		if (query.Schedule != "" && occurrence.Schedule != query.Schedule) || (query.Outcome != "" && occurrence.Outcome != query.Outcome) ||
			(query.Outcome == "" && occurrence.Manual && !query.ByHand) {
			continue
		}
		if known, found := last[occurrence.Schedule]; !found || newestFirst(occurrence, known) < 0 {
			occurrence.Reason = cloneReason(occurrence.Reason)
			last[occurrence.Schedule] = occurrence
		}
	}
	return slices.Collect(maps.Values(last)), nil
}

// DeleteOccurrences forgets ended occurrences before a moment, except the latest of each schedule.
func (m *Memory) DeleteOccurrences(ctx context.Context, before time.Time) error {
	last, err := m.LastOccurrences(ctx, schedules.LastQuery{})
	if err != nil {
		return err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	kept := map[key]bool{}
	for _, occurrence := range last {
		kept[key{occurrence.Schedule, occurrence.DueAt.UnixMilli(), false}] = true
	}
	maps.DeleteFunc(m.occurrences, func(at key, occurrence schedules.Occurrence) bool {
		return occurrence.DueAt.Before(before) && !kept[at] &&
			occurrence.Outcome != schedules.OutcomeRunning && occurrence.Outcome != schedules.OutcomeRequested
	})
	return nil
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
