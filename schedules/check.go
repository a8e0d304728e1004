package schedules

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MinimumInterval is the shortest time between two due times of a schedule.
const MinimumInterval = time.Minute

// maximumText is how many characters a title, an argument or a spec may have.
const maximumText = 500

var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// Check returns Problems that list everything that is wrong with a schedule, or nil.
// jobs are the registered job names; nil leaves the job's name unchecked.
func Check(schedule Schedule, jobs []string) error {
	schedule = schedule.WithDefaults()
	var problems Problems
	add := func(field, key string, pairs ...string) {
		problems = append(problems, Problem{Schedule: schedule.Name, Field: field, Reason: *NewReason(key, pairs...)})
	}
	if !nameForm.MatchString(schedule.Name) {
		add("name", "schedule.name.form", "name", shown(schedule.Name))
	}
	for _, text := range []struct{ field, value string }{
		{"title_zh", schedule.TitleZh}, {"title_en", schedule.TitleEn}, {"argument", schedule.Argument},
	} {
		if !isPlainText(text.value) {
			add(text.field, "schedule.text.form", "value", shown(text.value))
		}
	}
	switch {
	case schedule.Job == "":
		add("job", "schedule.job.missing")
	case jobs != nil && !slices.Contains(jobs, schedule.Job):
		add("job", "schedule.job.unknown", "job", shown(schedule.Job), "known", strings.Join(jobs, ", "))
	}
	problems = append(problems, checkTiming(schedule)...)
	if schedule.Timeout < time.Second || schedule.Timeout > MaximumTimeout {
		add("timeout", "schedule.timeout.range", "timeout", schedule.Timeout.String())
	}
	if schedule.CatchUp != CatchUpNone && schedule.CatchUp != CatchUpLast {
		add("catch_up", "schedule.catch_up.unknown", "value", shown(string(schedule.CatchUp)))
	}
	if len(problems) == 0 {
		return nil
	}
	return problems
}

// checkTiming checks the zone and the spec.
func checkTiming(schedule Schedule) Problems {
	var problems Problems
	add := func(field string, reason *Reason) {
		problems = append(problems, Problem{Schedule: schedule.Name, Field: field, Reason: *reason})
	}
	if reason := checkZone(schedule.Zone); reason != nil {
		add("zone", reason)
	}
	if reason := checkSpec(schedule.Spec); reason != nil {
		add("spec", reason)
	}
	return problems
}

// checkZone refuses what the zone database does not know, and "Local", which means
// something else on every machine.
func checkZone(zone string) *Reason {
	if _, err := time.LoadLocation(zone); err != nil || zone == "Local" {
		return NewReason("schedule.zone.unknown", "zone", shown(zone))
	}
	return nil
}

// isPlainText tells whether a text is valid, of one line and not too long.
func isPlainText(text string) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= maximumText && !strings.ContainsFunc(text, unicode.IsControl)
}

// shown shortens and cleans a refused value for a message.
func shown(value string) string {
	const limit = 60
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(value, "�"))
	if runes := []rune(value); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return value
}
