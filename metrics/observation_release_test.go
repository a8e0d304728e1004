package metrics

import (
	"testing"
	"time"
)

// A value of 2023 that was recorded on 5 January 2024, with and without a day of release,
// and a forecast of 2030 recorded on the same day.
func TestReleasedBy(t *testing.T) {
	recorded := time.Date(2024, 1, 5, 3, 0, 0, 0, time.UTC)
	value := func(year int, released Date) Observation {
		return Observation{ObservationKey: ObservationKey{Period: Year(year)}, Released: released, RecordedAt: recorded}
	}
	for name, test := range map[string]struct {
		value    Observation
		day      Date
		released bool
	}{
		"before the day of release":            {value(2023, NewDate(2024, 1, 3)), NewDate(2024, 1, 2), false},
		"on the day of release":                {value(2023, NewDate(2024, 1, 3)), NewDate(2024, 1, 3), true},
		"no day, before the period ends":       {value(2023, 0), NewDate(2023, 12, 30), false},
		"no day, long before":                  {value(2023, 0), NewDate(1990, 1, 1), false},
		"no day, when the period ends":         {value(2023, 0), NewDate(2023, 12, 31), true},
		"forecast, before it was recorded":     {value(2030, 0), NewDate(2024, 1, 4), false},
		"forecast, on the day of recording":    {value(2030, 0), NewDate(2024, 1, 5), true},
		"never recorded, after its own period": {Observation{ObservationKey: ObservationKey{Period: Year(2023)}}, NewDate(2024, 1, 1), true},
		"never recorded, before it":            {Observation{ObservationKey: ObservationKey{Period: Year(2023)}}, NewDate(2023, 1, 1), false},
	} {
		if got := test.value.ReleasedBy(test.day); got != test.released {
			t.Errorf("%s: %t, want %t", name, got, test.released)
		}
	}
}
