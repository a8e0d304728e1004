package dashboard

import (
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"zhibiao/metrics"
)

// settingField is one number of the settings as a field of the form.
type settingField struct {
	name string
	at   func(*metrics.Settings) *float64
}

// settingFields lists the fields in the order of the form.
func settingFields() []settingField {
	return []settingField{
		{"ahead", func(s *metrics.Settings) *float64 { return &s.Ahead }},
		{"on_schedule", func(s *metrics.Settings) *float64 { return &s.OnSchedule }},
		{"far_behind", func(s *metrics.Settings) *float64 { return &s.FarBehind }},
		{"approximate_tolerance", func(s *metrics.Settings) *float64 { return &s.ApproximateTolerance }},
	}
}

// mostDecimals bounds the digits of a setting: more cannot be meant.
const mostDecimals = 6

// parseSetting reads a number as people write it: 0.95, 95%, full-width digits too. What
// is no number is a Problem.
func parseSetting(text string) (float64, *metrics.Problem) {
	plain := strings.TrimSpace(width.Narrow.String(text))
	if plain == "" {
		return 0, metrics.NewProblem("policy.problem.empty")
	}
	number, percent := strings.CutSuffix(plain, "%")
	value, err := decimal.NewFromString(strings.TrimSpace(number))
	if err != nil || strings.ContainsAny(number, "eE") {
		return 0, metrics.NewProblem("policy.problem.number", "value", text)
	}
	if percent {
		value = value.Shift(-2)
	}
	if len(plain) > 12 || -value.Exponent() > mostDecimals {
		return 0, metrics.NewProblem("policy.problem.digits", "value", text)
	}
	return value.InexactFloat64(), nil
}

// cutOffProblems says beside which field cut-offs overlap or contradict each other. A
// cut-off belongs to the better side, so each must lie below the next.
func cutOffProblems(settings metrics.Settings) map[string]*metrics.Problem {
	problems := map[string]*metrics.Problem{}
	words := []string{"ahead", writeSetting(settings.Ahead), "on_schedule", writeSetting(settings.OnSchedule),
		"far_behind", writeSetting(settings.FarBehind)}
	refuse := func(field, why string) {
		if problems[field] == nil {
			problems[field] = metrics.NewProblem("policy.problem."+why, words...)
		}
	}
	if settings.FarBehind <= 0 {
		refuse("far_behind", "far_behind_positive")
	}
	if settings.FarBehind >= settings.OnSchedule {
		refuse("far_behind", "far_behind_overlaps")
	}
	if settings.OnSchedule > 1 {
		refuse("on_schedule", "on_schedule_above_path")
	}
	if settings.Ahead < 1 {
		refuse("ahead", "ahead_below_path")
	}
	if settings.OnSchedule >= settings.Ahead {
		refuse("ahead", "ahead_overlaps")
	}
	if settings.ApproximateTolerance < 0 || settings.ApproximateTolerance >= 1 {
		refuse("approximate_tolerance", "tolerance")
	}
	return problems
}

func writeSetting(value float64) string { return decimal.NewFromFloat(value).String() }
