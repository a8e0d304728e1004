package metrics

import (
	"cmp"
	"slices"
)

const (
	// habitValues is how many values of one frequency make a habit.
	habitValues = 3
	// habitReleases is how many of the latest values say how long a release takes.
	habitReleases = 6
	// longestHabitLag bounds that time: an old value that was published again later says
	// nothing about the usual delay.
	longestHabitLag = 365
)

// ReportingHabit is how often the values of a series come, and how long after the end
// of their period.
type ReportingHabit struct {
	Frequency Frequency
	Lag       int // days from the end of a period to its release
	Latest    Period
	months    [13]bool // in which periods end, by number
}

// usualLag is the number of days that a release may take when no value of a series says
// when it was released.
func usualLag(frequency Frequency) int {
	return map[Frequency]int{Month: 31, YearToDate: 31, Quarter: 45, HalfYear: 60, Annual: 120}[frequency]
}

// HabitOf reads the habit of a series from its observations. The frequency is that of
// the latest value, the shortest where several are as late; it must have three values.
// The lag is the longest of its six latest values whose day of release is known. Months
// in which no period ever ended, in a series of at least a year, are left out: many
// statistics of the year so far begin with February. Daily values and fewer than three
// are no habit.
func HabitOf(observations []Observation) (ReportingHabit, bool) {
	var values []Observation
	for _, observation := range observations {
		if observation.Value.Valid && usualLag(observation.Period.Frequency) > 0 {
			values = append(values, observation)
		}
	}
	if len(values) == 0 {
		return ReportingHabit{}, false
	}
	slices.SortFunc(values, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(b.Period.Last, a.Period.Last), cmp.Compare(usualLag(a.Period.Frequency), usualLag(b.Period.Frequency)),
			cmp.Compare(a.Period.Frequency, b.Period.Frequency))
	})
	latest := values[0].Period
	values = slices.DeleteFunc(values, func(o Observation) bool { return o.Period.Frequency != latest.Frequency })
	if len(values) < habitValues {
		return ReportingHabit{}, false
	}
	habit := ReportingHabit{Frequency: latest.Frequency, Lag: -1, Latest: latest}
	for i, value := range values {
		habit.months[value.Period.Last.Month()] = true
		if lag := int(value.Released - value.Period.Last); i < habitReleases && !value.Released.IsZero() && lag >= 0 {
			habit.Lag = max(habit.Lag, min(lag, longestHabitLag))
		}
	}
	if habit.Lag < 0 {
		habit.Lag = usualLag(latest.Frequency)
	}
	if latest.Last-values[len(values)-1].Period.Last < 365 {
		for month := range habit.months {
			habit.months[month] = true
		}
	}
	return habit, true
}

// Overdue returns the last complete period whose value the habit would have brought
// before a day, when the series does not reach it. Periods that end after until are not
// asked for; the zero date sets no such bound.
func (h ReportingHabit) Overdue(day, until Date) (Period, bool) {
	for end := day; end > h.Latest.Last; {
		period := h.endingIn(end.Year(), end.Month())
		if period != (Period{}) && period.Last.AddDays(h.Lag) < day && (until.IsZero() || period.Last <= until) {
			return period, period.Last > h.Latest.Last
		}
		end = NewDate(end.Year(), end.Month(), 1).AddDays(-1)
	}
	return Period{}, false
}

// endingIn returns the period of the habit that ends with a month, or none.
func (h ReportingHabit) endingIn(year, month int) Period {
	length := map[Frequency]int{Month: 1, YearToDate: 1, Quarter: 3, HalfYear: 6, Annual: 12}[h.Frequency]
	switch {
	case length == 0 || month%length != 0 || !h.months[month]:
		return Period{}
	case h.Frequency == YearToDate:
		return months(YearToDate, year, 1, month)
	default:
		return months(h.Frequency, year, month-length+1, month)
	}
}
