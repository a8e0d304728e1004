package dashboard

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"zhibiao/metrics"
)

// Changes tells what two days do not show alike. The warehouse implements it.
type Changes interface {
	// AssessmentStatuses returns the statuses of one day by target.
	AssessmentStatuses(ctx context.Context, query metrics.AssessmentQuery) (map[string]metrics.AssessmentStatus, error)
	// ValueChanges returns the values that two vintages do not show alike.
	ValueChanges(ctx context.Context, query metrics.ValueChangeQuery) ([]metrics.ValueChange, error)
}

const (
	// mostValueChanges bounds the values that a page looks through.
	mostValueChanges = 2000
	// changesShown is how many of each kind a page shows.
	changesShown = 30
)

// ChangesSince is what is otherwise on the day of the page than on an earlier day, as
// each was known then.
type ChangesSince struct {
	Since   metrics.Date
	day     metrics.Date           // of the page
	Turned  ChangeList[TurnedItem] // worse first, then better, then those judged for the first time or no more
	New     ChangeList[ItemValueChange]
	Revised ChangeList[ItemValueChange] // taken back ones too
	Worse   int                         // of Turned
	Better  int
	most    int // rows of each kind
	// Bounded says that there are more changed values than were looked through.
	Bounded bool
}

// ChangeList is a list that may be cut.
type ChangeList[T any] struct {
	Rows  []T
	Count int
}

// changesFirst is how many rows of each kind stand open.
const changesFirst = 7

// First are the rows that stand open, Others those that are folded away.
func (l ChangeList[T]) First() []T { return l.Rows[:min(len(l.Rows), changesFirst)] }

// Others are the rows behind the first.
func (l ChangeList[T]) Others() []T { return l.Rows[min(len(l.Rows), changesFirst):] }

// OthersCount is how many there are behind the first, cut ones too.
func (l ChangeList[T]) OthersCount() int { return l.Count - len(l.First()) }

// Rest is how many rows were cut.
func (l ChangeList[T]) Rest() int { return l.Count - len(l.Rows) }

// Choices are days that readers often ask for, each with the key of its text.
func (c ChangesSince) Choices() []SinceChoice {
	first := metrics.NewDate(c.day.Year(), 1, 1)
	if c.day == first {
		first = metrics.NewDate(c.day.Year()-1, 1, 1)
	}
	return []SinceChoice{{"since.month", monthBefore(c.day)}, {"since.quarter", monthBefore(monthBefore(monthBefore(c.day)))}, {"since.year", first}}
}

// SinceChoice is a day to compare with.
type SinceChoice struct {
	Key string
	Day metrics.Date
}

// None tells whether nothing changed.
func (c ChangesSince) None() bool { return c.Turned.Count+c.New.Count+c.Revised.Count == 0 }

// readSince reads the parameter since; without it a month before the day of the page.
func readSince(text string, day metrics.Date) (metrics.Date, error) {
	if text == "" {
		return monthBefore(day), nil
	}
	since, err := metrics.ParseDate(text)
	switch {
	case err != nil:
		return 0, badRequest(metrics.NewProblem("filter.date", "value", text).Because(err))
	case since.Year() < metrics.FirstYear:
		return 0, badRequest(metrics.NewProblem("filter.date.early", "value", text))
	case since >= day:
		return 0, badRequest(metrics.NewProblem("filter.since.late", "value", text, "day", day.String()))
	}
	return since, nil
}

// monthBefore is the same day of the month before, or its last day.
func monthBefore(day metrics.Date) metrics.Date {
	last := metrics.NewDate(day.Year(), day.Month(), 1).AddDays(-1)
	return metrics.NewDate(last.Year(), last.Month(), min(day.Day(), last.Day()))
}

// loadChanges compares the items of a page with an earlier day and lists at most so many
// changes of each kind.
func (s *Server) loadChanges(ctx context.Context, view snapshot, items []Item, since metrics.Date, most int) (*ChangesSince, error) {
	earlier, err := s.dependencies.Store.VintageOn(ctx, since)
	if err != nil {
		return nil, fmt.Errorf("vintage of %s: %w", since, err)
	}
	if known := view.filters.KnownAt; !known.IsZero() && known.Before(earlier.KnownAt) {
		earlier.KnownAt = known // nothing that the page does not know either
	}
	areas := view.areasShown()
	var (
		before    map[string]metrics.AssessmentStatus
		beforeErr error
		loading   sync.WaitGroup
	)
	loading.Go(func() { // beside the values: the store answers both at once
		defer func() {
			if fault := recover(); fault != nil { // fails this page and nothing else
				beforeErr = fmt.Errorf("%v\n%s", fault, debug.Stack())
			}
		}()
		before, beforeErr = s.dependencies.Changes.AssessmentStatuses(ctx, metrics.AssessmentQuery{Areas: areas, Scenario: view.filters.Scenario(), Vintage: earlier})
	})
	values, valuesErr := s.dependencies.Changes.ValueChanges(ctx, metrics.ValueChangeQuery{Areas: areas, Scenario: view.filters.Scenario(),
		Earlier: earlier, Later: view.filters.Vintage(), Limit: mostValueChanges})
	loading.Wait()
	if beforeErr != nil {
		return nil, fmt.Errorf("load statuses of %s: %w", since, beforeErr)
	}
	if valuesErr != nil {
		return nil, fmt.Errorf("load changed values since %s: %w", since, valuesErr)
	}
	changes := &ChangesSince{Since: since, day: view.filters.AsOf, most: most, Bounded: len(values) == mostValueChanges}
	changes.addTurned(items, before)
	changes.addValues(items, values)
	return changes, nil
}

// areasShown lists the areas whose targets the page looks at.
func (v snapshot) areasShown() []string {
	if v.filters.Area != "" {
		return []string{v.filters.Area}
	}
	return v.catalogue.AreasWithTargets()
}
