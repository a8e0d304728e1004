package metrics

import "time"

// VintageOn returns what a reader “as of” a day sees in a store whose first loading was
// over at the moment founded: values released up to that day, of those recorded by the
// end of it, or by the founding when that came later. For today and every later day,
// and when there was no founding, KnownAt is the zero time: everything. The zone says
// where the day ends.
func VintageOn(day, today Date, founded time.Time, zone *time.Location) Vintage {
	if founded.IsZero() || day >= today {
		return Vintage{AsOf: day}
	}
	known := endOfDay(day, zone)
	if known.Before(founded) {
		known = founded
	}
	return Vintage{AsOf: day, KnownAt: known.UTC()}
}

// endOfDay is the last microsecond of a day, which is as fine as moments are kept.
func endOfDay(day Date, zone *time.Location) time.Time {
	return time.Date(day.Year(), time.Month(day.Month()), day.Day()+1, 0, 0, 0, 0, zone).Add(-time.Microsecond)
}
