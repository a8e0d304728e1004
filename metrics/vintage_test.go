package metrics

import (
	"testing"
	"time"
)

func TestVintageOnADay(t *testing.T) {
	zone := time.FixedZone("UTC+8", 8*60*60)
	founded := time.Date(2024, 3, 1, 2, 0, 0, 0, time.UTC)
	today := NewDate(2024, 6, 30)
	// The end of 2024-05-31 in UTC+8 is 16:00 in UTC, less a microsecond.
	endOfMay := time.Date(2024, 5, 31, 15, 59, 59, 999999000, time.UTC)
	for _, test := range []struct {
		name    string
		day     Date
		founded time.Time
		want    time.Time
	}{
		{"today is everything", today, founded, time.Time{}},
		{"tomorrow is everything", today.AddDays(1), founded, time.Time{}},
		{"a past day ends at midnight in the zone", NewDate(2024, 5, 31), founded, endOfMay},
		{"yesterday", NewDate(2024, 6, 29), founded, time.Date(2024, 6, 29, 15, 59, 59, 999999000, time.UTC)},
		{"a day before the founding sees what it brought", NewDate(2022, 12, 31), founded, founded},
		{"the day of the founding, which ends after it", NewDate(2024, 3, 1), founded, time.Date(2024, 3, 1, 15, 59, 59, 999999000, time.UTC)},
		{"the day before the founding", NewDate(2024, 2, 29), founded, founded},
		{"without a founding everything is known", NewDate(2022, 12, 31), time.Time{}, time.Time{}},
	} {
		got := VintageOn(test.day, today, test.founded, zone)
		if got.AsOf != test.day || !got.KnownAt.Equal(test.want) {
			t.Errorf("%s: as of %v known at %v, want %v known at %v", test.name, got.AsOf, got.KnownAt, test.day, test.want)
		}
	}
}
