package schedules

import (
	"math"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// specField is one of the five fields of a spec.
type specField struct {
	key     string // message key when it cannot be read
	option  cron.ParseOption
	maximum int // largest step that has an effect
}

func specFields() [5]specField {
	return [5]specField{
		{"schedule.spec.minute", cron.Minute, 59},
		{"schedule.spec.hour", cron.Hour, 23},
		{"schedule.spec.day", cron.Dom, 30},
		{"schedule.spec.month", cron.Month, 11},
		{"schedule.spec.weekday", cron.Dow, 6},
	}
}

// specElement is what may stand between the commas of a field. cron itself accepts
// more and reads it as something else: "*-5" as "*", "" as nothing at all.
var specElement = regexp.MustCompile(`^(?:[*?]|(?:[0-9]{1,2}|[A-Za-z]{3})(?:-(?:[0-9]{1,2}|[A-Za-z]{3}))?)(?:/([0-9]{1,4}))?$`)

// checkSpec returns why a spec is refused, or nil.
func checkSpec(spec string) *Reason {
	fields := strings.Fields(spec)
	switch {
	case len(fields) == 0:
		return NewReason("schedule.spec.empty")
	case !isPlainText(strings.Join(fields, " ")):
		return NewReason("schedule.text.form", "value", shown(spec))
	case strings.Contains(spec, "="):
		// cron takes TZ= and CRON_TZ= in front, and panics when no space follows.
		return NewReason("schedule.spec.zone", "spec", shown(spec))
	case fields[0] == workingDayWord:
		_, reason := readWorkingDaySpec(fields)
		return reason
	case strings.HasPrefix(fields[0], "@"):
		return checkDescriptor(fields)
	case len(fields) == 6:
		return NewReason("schedule.spec.six_fields", "spec", shown(spec))
	case len(fields) != 5:
		return NewReason("schedule.spec.fields", "spec", shown(spec), "count", strconv.Itoa(len(fields)))
	}
	for i, field := range specFields() {
		if reason := checkField(field, fields[i]); reason != nil {
			return reason
		}
	}
	return checkFires(spec)
}

// checkField returns why one of the five fields is refused, or nil.
func checkField(field specField, value string) *Reason {
	for element := range strings.SplitSeq(value, ",") {
		parts := specElement.FindStringSubmatch(element)
		if parts == nil {
			return NewReason(field.key, "value", shown(value))
		}
		if step, err := strconv.Atoi(parts[1]); err == nil && step > field.maximum {
			// "*/90" in the minute field is not every 90 minutes; it is minute 0 of every hour.
			return NewReason("schedule.spec.step", "value", shown(value), "maximum", strconv.Itoa(field.maximum))
		}
	}
	if _, err := cron.NewParser(field.option).Parse(value); err != nil {
		return NewReason(field.key, "value", shown(value))
	}
	return nil
}

// checkDescriptor checks a spec that begins with @.
func checkDescriptor(fields []string) *Reason {
	spec := strings.Join(fields, " ")
	if fields[0] == "@every" {
		if len(fields) != 2 {
			return NewReason("schedule.spec.interval", "spec", shown(spec))
		}
		interval, err := time.ParseDuration(fields[1])
		switch {
		case err != nil, interval%time.Second != 0:
			return NewReason("schedule.spec.interval", "spec", shown(spec))
		case interval < MinimumInterval:
			return NewReason("schedule.spec.too_often", "spec", shown(spec), "minimum", strconv.Itoa(int(MinimumInterval/time.Second)))
		}
	}
	if _, err := parseSpec(spec); err != nil {
		return NewReason("schedule.spec.descriptor", "spec", shown(spec))
	}
	return nil
}

// checkFires refuses a spec that no calendar day matches, such as 30 February.
func checkFires(spec string) *Reason {
	parsed, err := parseSpec(spec)
	if err != nil {
		return NewReason("schedule.spec.unreadable", "spec", shown(spec))
	}
	if civil, ok := parsed.(*cron.SpecSchedule); ok {
		civil.Location = time.UTC
		// From a leap year on, five years hold every day there is.
		if civil.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
			return NewReason("schedule.spec.never", "spec", shown(spec))
		}
	}
	return nil
}

// mostMovedTimes is how often a day a schedule may run whose due times on days off are moved.
const mostMovedTimes = 24

// timesADay returns how often a day a spec that passed checkSpec is due; an interval
// counts as more than any limit.
func timesADay(spec string) int {
	if strings.HasPrefix(strings.TrimSpace(spec), workingDayWord) {
		return 1
	}
	parsed, err := parseSpec(spec)
	if err != nil {
		return 0
	}
	civil, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return math.MaxInt
	}
	return bits.OnesCount64(civil.Hour&(1<<24-1)) * bits.OnesCount64(civil.Minute&(1<<60-1))
}
