package metrics

import (
	"math"
	"testing"
)

func TestSettingsValidate(t *testing.T) {
	if err := DefaultSettings().Validate(); err != nil {
		t.Errorf("the defaults are refused: %v", err)
	}
	for name, c := range map[string]struct {
		change func(*Settings)
		key    string
	}{
		"ahead below on schedule":     {func(s *Settings) { s.Ahead = 0.9 }, "settings.cut_offs"},
		"ahead equal to on schedule":  {func(s *Settings) { s.Ahead, s.OnSchedule = 1, 1 }, "settings.cut_offs"},
		"far behind above":            {func(s *Settings) { s.FarBehind = 0.96 }, "settings.cut_offs"},
		"far behind equal":            {func(s *Settings) { s.FarBehind = 0.95 }, "settings.cut_offs"},
		"on schedule above the path":  {func(s *Settings) { s.OnSchedule = 1.01 }, "settings.cut_offs"},
		"far behind zero":             {func(s *Settings) { s.FarBehind = 0 }, "settings.cut_offs"},
		"not a number":                {func(s *Settings) { s.Ahead = math.NaN() }, "settings.cut_offs"},
		"infinite":                    {func(s *Settings) { s.Ahead = math.Inf(1) }, "settings.cut_offs"},
		"tolerance below zero":        {func(s *Settings) { s.ApproximateTolerance = -0.01 }, "settings.tolerance"},
		"tolerance of the whole":      {func(s *Settings) { s.ApproximateTolerance = 1 }, "settings.tolerance"},
		"tolerance that is no number": {func(s *Settings) { s.ApproximateTolerance = math.NaN() }, "settings.tolerance"},
		"no name":                     {func(s *Settings) { s.Version = "" }, "settings.version"},
	} {
		settings := DefaultSettings()
		c.change(&settings)
		if problem := AsProblem(settings.Validate()); problem == nil || problem.Key != c.key {
			t.Errorf("%s: %v, want %s", name, problem, c.key)
		}
	}
}
