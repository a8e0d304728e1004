package metrics

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

func pointed(value float64) *float64 { return &value }

// twoValues is a case from 2015 to 2023 with a target for 2030 or, with NaN, without.
func twoValues(base, current, target float64, direction Direction) MethodCase {
	c := MethodCase{BaseYear: 2015, CurrentYear: 2023, TargetYear: 2030, Base: base, Current: current, Direction: direction}
	if !math.IsNaN(target) {
		c.Target = &target
	}
	return c
}

func named(t *testing.T, name string) Method {
	t.Helper()
	method, err := MethodNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return method
}

// Published by Statistics Canada for its Global Indicator Framework, beside the rows of
// testdata; the others by hand: 1.2^(1 ÷ 8) − 1 over 1.5^(1 ÷ 15) − 1 is
// 0.023051875209 ÷ 0.027399659065 by the series of e^x − 1 with x = 0.182321556794 ÷ 8
// and 0.405465108108 ÷ 15.
func TestMethodsByHand(t *testing.T) {
	none := math.NaN()
	limited := twoValues(90, 93.2, none, HigherIsBetter)
	limited.CurrentYear, limited.Limit = 2021, pointed(100)
	pension := MethodCase{BaseYear: 2017, CurrentYear: 2021, Base: 93.4, Current: 92.7, Direction: HigherIsBetter, Limit: pointed(100)}
	for _, c := range []struct {
		name, method string
		judged       MethodCase
		ratio, score float64 // NaN for none
		status       string
	}{
		{"just above the cut-off", "compound", twoValues(14.5, 10.2, 7.25, LowerIsBetter), 0.9525901792, 2.5185563910, substantialProgress},
		{"near the limit", "compound", limited, 0.0058399952, 2.8153866454, substantialProgress},
		{"away from the limit", "compound", pension, -0.0018789507, -2.7348688404, deterioration},
		{"at base, target and value", "compound", twoValues(100, 100, 100, HigherIsBetter), none, 5, targetAchieved},
		{"no change", "compound", twoValues(1.43, 1.43, none, LowerIsBetter), 0, -2.5, limitedProgress},
		{"a fifth in eight years of a half in fifteen", "eurostat", twoValues(1, 1.2, 1.5, HigherIsBetter), 0.8413197827, none, "moderate_progress"},
		// Negative values: the two minus signs cancel in the growth, −10 → −8 is −20 % and better.
		{"negative values", "compound", MethodCase{BaseYear: 2020, CurrentYear: 2021, Base: -10, Current: -8, Direction: HigherIsBetter}, 0.2, 5, substantialProgress},
		{"negative values", "un2023", MethodCase{BaseYear: 2020, CurrentYear: 2021, Base: -10, Current: -8, Direction: HigherIsBetter}, -0.2, none, onTrackOrMet},
		// At the limit and staying there: the coefficient is 0.
		{"kept at the limit", "compound", MethodCase{BaseYear: 2020, CurrentYear: 2021, Base: 100, Current: 100, Direction: HigherIsBetter, Limit: pointed(100)}, 0, 5, substantialProgress},
		// Had met the target and lost it; 2021 is the target year, so that nothing is carried on: (90 − 100) ÷ (95 − 100) = 2.
		{"target lost", "un2023", MethodCase{BaseYear: 2020, CurrentYear: 2021, TargetYear: 2021, Base: 100, Current: 90, Target: pointed(95), Direction: HigherIsBetter}, 2, none, stagnationOrRegression},
		// The light of a missed deadline: (6 − 0) ÷ (10 − 0) in all of the time.
		{"deadline missed", "linear", MethodCase{BaseYear: 2020, CurrentYear: 2025, TargetYear: 2025, Base: 0, Current: 6, Target: pointed(10), Direction: HigherIsBetter}, 0.6, none, "missed"},
		{"met early", "linear", MethodCase{BaseYear: 2020, CurrentYear: 2022, TargetYear: 2025, Base: 10, Current: 4, Target: pointed(4), Direction: LowerIsBetter}, 2.5, none, "achieved_early"},
	} {
		got := named(t, c.method).Assess(c.judged)
		if got.Status != c.status {
			t.Errorf("%s, %s: status %s, want %s", c.method, c.name, got.Status, c.status)
		}
		for which, pair := range map[string]struct {
			got  *float64
			want float64
		}{"ratio": {got.Ratio, c.ratio}, "score": {got.Score, c.score}} {
			want := &pair.want
			if math.IsNaN(pair.want) {
				want = nil
			}
			if !within(pair.got, want, 1e-8) {
				t.Errorf("%s, %s: %s %s, want %v", c.method, c.name, which, shown(pair.got), pair.want)
			}
		}
	}
}

func TestMethodsSayWhyNot(t *testing.T) {
	none, infinite := math.NaN(), math.Inf(1)
	equal, early := twoValues(1, 2, 3, HigherIsBetter), twoValues(1, 2, 3, HigherIsBetter)
	equal.CurrentYear, early.CurrentYear = 2015, 2014
	undated, past, ancient := equal, equal, equal
	undated.TargetYear, past.TargetYear, ancient.BaseYear = 0, 2015, 1900
	late := twoValues(1, 2, 3, HigherIsBetter)
	late.CurrentYear = 2031
	for _, c := range []struct {
		methods string
		judged  MethodCase
		reason  string
	}{
		{"linear compound eurostat un2023", twoValues(infinite, 2, 3, HigherIsBetter), "not_finite"},
		{"linear compound eurostat un2023", twoValues(1, none, 3, HigherIsBetter), "not_finite"},
		{"linear compound eurostat un2023", twoValues(1, 2, infinite, HigherIsBetter), "not_finite"},
		{"linear compound eurostat un2023", twoValues(1, 2, 3, WithinBand), "direction_needed"},
		{"linear compound eurostat un2023", equal, "equal_years"},
		{"linear compound eurostat un2023", early, "current_before_base"},
		{"linear compound eurostat un2023", undated, "target_year_missing"},
		{"linear compound eurostat un2023", past, "target_not_after_base"},
		{"linear compound eurostat un2023", ancient, "year_out_of_range"},
		{"linear level cumulative rate-plan efficacy attainment", twoValues(1, 2, none, HigherIsBetter), "target_needed"},
		{"linear un2023", late, "current_after_target"},
		{"compound un2023", twoValues(-1, 2, 3, HigherIsBetter), "sign_change"},
		{"compound", twoValues(1, 2, -3, LowerIsBetter), "target_sign"},
		{"compound eurostat un2023", twoValues(2, 1, 2, HigherIsBetter), "base_equals_target"},
		{"un2023", twoValues(0, 2, 3, HigherIsBetter), "zero_base"},
		{"eurostat", twoValues(0, 2, 3, HigherIsBetter), "positive_needed"},
		{"compound un2023", twoValues(1e-300, 1e300, none, HigherIsBetter), "out_of_range"},
		{"un2023", twoValues(1e-300, 1e300, 1e301, HigherIsBetter), "out_of_range"},
	} {
		for _, name := range strings.Fields(c.methods) {
			got := named(t, name).Assess(c.judged)
			if got.Status != NotAvailable || got.Ratio != nil || got.Score != nil || got.Reason.Key != "methods.reason."+c.reason {
				t.Errorf("%s: %s because of %v, want %s", name, got.Status, got.Reason, c.reason)
			}
		}
	}
	for name, key := range map[string]string{"weather": "methods.reason.unknown_method", "linear/2": "methods.reason.unknown_method", "": "methods.reason.unknown_method"} {
		if _, err := MethodNamed(name); err == nil || AsProblem(err).Key != key {
			t.Errorf("method %q: %v, want %s", name, err, key)
		}
	}
}

// Every case ends in a status of its method with a sentence in both languages, all of
// whose blanks are filled, and a better value never gives a worse status or score.
func TestMethodsAlwaysExplain(t *testing.T) {
	texts := map[string]map[string]string{}
	for _, name := range []string{"methods.zh", "methods.en"} {
		content, err := os.ReadFile("../dashboard/locale/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]string{}
		if err := json.Unmarshal(content, &words); err != nil {
			t.Fatal(err)
		}
		texts[name] = words
	}
	values := []float64{-20, -3, -0.5, 0, 0.5, 3, 8, 10, 15, 20, 1e6}
	cases := 0
	for _, method := range Methods() {
		for _, direction := range []Direction{HigherIsBetter, LowerIsBetter} {
			for _, base := range values {
				for _, target := range append([]float64{math.NaN()}, values...) {
					for _, limit := range []*float64{nil, pointed(0), pointed(10)} {
						best, rank := math.Inf(-1), len(method.Statuses)
						for _, current := range orderedFor(direction, values) {
							c := twoValues(base, current, target, direction)
							c.Limit = limit
							got := method.Assess(c)
							cases++
							if got.Status != NotAvailable && !slices.Contains(method.Statuses, got.Status) {
								t.Fatalf("%s gives %q", method.ID(), got.Status)
							}
							for language, words := range texts {
								for _, told := range append([]*Problem{got.Reason}, got.Remarks...) {
									said := sentence(words[told.Key], told.Arguments)
									if said == "" || strings.Contains(said, "{") {
										t.Fatalf("%s %+v: %s says %q in %s", method.ID(), c, told.Key, said, language)
									}
								}
							}
							if now := slices.Index(method.Statuses, got.Status); now >= 0 {
								if now > rank {
									t.Errorf("%s %+v, target %v: %s after %s", method.ID(), c, target, got.Status, method.Statuses[rank])
								}
								rank = now
							}
							if got.Score != nil {
								if *got.Score < best-1e-3 { // the published constants are rounded
									t.Errorf("%s %+v: score %v after %v", method.ID(), c, *got.Score, best)
								}
								best = *got.Score
							}
						}
					}
				}
			}
		}
	}
	if cases != 11*2*11*12*3*11 {
		t.Errorf("%d cases", cases)
	}
}

// orderedFor lists values from worst to best.
func orderedFor(direction Direction, values []float64) []float64 {
	ordered := slices.Clone(values)
	if direction == LowerIsBetter {
		slices.Reverse(ordered)
	}
	return ordered
}
