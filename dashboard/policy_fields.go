package dashboard

import (
	"slices"
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

// paceFields are the cut-offs of the pace and the tolerance, in the order of the form.
func paceFields() []settingField {
	return []settingField{
		{"ahead", func(s *metrics.Settings) *float64 { return &s.Ahead }},
		{"on_schedule", func(s *metrics.Settings) *float64 { return &s.OnSchedule }},
		{"far_behind", func(s *metrics.Settings) *float64 { return &s.FarBehind }},
		{"approximate_tolerance", func(s *metrics.Settings) *float64 { return &s.ApproximateTolerance }},
	}
}

// methodFields are the cut-offs of the methods that may be chosen for single targets.
// Those that only cases without a target use are not offered.
func methodFields() []settingField {
	return []settingField{
		{"compound_high", func(s *metrics.Settings) *float64 { return &s.Methods.CompoundHigh }},
		{"compound_medium", func(s *metrics.Settings) *float64 { return &s.Methods.CompoundMedium }},
		{"united_nations_on_track", func(s *metrics.Settings) *float64 { return &s.Methods.UnitedNationsOnTrack }},
		{"united_nations_fair", func(s *metrics.Settings) *float64 { return &s.Methods.UnitedNationsFair }},
		{"germany_sun", func(s *metrics.Settings) *float64 { return &s.Methods.GermanySun }},
		{"germany_cloud", func(s *metrics.Settings) *float64 { return &s.Methods.GermanyCloud }},
		{"efficacy_excellent", func(s *metrics.Settings) *float64 { return &s.Methods.EfficacyExcellent }},
		{"efficacy_good", func(s *metrics.Settings) *float64 { return &s.Methods.EfficacyGood }},
		{"efficacy_fair", func(s *metrics.Settings) *float64 { return &s.Methods.EfficacyFair }},
	}
}

func settingFields() []settingField { return slices.Concat(paceFields(), methodFields()) }

// filledIn writes the published cut-offs into settings that leave them to their defaults.
func filledIn(settings metrics.Settings) metrics.Settings {
	if settings.Methods == (metrics.MethodCutOffs{}) {
		settings.Methods = metrics.DefaultMethodCutOffs()
	}
	return settings
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
