package metrics

import "time"

// Publication says when readers may see the values of an approved run. The zero value
// is: at once. At most one of Day and At is set.
type Publication struct {
	// Day is the day of the month, 1 to 31 (the last one in a shorter month), and Time
	// the time of that day as 15:04. A run that is approved earlier in the month waits
	// for it; one that is approved later is published at once.
	Day  int    `json:"day,omitempty" yaml:"day,omitempty"`
	Time string `json:"time,omitempty" yaml:"time,omitempty"`
	// At is a fixed moment.
	At time.Time `json:"at,omitzero" yaml:"at,omitempty"`
}

// IsZero tells whether values are published at once.
func (p Publication) IsZero() bool { return p.Day == 0 && p.Time == "" && p.At.IsZero() }

// Moment returns when the values of a run that was approved at a moment may be seen:
// never before the approval. Days are those of the zone.
func (p Publication) Moment(approved time.Time, zone *time.Location) time.Time {
	moment := p.At
	if p.Day > 0 {
		local := approved.In(zone)
		last := time.Date(local.Year(), local.Month()+1, 0, 0, 0, 0, 0, zone).Day()
		clock, _ := time.Parse("15:04", p.Time) // an empty or wrong time is midnight; Validate refuses a wrong one
		moment = time.Date(local.Year(), local.Month(), min(p.Day, last), clock.Hour(), clock.Minute(), 0, 0, zone)
	}
	if moment.Before(approved) {
		return approved
	}
	return moment
}
