package schedules

import (
	"slices"
	"time"
)

// triggers are the due times that another schedule gives: the moments at which its
// runs ended that changed something.
type triggers struct{ known []trigger }

// trigger is one of them, with the scheduled time of the run that gave it.
type trigger struct{ at, planned time.Time }

// add notes a due time. One that is known already, or that is not after the latest one
// accounted, must not be given again.
func (t *triggers) add(added trigger) {
	position, known := slices.BinarySearchFunc(t.known, added, func(a, b trigger) int { return a.at.Compare(b.at) })
	if !known {
		t.known = slices.Insert(t.known, position, added)
	}
}

// next returns the first due time after a moment, or the zero time.
func (t *triggers) next(after time.Time) time.Time {
	for _, trigger := range t.known {
		if trigger.at.After(after) {
			return trigger.at
		}
	}
	return time.Time{}
}

// plannedFor returns the scheduled time of the run that gave a due time.
func (t *triggers) plannedFor(due time.Time) time.Time {
	for _, trigger := range t.known {
		if trigger.at.Equal(due) {
			return trigger.planned
		}
	}
	return due
}

// forget drops what is accounted.
func (t *triggers) forget(until time.Time) {
	t.known = slices.DeleteFunc(t.known, func(known trigger) bool { return known.at.Before(until) })
}
