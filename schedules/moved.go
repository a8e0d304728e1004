package schedules

import "time"

// longestBreak is how many days off in a row are looked through for a working day. A
// calendar without working days moves nothing.
const longestBreak = 400

// movedTimes are due times of which those on days off are moved, with their clock
// time, to the next working day or to the one before. What falls together by that is
// due once.
type movedTimes struct {
	planned  civilTimes
	calendar *Calendar
	back     bool // to the working day before
}

// Next looks at one working day after another, each with the days off that lean on it.
func (m movedTimes) Next(after time.Time) time.Time {
	first, _ := m.leaning(m.target(after))
	from := first.Add(-time.Second)
	for {
		planned := m.planned.Next(from)
		if planned.IsZero() {
			return time.Time{}
		}
		target := m.target(planned)
		if due := m.firstOn(target, after); !due.IsZero() {
			return due
		}
		_, last := m.leaning(target)
		from = nextDay(last).Add(-time.Second)
	}
}

// firstOn returns the first due time on a working day that is after a moment.
func (m movedTimes) firstOn(target, after time.Time) time.Time {
	var first time.Time
	m.eachOn(target, func(planned time.Time) {
		due := target.Add(clock(planned))
		if due.After(after) && (first.IsZero() || due.Before(first)) {
			first = due
		}
	})
	return first
}

// plannedFor returns the planned time that became a due time: that of the day itself
// where it has one, else the one nearest to it.
func (m movedTimes) plannedFor(due time.Time) time.Time {
	target, found := startOfDay(due), due
	distance := time.Duration(-1)
	m.eachOn(target, func(planned time.Time) {
		if clock(planned) != clock(due) {
			return
		}
		if away := planned.Sub(due).Abs(); distance < 0 || away < distance {
			found, distance = planned, away
		}
	})
	return found
}

// eachOn visits the planned times that come to lie on a working day.
func (m movedTimes) eachOn(target time.Time, visit func(planned time.Time)) {
	first, last := m.leaning(target)
	end := nextDay(last)
	for planned := m.planned.Next(first.Add(-time.Second)); !planned.IsZero() && planned.Before(end); planned = m.planned.Next(planned) {
		visit(planned)
	}
}

// target returns the working day to which the times of a day belong.
func (m movedTimes) target(civil time.Time) time.Time {
	day := startOfDay(civil)
	for away := range longestBreak {
		if m.back {
			away = -away
		}
		candidate := day.AddDate(0, 0, away)
		if working, _ := m.calendar.Working(candidate); working {
			return candidate
		}
	}
	return day
}

// leaning returns the first and the last day whose times belong to a working day.
func (m movedTimes) leaning(target time.Time) (first, last time.Time) {
	first, last = target, target
	for range longestBreak {
		edge := first.AddDate(0, 0, -1)
		if m.back {
			edge = last.AddDate(0, 0, 1)
		}
		if working, _ := m.calendar.Working(edge); working {
			break
		}
		if m.back {
			last = edge
		} else {
			first = edge
		}
	}
	return first, last
}
