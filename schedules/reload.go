package schedules

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// stored is what the records hold of the schedules.
type stored struct {
	current  []Schedule
	versions map[string][]Schedule // read at once for many new schedules; nil: ask for each
	last     map[string]Occurrence
	complete bool // versions and last were read for all schedules
}

// reload reads the stored schedules. A definition that another process changed is
// settled up to the change under its earlier form. The caller holds the turn.
func (s *Scheduler) reload(ctx context.Context) error {
	current, err := s.records.Schedules(ctx)
	if err != nil {
		return fmt.Errorf("read schedules: %w", err)
	}
	held := stored{current: current}
	if s.strangers(current) > 1 {
		if err := s.readAll(ctx, &held); err != nil {
			return err
		}
	}
	present := make(map[string]bool, len(current))
	for _, schedule := range current {
		present[schedule.Name] = true
		if err := s.adopt(ctx, schedule, held); err != nil {
			return err
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for name := range s.entries {
		if !present[name] {
			delete(s.entries, name)
		}
	}
	s.readAt = s.now()
	return nil
}

// strangers counts the schedules whose records must be read.
func (s *Scheduler) strangers(current []Schedule) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	count := 0
	for _, schedule := range current {
		if known := s.entries[schedule.Name]; known == nil || known.stale {
			count++
		}
	}
	return count
}

// readAll reads versions and last occurrences of all schedules with one request each.
func (s *Scheduler) readAll(ctx context.Context, held *stored) error {
	versions, err := s.records.Versions(ctx, "")
	if err != nil {
		return fmt.Errorf("read versions of schedules: %w", err)
	}
	last, err := s.records.LastOccurrences(ctx, LastQuery{})
	if err != nil {
		return fmt.Errorf("read the last occurrences: %w", err)
	}
	held.complete, held.versions, held.last = true, map[string][]Schedule{}, make(map[string]Occurrence, len(last))
	for _, version := range versions {
		held.versions[version.Name] = append(held.versions[version.Name], version)
	}
	for _, occurrence := range last {
		held.last[occurrence.Schedule] = occurrence
	}
	return nil
}

// adopt makes a stored schedule the definition that runs.
func (s *Scheduler) adopt(ctx context.Context, schedule Schedule, held stored) error {
	s.mutex.Lock()
	known := s.entries[schedule.Name]
	s.mutex.Unlock()
	if known == nil || known.stale {
		return s.admit(ctx, schedule, known, held)
	}
	if sameDefinition(known.schedule, schedule) && known.schedule.ChangedAt.Equal(schedule.ChangedAt) {
		return nil
	}
	versions, err := s.versionsOf(ctx, schedule, held)
	if err != nil {
		return err
	}
	return s.succeed(ctx, known, versions)
}

// admit reads the records of a schedule that this scheduler has not seen, or not since
// another instance acted. Its accounted time comes from its records, its definition is
// the one that held then; a schedule without a change and without records begins now.
func (s *Scheduler) admit(ctx context.Context, schedule Schedule, known *entry, held stored) error {
	last, err := s.lastOf(ctx, schedule.Name, held)
	if err != nil {
		return err
	}
	versions, err := s.versionsOf(ctx, schedule, held)
	if err != nil {
		return err
	}
	accounted := time.Time{}
	switch {
	case last != nil && last.Outcome == OutcomeRunning && last.StartedAt.IsZero():
		// It waited for a place when the process ended: settle it again.
		accounted = last.DueAt.Add(-time.Nanosecond)
	case last != nil:
		accounted = last.DueAt
	case versions[0].ChangedAt.IsZero():
		accounted = s.now()
	}
	first := 0
	for i, version := range versions {
		if !version.ChangedAt.After(accounted) {
			first = i
		}
	}
	s.mutex.Lock()
	if known == nil {
		// Known to nobody else before its definitions are read.
		known = &entry{}
	}
	known.accounted = accounted
	known.define(versions[first], s.Jobs(), s.calendar)
	s.mutex.Unlock()
	if err := s.follow(ctx, known); err != nil {
		return err
	}
	if err := s.succeed(ctx, known, versions[first+1:]); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	known.stale = false
	s.entries[schedule.Name] = known
	return nil
}

// succeed gives an entry its later definitions, one after the other; what was due
// before each is settled under the one before it.
func (s *Scheduler) succeed(ctx context.Context, entry *entry, versions []Schedule) error {
	for _, version := range versions {
		if !version.ChangedAt.After(entry.schedule.ChangedAt) && sameDefinition(entry.schedule, version) {
			continue
		}
		if _, leading := s.leads(); leading && !s.isStopped() {
			until := version.ChangedAt
			if now := s.now(); until.After(now) {
				until = now // the clock was wrong when it was changed
			}
			if err := s.settle(ctx, entry, until, true); err != nil {
				return err
			}
		}
		s.mutex.Lock()
		entry.define(version, s.Jobs(), s.calendar)
		s.mutex.Unlock()
		if err := s.follow(ctx, entry); err != nil {
			return err
		}
	}
	return nil
}

// versionsOf returns the definitions of a schedule, oldest first: at least the current one.
func (s *Scheduler) versionsOf(ctx context.Context, schedule Schedule, held stored) ([]Schedule, error) {
	versions := held.versions[schedule.Name]
	if !held.complete {
		read, err := s.records.Versions(ctx, schedule.Name)
		if err != nil {
			return nil, fmt.Errorf("read versions of schedule %s: %w", schedule.Name, err)
		}
		versions = read
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if known := s.entries[schedule.Name]; known != nil && !known.stale {
		versions = slices.DeleteFunc(slices.Clone(versions), func(version Schedule) bool {
			return version.ChangedAt.Before(known.schedule.ChangedAt)
		})
	}
	if count := len(versions); count == 0 || !versions[count-1].ChangedAt.Equal(schedule.ChangedAt) {
		versions = append(versions, schedule)
	}
	return versions, nil
}

func (s *Scheduler) lastOf(ctx context.Context, name string, held stored) (*Occurrence, error) {
	if held.complete {
		if last, found := held.last[name]; found {
			return &last, nil
		}
		return nil, nil //nolint:nilnil // a schedule may have no occurrence
	}
	found, err := s.records.LastOccurrences(ctx, LastQuery{Schedule: name})
	if err != nil {
		return nil, fmt.Errorf("read the last occurrence of schedule %s: %w", name, err)
	}
	if len(found) == 0 {
		return nil, nil //nolint:nilnil // a schedule may have no occurrence
	}
	return &found[0], nil
}

// isStopped tells whether nothing may begin any more.
func (s *Scheduler) isStopped() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.stopped
}
