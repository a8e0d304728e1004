package checks_test

import (
	"testing"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// Every rule that stands before any was saved comes out as its own examples say; the
// examples are worked out by hand.
func TestDefaultRulesKeepTheirExamples(t *testing.T) {
	for _, rule := range metrics.DefaultChecks().Rules {
		if len(rule.Examples) == 0 && !rule.Kind.Fixed() {
			t.Errorf("rule %s has no examples", rule.Code)
		}
		failing, err := checks.Failing(rule)
		if err != nil || failing >= 0 {
			t.Errorf("rule %s: example %d does not hold: %v", rule.Code, failing, err)
		}
	}
}

func rule(t *testing.T, code string) metrics.CheckRule {
	t.Helper()
	set := metrics.DefaultChecks()
	found := set.Rule(code)
	if found == nil {
		t.Fatalf("no rule %s", code)
	}
	return *found
}

// The edges, worked out by hand.
func TestEdges(t *testing.T) {
	for name, test := range map[string]struct {
		code    string
		example metrics.CheckExample
	}{
		// 1 % of 100 and half a unit of the last digit of three numbers: 1 + 1.5. With two
		// decimals shown it is 1 + 0.015.
		"parts within the allowance":    {"parts", metrics.CheckExample{Others: []string{"32", "70"}, Value: "100"}},
		"parts above it":                {"parts", metrics.CheckExample{Others: []string{"33", "70"}, Value: "100", Flags: true}},
		"decimals leave less room":      {"parts", metrics.CheckExample{Others: []string{"31.21", "70.00"}, Value: "100.00", Flags: true}},
		"a negative part may be inside": {"parts", metrics.CheckExample{Others: []string{"130", "-20", "…"}, Value: "100"}},
		"no parts":                      {"parts", metrics.CheckExample{Value: "100"}},
		// 105.1/100.1 − 1 = 4.995 %; rounding gives 0.102 points of the values, 0.05 of the growth.
		"growth within its allowance": {"growth", metrics.CheckExample{Others: []string{"100.1"}, Growth: "7.1", Value: "105.1"}},
		"growth above it":             {"growth", metrics.CheckExample{Others: []string{"100.1"}, Growth: "7.2", Value: "105.1", Flags: true}},
		"growth from zero":            {"growth", metrics.CheckExample{Others: []string{"0"}, Growth: "7.2", Value: "105"}},
		// No history, one value, a factor of ten exactly and just below.
		"no history":          {"jump", metrics.CheckExample{Value: "1"}},
		"factor of ten":       {"jump", metrics.CheckExample{Others: []string{"10"}, Value: "100", Flags: true}},
		"below a factor":      {"jump", metrics.CheckExample{Others: []string{"10"}, Value: "99"}},
		"a tenth":             {"jump", metrics.CheckExample{Others: []string{"10"}, Value: "1", Flags: true}},
		"zero among few":      {"jump", metrics.CheckExample{Others: []string{"10"}, Value: "0"}},
		"to zero from steady": {"jump", metrics.CheckExample{Others: []string{"10", "10", "10", "10", "10"}, Value: "0", Flags: true}},
		// Steady at 100: a fifth more is allowed, 120 = 100 × 1.2.
		"a fifth more":           {"jump", metrics.CheckExample{Others: []string{"100", "100", "100", "100", "100"}, Value: "119.9"}},
		"more than a fifth":      {"jump", metrics.CheckExample{Others: []string{"100", "100", "100", "100", "100"}, Value: "120.1", Flags: true}},
		"one odd year no matter": {"jump", metrics.CheckExample{Others: []string{"100", "100", "1", "100", "100", "100", "100", "100"}, Value: "150", Flags: true}},
		"share at its edge":      {"share", metrics.CheckExample{Value: "100.0"}},
	} {
		t.Run(name, func(t *testing.T) {
			tested := rule(t, test.code)
			tested.Examples = []metrics.CheckExample{test.example}
			if failing, err := checks.Failing(tested); err != nil || failing >= 0 {
				t.Errorf("%+v does not hold: %v", test.example, err)
			}
		})
	}
}

func TestUnreadableExamples(t *testing.T) {
	for name, test := range map[string]struct {
		code    string
		example metrics.CheckExample
	}{
		"no number":        {"jump", metrics.CheckExample{Value: "many"}},
		"other missing":    {"jump", metrics.CheckExample{Others: []string{"—"}, Value: "1"}},
		"no day":           {"future", metrics.CheckExample{Others: []string{"x"}, Value: "2024-01-01"}},
		"too few days":     {"release", metrics.CheckExample{Others: []string{"2024-01-01"}, Value: "2024-01-01"}},
		"growth no number": {"growth", metrics.CheckExample{Others: []string{"1"}, Growth: "x", Value: "1"}},
	} {
		tested := rule(t, test.code)
		tested.Examples = []metrics.CheckExample{test.example}
		if failing, err := checks.Failing(tested); err == nil || failing != 0 {
			t.Errorf("%s: read as %d", name, failing)
		}
	}
}

// A judgement never panics and never depends on anything but its case.
func FuzzJudge(f *testing.F) {
	f.Add("100", "100", "105", "5")
	f.Add("0", "-1", "1e30", "")
	f.Fuzz(func(t *testing.T, first, second, value, growth string) {
		for _, rule := range metrics.DefaultChecks().Rules {
			c, err := checks.CaseOf(rule.Kind, metrics.CheckExample{Others: []string{first, second, second, first, second, first}, Value: value, Growth: growth})
			if err != nil {
				continue
			}
			once, twice := checks.Judge(rule, c), checks.Judge(rule, c)
			if (once == nil) != (twice == nil) {
				t.Errorf("rule %s answers in two ways", rule.Code)
			}
		}
	})
}
