package schedules

import (
	"fmt"
	"math/bits"
	"sort"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	// The zones must be the same on every machine, also on one without a zone database.
	_ "time/tzdata"
)

// timetable is a spec in a zone, ready to be asked for its due times.
type timetable struct {
	zone      *time.Location
	civil     civilTimes    // nil for an interval and for triggers
	everyHour bool          // the spec allows all 24 hours of a day
	interval  time.Duration // of @every, whole seconds; 0 otherwise
	anchor    time.Time     // the interval is counted from here
	triggers  *triggers     // due times that another schedule gives; nil otherwise
	offCheck  *Calendar     // due times on its days off are skipped
	offSkip   bool
}

// newTimetable reads the spec and the zone of a schedule that has passed Check.
func newTimetable(schedule Schedule, calendar *Calendar) (*timetable, error) {
	schedule = schedule.WithDefaults()
	zone, err := time.LoadLocation(schedule.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of schedule %s: %w", schedule.Name, err)
	}
	table := &timetable{zone: zone, anchor: schedule.ChangedAt, offCheck: calendar, offSkip: schedule.DaysOff == DaysOffSkip}
	if table.anchor.IsZero() {
		table.anchor = time.Unix(0, 0)
	}
	if schedule.followsOnly() {
		table.triggers = &triggers{}
		return table, nil
	}
	if err := table.read(schedule.Spec, calendar); err != nil {
		return nil, fmt.Errorf("spec of schedule %s: %w", schedule.Name, err)
	}
	if table.civil != nil && (schedule.DaysOff == DaysOffAfter || schedule.DaysOff == DaysOffBefore) {
		table.civil = movedTimes{table.civil, calendar, schedule.DaysOff == DaysOffBefore}
		table.everyHour = false
	}
	return table, nil
}

func (t *timetable) read(text string, calendar *Calendar) error {
	if fields := strings.Fields(text); len(fields) > 0 && fields[0] == workingDayWord {
		spec, reason := readWorkingDaySpec(fields)
		if reason != nil {
			return reason
		}
		t.civil = workingDayTimes{spec, calendar}
		return nil
	}
	parsed, err := parseSpec(text)
	if err != nil {
		return err
	}
	switch spec := parsed.(type) {
	case *cron.SpecSchedule:
		spec.Location = time.UTC
		t.civil = cronTimes{spec}
		t.everyHour = bits.OnesCount64(spec.Hour&(1<<24-1)) == 24
	case cron.ConstantDelaySchedule:
		t.interval = spec.Delay
	default:
		return fmt.Errorf("unknown kind %T", parsed)
	}
	return nil
}

// dayOff tells whether a due time is skipped because its day is not worked, and what
// the calendar calls the day.
func (t *timetable) dayOff(due time.Time) (off bool, name string) {
	if !t.offSkip {
		return false, ""
	}
	working, name := t.offCheck.Working(due.In(t.zone))
	return !working, name
}

// planned returns the time that a due time was moved from; it is the due time itself
// when it was not moved.
func (t *timetable) planned(due time.Time) time.Time {
	if t.triggers != nil {
		return t.triggers.plannedFor(due)
	}
	moved, ok := t.civil.(movedTimes)
	if !ok {
		return due
	}
	local := due.In(t.zone)
	civil := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
	planned := moved.plannedFor(civil)
	if planned.Equal(civil) {
		return due
	}
	return time.Date(planned.Year(), planned.Month(), planned.Day(), planned.Hour(), planned.Minute(), planned.Second(), 0, t.zone)
}

// parseSpec lets cron read a spec and turns a panic of its parser into an error.
func parseSpec(spec string) (parsed cron.Schedule, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			parsed, err = nil, fmt.Errorf("cron panicked on spec %q: %v", spec, cause)
		}
	}()
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	parsed, err = parser.Parse(strings.Join(strings.Fields(spec), " "))
	if err != nil {
		return nil, fmt.Errorf("read spec %q: %w", spec, err)
	}
	return parsed, nil
}

// next returns the first due time strictly after a moment, in the schedule's zone,
// and the zero time when there is none within a dozen years.
func (t *timetable) next(after time.Time) time.Time {
	switch {
	case t.triggers != nil:
		return t.triggers.next(after)
	case t.interval > 0:
		return t.nextInterval(after)
	}
	// Between two changes of the zone's offset civil time runs straight. Each turn of
	// the loop looks at one such stretch, beginning at from.
	from := after.Truncate(time.Second).Add(time.Second)
	for {
		offset := offsetAt(from, t.zone)
		start, end := stretchAround(from, t.zone)
		earliest := from
		if !t.everyHour && !start.IsZero() {
			// The clock was put back at start: civil times that already came once are not due again.
			repeated := offsetAt(start.Add(-time.Second), t.zone) - offset
			if once := start.Add(repeated); earliest.Before(once) {
				earliest = once
			}
		}
		civil := t.civil.Next(earliest.UTC().Add(offset - time.Second))
		if civil.IsZero() {
			return time.Time{}
		}
		due := civil.Add(-offset)
		if end.IsZero() || due.Before(end) {
			return due.In(t.zone)
		}
		// The clock is put forward at end: a civil time inside the gap is due right after it.
		if !t.everyHour && civil.Before(end.UTC().Add(offsetAt(end, t.zone))) {
			return end.In(t.zone)
		}
		from = end
	}
}

// nextInterval returns the first whole multiple of the interval after a moment.
func (t *timetable) nextInterval(after time.Time) time.Time {
	anchor, step := t.anchor.Unix(), int64(t.interval/time.Second)
	count := int64(1)
	if elapsed := after.Unix() - anchor; elapsed > 0 {
		count = elapsed/step + 1
	}
	return time.Unix(anchor+count*step, 0).In(t.zone)
}

// stretchAround returns the bounds of the time around a moment in which a zone keeps
// its offset; the end is after the moment, or zero when there is none. On the last
// day of a leap year beyond the zone's table (2040, 2044, …) ZoneBounds of Go 1.26
// gives an end that has passed; then the day that follows is searched.
func stretchAround(moment time.Time, zone *time.Location) (start, end time.Time) {
	start, end = moment.In(zone).ZoneBounds()
	if end.IsZero() || end.After(moment) {
		return start, end
	}
	const day = 24 * 60 * 60
	offset := offsetAt(moment, zone)
	seconds := 1 + sort.Search(day-1, func(i int) bool {
		return offsetAt(moment.Add(time.Duration(1+i)*time.Second), zone) != offset
	})
	return start, moment.Add(time.Duration(seconds) * time.Second)
}

// offsetAt returns how far a zone's civil time is ahead of UTC at a moment.
func offsetAt(moment time.Time, zone *time.Location) time.Duration {
	_, seconds := moment.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
