package metrics

import (
	"math"
	"strings"
	"testing"
)

// catalogueOfTargets has an indicator of each of three kinds and a target on each.
func catalogueOfTargets() *Catalogue {
	c := &Catalogue{}
	for _, kind := range []Kind{KindStock, KindEvent, KindRatio} {
		indicator := ofKind(kind, HigherIsBetter)
		indicator.Code = string(kind)
		target := planned(AtLeast, "10", "2025", "2020", "5")
		target.Code, target.Indicator = "T-"+string(kind), indicator.Code
		if kind == KindRatio {
			indicator.Direction, target.Comparator = LowerIsBetter, AtMost
		}
		c.Indicators = append(c.Indicators, indicator)
		c.Targets = append(c.Targets, target)
	}
	return c.Index()
}

func TestPolicyValidate(t *testing.T) {
	catalogue := catalogueOfTargets()
	languages := verdictTexts(t)
	choice := func(change func(*MethodChoice)) MethodChoice {
		c := MethodChoice{Target: "T-stock", Method: "compound"}
		change(&c)
		return c
	}
	for name, c := range map[string]struct {
		choices []MethodChoice
		key     string // empty: it may be saved
		names   string // what the sentence must name
	}{
		"none":                {nil, "", ""},
		"one with a limit":    {[]MethodChoice{choice(func(c *MethodChoice) { c.Limit = pointed(100) })}, "", ""},
		"one with a version":  {[]MethodChoice{choice(func(c *MethodChoice) { c.Method = "germany/1" })}, "", ""},
		"target unknown":      {[]MethodChoice{choice(func(c *MethodChoice) { c.Target = "T-9" })}, "methods.policy.target_unknown", "T-9"},
		"target empty":        {[]MethodChoice{choice(func(c *MethodChoice) { c.Target = "" })}, "methods.policy.target_unknown", "compound"},
		"two for one target":  {[]MethodChoice{choice(func(*MethodChoice) {}), choice(func(c *MethodChoice) { c.Method = "linear" })}, "methods.policy.target_twice", "T-stock"},
		"method unknown":      {[]MethodChoice{choice(func(c *MethodChoice) { c.Method = "weather" })}, "methods.policy.method_unknown", "weather"},
		"limit no number":     {[]MethodChoice{choice(func(c *MethodChoice) { c.Limit = pointed(math.NaN()) })}, "methods.policy.not_finite", "limit"},
		"limit not taken":     {[]MethodChoice{choice(func(c *MethodChoice) { c.Method, c.Limit = "linear", pointed(1) })}, "methods.policy.unused", "limit"},
		"decrease not taken":  {[]MethodChoice{choice(func(c *MethodChoice) { c.Decrease = true })}, "methods.policy.unused", "decrease"},
		"bounds missing":      {[]MethodChoice{choice(func(c *MethodChoice) { c.Method, c.Satisfactory = "efficacy", pointed(10) })}, "methods.policy.bounds_missing", "unacceptable"},
		"bounds not taken":    {[]MethodChoice{choice(func(c *MethodChoice) { c.Satisfactory = pointed(10) })}, "methods.policy.unused", "satisfactory"},
		"bounds equal":        {[]MethodChoice{choice(func(c *MethodChoice) { c.Method, c.Satisfactory, c.Unacceptable = "efficacy", pointed(10), pointed(10) })}, "methods.policy.bounds_equal", "10"},
		"bounds turned round": {[]MethodChoice{choice(func(c *MethodChoice) { c.Method, c.Satisfactory, c.Unacceptable = "efficacy", pointed(5), pointed(10) })}, "methods.policy.bounds_direction", "T-stock"},
		"bounds of a limit": {[]MethodChoice{choice(func(c *MethodChoice) {
			c.Target, c.Method, c.Satisfactory, c.Unacceptable = "T-ratio", "efficacy", pointed(5), pointed(10)
		})}, "", ""},
		"does not fit": {[]MethodChoice{choice(func(c *MethodChoice) { c.Target = "T-event" })}, "methods.unfit.event", ""},
	} {
		policy := DefaultPolicy()
		policy.Choices = c.choices
		err := policy.Validate(catalogue)
		if c.key == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		problem := AsProblem(err)
		if problem == nil || problem.Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
			continue
		}
		for language, texts := range languages {
			if said := sentence(texts[problem.Key], problem.Arguments); said == "" || strings.Contains(said, "{") || !strings.Contains(said, c.names) {
				t.Errorf("%s: %q in %s", name, said, language)
			}
		}
	}
}

// Each contradiction is one Problem, so that a form can show all of them.
func TestPolicyProblemsAreAllListed(t *testing.T) {
	policy := DefaultPolicy()
	policy.Settings.Ahead = 0.9
	policy.Choices = []MethodChoice{{Target: "T-9", Method: "compound"}, {Target: "T-stock", Method: "weather"}}
	var keys []string
	for _, problem := range policy.Problems(catalogueOfTargets()) {
		keys = append(keys, problem.Key)
	}
	if got := strings.Join(keys, " "); got != "settings.cut_offs methods.policy.target_unknown methods.policy.method_unknown" {
		t.Error(got)
	}
}

func TestMethodCutOffsValidate(t *testing.T) {
	languages := verdictTexts(t)
	for name, c := range map[string]struct {
		change func(*MethodCutOffs)
		fields string // empty: accepted
	}{
		"none given":       {func(k *MethodCutOffs) { *k = MethodCutOffs{} }, ""},
		"stricter":         {func(k *MethodCutOffs) { k.CompoundHigh = 1 }, ""},
		"overlapping":      {func(k *MethodCutOffs) { k.CompoundMedium = 0.96 }, "compound_high, compound_medium"},
		"equal":            {func(k *MethodCutOffs) { k.UnitedNationsFair = 0.95 }, "united_nations_on_track, united_nations_fair"},
		"above the path":   {func(k *MethodCutOffs) { k.CompoundHigh = 1.01 }, "compound_high, compound_medium"},
		"zero":             {func(k *MethodCutOffs) { k.GermanySun = 0 }, "germany_cloud, germany_sun"},
		"the wrong way":    {func(k *MethodCutOffs) { k.GermanySun = 0.3 }, "germany_cloud, germany_sun"},
		"points above 100": {func(k *MethodCutOffs) { k.EfficacyExcellent = 101 }, "efficacy_excellent, efficacy_good, efficacy_fair"},
		"points crossing":  {func(k *MethodCutOffs) { k.EfficacyFair = 85 }, "efficacy_excellent, efficacy_good, efficacy_fair"},
		"no number":        {func(k *MethodCutOffs) { k.GrowthHigh = math.NaN() }, "growth_high, growth_medium"},
		"infinite":         {func(k *MethodCutOffs) { k.AttainmentNear = math.Inf(1) }, "attainment_near"},
		"growth":           {func(k *MethodCutOffs) { k.UnitedNationsFairGrowth = 0.03 }, "united_nations_growth, united_nations_fair_growth"},
		"one of eurostat":  {func(k *MethodCutOffs) { k.EurostatGrowth = -0.01 }, "eurostat_growth"},
	} {
		settings := DefaultSettings()
		c.change(&settings.Methods)
		problem := AsProblem(settings.Validate())
		if c.fields == "" {
			if problem != nil {
				t.Errorf("%s: %v", name, problem)
			}
			continue
		}
		if problem == nil || problem.Key != "methods.settings.cut_offs" || problem.Arguments["fields"] != c.fields {
			t.Errorf("%s: %v, want %s", name, problem, c.fields)
			continue
		}
		for language, texts := range languages {
			if said := sentence(texts[problem.Key], problem.Arguments); strings.Contains(said, "{") || !strings.Contains(said, problem.Arguments["values"]) {
				t.Errorf("%s: %q in %s", name, said, language)
			}
		}
	}
}

// Chosen cut-offs are those that judge: 0.969 of the required growth is moderate when
// 0.97 is asked for. The scores then run straight between the chosen cut-offs: halfway
// between 0.5 and 0.9 is half of 2.5.
func TestChosenCutOffsJudge(t *testing.T) {
	input := AssessmentInput{Indicator: ofKind(KindRatio, HigherIsBetter), Target: planned(AtLeast, "4.5", "2025", "2020", "1.8"),
		Observations: observed("2022=2.57"), AsOf: day("2023-10-12"), Settings: DefaultSettings()}
	input.Settings.Methods.CompoundHigh = 0.97
	if got := by("compound", input); got.Status != Behind || got.MethodStatus != moderateProgress || got.CutOffs["compound_high"] != 0.97 {
		t.Errorf("%s %s %v", got.Status, got.MethodStatus, got.CutOffs)
	}
	settings := DefaultSettings()
	settings.Methods.CompoundHigh, settings.Methods.CompoundMedium = 0.9, 0.5
	c := MethodCase{BaseYear: 2020, CurrentYear: 2021, TargetYear: 2022, Base: 1, Current: 1.7, Target: pointed(4), Direction: HigherIsBetter, Settings: settings}
	for current, score := range map[float64]float64{1.7: 1.25, 1.9: 2.5, 1.5: 0, 1: -2.5, 0.5: -5, 3: 5} {
		c.Current = current
		if got := named(t, "compound").Assess(c); !within(got.Score, &score, 1e-9) {
			t.Errorf("score at %v: %s, want %v", current, shown(got.Score), score)
		}
	}
}
