package schedules_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhibiao/schedules"
)

// The expected times come from the zones' published rules:
// Berlin 2026: 29 March 02:00 becomes 03:00, 25 October 03:00 becomes 02:00.
// Shanghai 1986: 4 May 02:00 becomes 03:00, 14 September 02:00 becomes 01:00.
// Lord Howe 2026: 4 October 02:00 becomes 02:30, 5 April 02:00 becomes 01:30.
// São Paulo 2018: 4 November 00:00 becomes 01:00. Apia 2011: there is no 30 December.
func TestNextAcrossClockChanges(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, zone, spec, from, want string }{
		{"an ordinary day", "Asia/Shanghai", "30 8 * * *", "2026-11-22T08:30:00+08:00", "2026-11-23T08:30:00+08:00"},
		{"no zone is Beijing time", "", "0 0 1 1 *", "2025-12-31T15:59:59Z", "2026-01-01T00:00:00+08:00"},
		{"a fraction of a second before", "UTC", "0 0 * * *", "2026-01-01T23:59:59.999Z", "2026-01-02T00:00:00Z"},
		{"strictly after", "UTC", "0 0 * * *", "2026-01-01T00:00:00.001Z", "2026-01-02T00:00:00Z"},

		{"a time inside the gap is due right after it", "Europe/Berlin", "30 2 * * *", "2026-03-28T00:00:00+01:00",
			"2026-03-28T02:30:00+01:00 2026-03-29T03:00:00+02:00 2026-03-30T02:30:00+02:00"},
		{"several times in the gap are one", "Europe/Berlin", "0,30 2,3 * * *", "2026-03-29T00:00:00+01:00",
			"2026-03-29T03:00:00+02:00 2026-03-29T03:30:00+02:00 2026-03-30T02:00:00+02:00"},
		{"the end of the gap is no double", "Europe/Berlin", "0 3 * * *", "2026-03-28T12:00:00+01:00",
			"2026-03-29T03:00:00+02:00 2026-03-30T03:00:00+02:00"},
		{"every half hour keeps its pace in spring", "Europe/Berlin", "*/30 * * * *", "2026-03-29T01:15:00+01:00",
			"2026-03-29T01:30:00+01:00 2026-03-29T03:00:00+02:00 2026-03-29T03:30:00+02:00"},
		{"every hour keeps its pace in spring", "Europe/Berlin", "45 * * * *", "2026-03-29T01:00:00+01:00",
			"2026-03-29T01:45:00+01:00 2026-03-29T03:45:00+02:00"},

		{"a repeated time is due once", "Europe/Berlin", "30 2 * * *", "2026-10-25T00:00:00+02:00",
			"2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00"},
		{"a repeated time seen from between", "Europe/Berlin", "30 2 * * *", "2026-10-25T02:45:00+02:00", "2026-10-26T02:30:00+01:00"},
		{"a repeated time at the change itself", "Europe/Berlin", "0 2 * * *", "2026-10-25T00:00:00+02:00",
			"2026-10-25T02:00:00+02:00 2026-10-26T02:00:00+01:00"},
		{"the time after the repeated hour", "Europe/Berlin", "0 3 * * *", "2026-10-25T00:00:00+02:00",
			"2026-10-25T03:00:00+01:00 2026-10-26T03:00:00+01:00"},
		{"every half hour keeps its pace in autumn", "Europe/Berlin", "*/30 * * * *", "2026-10-25T01:45:00+02:00",
			"2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T02:00:00+01:00 2026-10-25T02:30:00+01:00 2026-10-25T03:00:00+01:00"},

		{"Shanghai had summer time: spring", "Asia/Shanghai", "30 2 * * *", "1986-05-03T12:00:00+08:00",
			"1986-05-04T03:00:00+09:00 1986-05-05T02:30:00+09:00"},
		{"Shanghai had summer time: autumn", "Asia/Shanghai", "30 1 * * *", "1986-09-13T12:00:00+09:00",
			"1986-09-14T01:30:00+09:00 1986-09-15T01:30:00+08:00"},
		{"half an hour forward", "Australia/Lord_Howe", "15 2 * * *", "2026-10-03T12:00:00+10:30",
			"2026-10-04T02:30:00+11:00 2026-10-05T02:15:00+11:00"},
		{"half an hour back", "Australia/Lord_Howe", "45 1 * * *", "2026-04-04T12:00:00+11:00",
			"2026-04-05T01:45:00+11:00 2026-04-06T01:45:00+10:30"},
		{"half an hour back, every quarter", "Australia/Lord_Howe", "*/15 * * * *", "2026-04-05T01:15:00+11:00",
			"2026-04-05T01:30:00+11:00 2026-04-05T01:45:00+11:00 2026-04-05T01:30:00+10:30 2026-04-05T01:45:00+10:30 2026-04-05T02:00:00+10:30"},
		{"no midnight", "America/Sao_Paulo", "0 0 * * *", "2018-11-03T12:00:00-03:00",
			"2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00"},
		{"no such day", "Pacific/Apia", "0 9 * * *", "2011-12-29T10:00:00-10:00",
			"2011-12-31T00:00:00+14:00 2011-12-31T09:00:00+14:00"},

		{"over the end of a leap year beyond the zone's table", "Europe/Berlin", "0 0,12 * * *", "2040-12-30T18:00:00+01:00",
			"2040-12-31T00:00:00+01:00 2040-12-31T12:00:00+01:00 2041-01-01T00:00:00+01:00 2041-01-01T12:00:00+01:00"},
		{"eight years to the leap day", "UTC", "0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z"},
		{"day of month or day of week", "UTC", "0 0 13 * 5", "2026-02-01T00:00:00Z", // Fridays of February 2026: 6, 13, 20, 27
			"2026-02-06T00:00:00Z 2026-02-13T00:00:00Z 2026-02-20T00:00:00Z 2026-02-27T00:00:00Z 2026-03-06T00:00:00Z 2026-03-13T00:00:00Z"},
		{"an interval counts from the change", "UTC", "@every 90m", "2026-01-01T00:00:00Z",
			"2026-01-01T01:00:00Z 2026-01-01T02:30:00Z"}, // changed at 23:30 the day before
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want := strings.Fields(test.want)
			schedule := schedules.Schedule{Name: "x", Job: "x", Spec: test.spec, Zone: test.zone,
				ChangedAt: time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC)}
			got, err := schedules.Next(schedule, nil, moment(t, test.from), len(want))
			if err != nil {
				t.Fatal(err)
			}
			if shown := formatted(got); !slices.Equal(shown, want) {
				t.Errorf("got  %v\nwant %v", shown, want)
			}
		})
	}
}

func TestNextRefuses(t *testing.T) {
	t.Parallel()
	for _, schedule := range []schedules.Schedule{
		{Name: "x", Spec: "0 0 30 2 *"}, {Name: "x", Spec: "TZ=0"}, {Name: "x", Spec: "@daily", Zone: "Asia/Peking"},
	} {
		var problems schedules.Problems
		if times, err := schedules.Next(schedule, nil, time.Unix(0, 0), 3); !errors.As(err, &problems) || times != nil {
			t.Errorf("Next(%q in %q) = %v, %v; want Problems", schedule.Spec, schedule.Zone, times, err)
		}
	}
	if times, err := schedules.Next(schedules.Schedule{Spec: "@daily"}, nil, time.Unix(0, 0), -1); err != nil || len(times) != 0 {
		t.Errorf("a negative number: %v, %v", times, err)
	}
}

// Minute by minute, an independent clock walks through three days around changes of
// many zones and decides for itself what is due.
func TestNextAgreesWithAWalkThroughEveryMinute(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu", "America/St_Johns"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			around := time.Date(1985+random.IntN(60), time.Month(1+random.IntN(12)), 1, 0, 0, 0, 0, zone)
			if _, end := around.ZoneBounds(); !end.IsZero() {
				around = end
			}
			from := around.Add(-36 * time.Hour).Truncate(time.Hour)
			until := from.Add(72 * time.Hour)
			spec := randomSpec(random)
			want := formatted(spec.walk(from, until, zone))
			got, err := schedules.Next(schedules.Schedule{Spec: spec.String(), Zone: name}, nil, from, len(want)+1)
			if err != nil {
				t.Fatalf("%s: %v", spec, err)
			}
			got = slices.DeleteFunc(got, func(due time.Time) bool { return due.After(until) })
			if shown := formatted(got); !slices.Equal(shown, want) {
				t.Fatalf("%s in %s from %s\ngot  %v\nwant %v", spec, name, from, shown, want)
			}
		}
	}
}

// plainSpec is a spec that the tests understand without cron.
type plainSpec struct {
	minutes, hours []int // nil: all
	weekday        int   // -1: all
}

func randomSpec(random *rand.Rand) plainSpec {
	pick := func(limit, most int) []int {
		values := random.Perm(limit)[:1+random.IntN(most)]
		slices.Sort(values)
		return values
	}
	spec := plainSpec{minutes: pick(60, 4), hours: pick(6, 4), weekday: -1} // clocks change in the first hours of a day
	if random.IntN(3) == 0 {
		spec.hours = nil
	}
	if random.IntN(4) == 0 {
		spec.weekday = random.IntN(7)
	}
	return spec
}

func (p plainSpec) String() string {
	list := func(values []int) string {
		if values == nil {
			return "*"
		}
		parts := make([]string, len(values))
		for i, value := range values {
			parts[i] = strconv.Itoa(value)
		}
		return strings.Join(parts, ",")
	}
	weekday := "*"
	if p.weekday >= 0 {
		weekday = strconv.Itoa(p.weekday)
	}
	return fmt.Sprintf("%s %s * * %s", list(p.minutes), list(p.hours), weekday)
}

// matches tells whether a civil time, written as UTC, is in the spec.
func (p plainSpec) matches(civil time.Time) bool {
	return (p.minutes == nil || slices.Contains(p.minutes, civil.Minute())) &&
		(p.hours == nil || slices.Contains(p.hours, civil.Hour())) &&
		(p.weekday < 0 || int(civil.Weekday()) == p.weekday)
}

// walk lists what is due after from and not after until.
func (p plainSpec) walk(from, until time.Time, zone *time.Location) []time.Time {
	var due []time.Time
	furthest := civilTime(from, zone)
	for now := from.Add(time.Minute); !now.After(until); now = now.Add(time.Minute) {
		civil := civilTime(now, zone)
		if p.hours == nil {
			if p.matches(civil) {
				due = append(due, now.In(zone))
			}
			continue
		}
		hit := false
		for minute := furthest.Add(time.Minute); !minute.After(civil); minute = minute.Add(time.Minute) {
			hit = hit || p.matches(minute)
			furthest = minute
		}
		if hit {
			due = append(due, now.In(zone))
		}
	}
	return due
}

func civilTime(moment time.Time, zone *time.Location) time.Time {
	local := moment.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	parsed, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func formatted(times []time.Time) []string {
	texts := make([]string, len(times))
	for i, moment := range times {
		texts[i] = moment.Format(time.RFC3339)
	}
	return texts
}
