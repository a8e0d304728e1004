package schedules

import (
	"regexp"
	"slices"
	"strconv"
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
	problems = append(problems, checkRunning(schedule)...)
	if len(problems) == 0 {
		return nil
	}
	return problems
}

// checkRunning checks how a schedule runs: limits, retries, and what it follows.
func checkRunning(schedule Schedule) Problems {
	var problems Problems
	add := func(field, key string, pairs ...string) {
		problems = append(problems, Problem{Schedule: schedule.Name, Field: field, Reason: *NewReason(key, pairs...)})
	}
	if schedule.Timeout < time.Second || schedule.Timeout > MaximumTimeout {
		add("timeout", "schedule.timeout.range", "timeout", schedule.Timeout.String())
	}
	if !slices.Contains([]CatchUp{CatchUpNone, CatchUpLast, CatchUpAll}, schedule.CatchUp) {
		add("catch_up", "schedule.catch_up.unknown", "value", shown(string(schedule.CatchUp)))
	}
	if schedule.CatchUpLimit < 1 || schedule.CatchUpLimit > MaximumCatchUpLimit {
		add("catch_up_limit", "schedule.catch_up.limit", "most", strconv.Itoa(MaximumCatchUpLimit))
	}
	if schedule.Overlap != OverlapSkip && schedule.Overlap != OverlapQueue {
		add("overlap", "schedule.overlap.unknown", "value", shown(string(schedule.Overlap)))
	}
	if schedule.Retries < 0 || schedule.Retries > MaximumRetries {
		add("retries", "schedule.retries.range", "most", strconv.Itoa(MaximumRetries))
	}
	if schedule.RetryWait < time.Second || schedule.RetryWait > MaximumRetryWait {
		add("retry_wait", "schedule.retry_wait.range")
	}
	if schedule.Jitter < 0 || schedule.Jitter > MaximumJitter {
		add("jitter", "schedule.jitter.range")
	}
	if schedule.Source != "" && !nameForm.MatchString(schedule.Source) {
		add("source", "schedule.source.form", "source", shown(schedule.Source))
	}
	switch {
	case schedule.After != "" && !nameForm.MatchString(schedule.After):
		add("after", "schedule.after.unknown", "after", shown(schedule.After))
	case schedule.After != "" && schedule.After == schedule.Name:
		add("after", "schedule.after.circle", "after", shown(schedule.After))
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
	if schedule.followsOnly() {
		return problems
	}
	reason := checkSpec(schedule.Spec)
	if reason != nil {
		add("spec", reason)
	}
	switch schedule.DaysOff {
	case DaysOffRun, DaysOffSkip:
	case DaysOffAfter, DaysOffBefore:
		if reason == nil && timesADay(schedule.Spec) > mostMovedTimes {
			add("days_off", NewReason("schedule.days_off.too_often", "most", strconv.Itoa(mostMovedTimes)))
		}
	default:
		add("days_off", NewReason("schedule.days_off.unknown", "value", shown(string(schedule.DaysOff))))
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
