package dashboard

import (
	"regexp"
	"strings"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// tone returns the class that colours a status: good, fair, poor, bad or none. The
// colour never stands alone: icon and word go with it.
func tone(status metrics.AssessmentStatus) string {
	switch status {
	case metrics.AchievedEarly, metrics.Achieved, metrics.Held, metrics.AheadOfSchedule:
		return "good"
	case metrics.OnSchedule:
		return "fair"
	case metrics.Behind:
		return "poor"
	case metrics.FarBehind, metrics.NotHeld, metrics.Missed:
		return "bad"
	default:
		return "none"
	}
}

// reason returns the sentence that says why an assessment has its status.
func (w wording) reason(assessment *metrics.Assessment) string {
	if assessment == nil {
		return ""
	}
	if assessment.Explanation.Reason.Key != "" {
		return w.told(&assessment.Explanation.Reason)
	}
	if assessment.Reason == "" {
		return ""
	}
	return w.text(assessment.Reason)
}

// told returns the sentence of a Problem of the assessment, with its periods, units
// and numbers as the pages write them.
func (w wording) told(problem *metrics.Problem) string {
	if problem == nil {
		return ""
	}
	arguments := make(map[string]string, len(problem.Arguments))
	for name, value := range problem.Arguments {
		switch name {
		case "latest_period", "base_period", "period", "since", "deadline", "break", "reached", "from", "to", "first", "last", "as_of":
			arguments[name] = w.period(value)
		case "unit", "change_unit":
			arguments[name] = w.unit(value)
		case "latest", "goal", "planned", "year_plan", "shortfall", "gap", "required_value", "required_per_year", "required_per_month", "reached_value":
			arguments[name] = groupedAmount(value) // as beside the sentence
		case "note":
			arguments[name] = value
		default:
			arguments[name] = grouped(value)
		}
	}
	return w.texts.Problem(w.language, &metrics.Problem{Key: problem.Key, Arguments: arguments})
}

// longNumber is a whole part of five digits or more; a year has four.
var longNumber = regexp.MustCompile(`(^|[^.\d])(\d{5,})`)

// wholePart is one of four digits or more where no year can stand.
var wholePart = regexp.MustCompile(`(^|[^.\d])(\d{4,})`)

// grouped sets commas into the long numbers of a text.
func grouped(text string) string { return withCommas(longNumber, text) }

// groupedAmount sets commas into a number in the unit of an indicator.
func groupedAmount(text string) string { return withCommas(wholePart, text) }

func withCommas(numbers *regexp.Regexp, text string) string {
	return numbers.ReplaceAllStringFunc(text, func(found string) string {
		start := strings.IndexAny(found, "0123456789")
		return found[:start] + charts.GroupDigits(found[start:])
	})
}
