package metrics

import (
	"fmt"
	"time"
)

// Date is a civil day without a time zone: the number of days since 1970-01-01.
// Periods are never derived by local-time arithmetic, because Asia/Shanghai had
// daylight saving time from 1986 to 1991. The zero value means “no date”; the day
// 1970-01-01 itself lies before every date that the system accepts.
type Date int32

const dateLayout = "2006-01-02"

// NewDate returns the civil day of year, month (1–12) and day; values outside
// their usual ranges are carried over as in time.Date.
func NewDate(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Date(t.Unix() / 86400)
}

// DateOf returns the civil day that a clock in t's own location shows.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return NewDate(year, int(month), day)
}

// ParseDate reads an ISO 8601 day such as 2023-12-31. An empty text is no date.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(dateLayout, text)
	if err != nil {
		return 0, fmt.Errorf("date %q is not of the form 2023-12-31: %w", text, err)
	}
	return DateOf(t), nil
}

// Time returns midnight UTC of the day, for clients that want a time.Time.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year returns the civil year.
func (d Date) Year() int { return d.Time().Year() }

// Month returns the civil month, 1–12.
func (d Date) Month() int { return int(d.Time().Month()) }

// Day returns the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// AddDays returns the day that lies n days later.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == 0 }

// String returns the ISO 8601 form, or an empty text for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dateLayout)
}

// MarshalText writes the ISO 8601 form, so that JSON shows a readable day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO 8601 form; an empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
