package metrics

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func deriving(expression string, inputs ...DerivationInput) *Catalogue {
	return (&Catalogue{Indicators: []Indicator{{Code: "A", NameZh: "甲数", NameEn: "a number"}, {Code: "B", NameZh: "乙数", NameEn: "b number"}},
		Derivations: []Derivation{{Indicator: "D", Expression: expression, Inputs: inputs, NameZh: "甲÷乙", NameEn: "a by b"}}}).Index()
}

func derivationInput(name, indicator string) DerivationInput {
	return DerivationInput{Name: name, Indicator: indicator}
}

// Document 194: 5508 places at the end of 2021 and 2153638 residents by the census of
// 2020 are 2.56 places per 1,000, and exactly 5508000 ÷ 2153638 = 2.5575328…
func TestDeriveChildcarePlaces(t *testing.T) {
	population := DerivationInput{Name: "population", Indicator: "B", Period: "2020"}
	c := deriving("places * 1000 / (population * 10000)", derivationInput("places", "A"), population)
	got, problem := c.derive(SeriesKey{"D", "15", "", Actual}, newSeriesSet(observedSeries(map[string][]string{"A@15": {"2021=5508"}, "B@15": {"2020=215.3638", "2021=216"}})))
	if problem != nil || len(got) != 1 {
		t.Fatalf("got %v, %v", got, problem)
	}
	if value := got[0].Value.Decimal; value.Round(2).String() != "2.56" || value.Round(7).String() != "2.5575329" || -value.Exponent() > MaxDecimals {
		t.Errorf("derived %s", value)
	}
	if got[0].Formula != "5508 × 1000 ÷ (215.3638 × 10000)" || len(got[0].Inputs) != 2 || got[0].Period != Year(2021) {
		t.Errorf("formula %q over %d inputs in %s", got[0].Formula, len(got[0].Inputs), got[0].Period)
	}
}

func TestDeriveArithmetic(t *testing.T) {
	for _, c := range []struct {
		expression string
		want       string // of a = 0.1 and b = 0.3
	}{
		{"a + b", "0.4"}, // exact: no 0.30000000000000004
		{"a * 3 - b", "0"},
		{"b / a", "3"},
		{"a / b", "0.3333333333"},
		{"a * 100 / (a + b)", "25"},
		{"1 / 3 * b", "0.1"}, // a quotient of two literals is exact as well
		{"0.1 + a", "0.2"},
		{"2 - a", "1.9"},
		{"a", "0.1"},
	} {
		got := deriving(c.expression, derivationInput("a", "A"), derivationInput("b", "B")).Derive("D", "15", "", Actual,
			observedSeries(map[string][]string{"A@15": {"2021=0.1"}, "B@15": {"2021=0.3"}}))
		if len(got) != 1 || got[0].Value.Decimal.String() != c.want {
			t.Errorf("%s: %v, want %s", c.expression, got, c.want)
		}
	}
}

// Of 22 items the first 15 have grade 1, and the first 8 are first in rank.
func TestDeriveCount(t *testing.T) {
	lists := map[string][]string{}
	for i := range 22 {
		grade, rank := 0, i
		if i < 15 {
			grade = 1
		}
		if i < 8 {
			rank = 1
		}
		lists[fmt.Sprintf("A@15@item %02d", i)] = []string{fmt.Sprintf("2024=%d", grade)}
		lists[fmt.Sprintf("B@15@item %02d", i)] = []string{fmt.Sprintf("2024=%d", rank)}
	}
	lists["A@15"] = []string{"2024=99"} // a total is no item
	grades := DerivationInput{Name: "grades", Indicator: "A", Each: "dimension", Entries: 22}
	ranks := DerivationInput{Name: "ranks", Indicator: "B", Each: "dimension", Entries: 22}
	for expression, want := range map[string]string{"count(grades, # >= 1)": "15", "count(ranks, # == 1)": "8", "len(grades)": "22",
		"count(ranks, # <= 3 and # != 2) * 100 / len(ranks)": "36.3636363636", "count(grades, not (# == 1))": "7"} {
		got := deriving(expression, grades, ranks).Derive("D", "15", "", Actual, observedSeries(lists))
		if len(got) != 1 || got[0].Value.Decimal.String() != want {
			t.Errorf("%s: %v, want %s", expression, got, want)
		}
	}
	delete(lists, "A@15@item 03") // 21 of 22: no value, with the reason
	got, problem := deriving("count(grades, # >= 1)", grades).derive(SeriesKey{"D", "15", "", Actual}, newSeriesSet(observedSeries(lists)))
	if len(got) != 0 || problem == nil || problem.Key != "assess.reason.derivation_input_missing" || problem.Arguments["inputs_zh"] != "甲数" {
		t.Errorf("an incomplete list gives %v, %v", got, problem)
	}
}

func TestDeriveGivesNoValueWithoutReason(t *testing.T) {
	quotient := deriving("a / b", derivationInput("a", "A"), derivationInput("b", "B"))
	for _, c := range []struct {
		name   string
		values map[string][]string
		reason string
	}{
		{"nothing", nil, "derivation_input_missing"},
		{"one input", map[string][]string{"A@15": {"2021=1"}}, "derivation_input_missing"},
		{"no period in common", map[string][]string{"A@15": {"2021=1"}, "B@15": {"2022=1"}}, "derivation_input_missing"},
		{"a month is not its year", map[string][]string{"A@15": {"2021=1"}, "B@15": {"2021-12=1"}}, "derivation_input_missing"},
		{"another area", map[string][]string{"A@15": {"2021=1"}, "B@16": {"2021=1"}}, "derivation_input_missing"},
		{"a forecast", map[string][]string{"A@15": {"2021=1"}, "B@15": {"2021=2:F"}}, "derivation_input_missing"},
		{"a missing value is not zero", map[string][]string{"A@15": {"2021=1"}, "B@15": {"2021=:O"}}, "derivation_input_missing"},
		{"division by zero", map[string][]string{"A@15": {"2021=1"}, "B@15": {"2021=0"}}, "derivation_division_by_zero"},
	} {
		got, problem := quotient.derive(SeriesKey{"D", "15", "", Actual}, newSeriesSet(observedSeries(c.values)))
		if len(got) != 0 || problem == nil || problem.Key != "assess.reason."+c.reason {
			t.Errorf("%s: %v, %v; want %s", c.name, got, problem, c.reason)
			continue
		}
		checkTold(t, locales(t), *problem)
	}
}

func TestDerivationCheck(t *testing.T) {
	a, list := derivationInput("a", "A"), DerivationInput{Name: "list", Indicator: "B", Each: "dimension"}
	for expression, want := range map[string]string{
		"a * 100":                         "",
		"a + unknown":                     "unknown",
		"a +":                             "unexpected",
		"list * 2":                        "invalid operation",
		"a > 1":                           "no number",
		"a ** 2":                          "not allowed",
		"a in list":                       "not allowed",
		"now()":                           "not allowed",
		"map(list, # * 2)":                "not allowed",
		"a.number":                        "not allowed",
		"list[0]":                         "not allowed",
		"let b = a; b":                    "not allowed",
		"\"text\"":                        "not allowed",
		"quantitySum(a, a)":               "not allowed",
		"count(1..1e9, # > 0)":            "not allowed",
		"a" + strings.Repeat(" + a", 200): "",
	} {
		err := Derivation{Indicator: "D", Expression: expression, Inputs: []DerivationInput{a, list}}.Check()
		switch {
		case strings.HasPrefix(expression, "a + a +"):
			if err == nil {
				t.Error("an expression of 400 nodes is allowed")
			}
		case want == "" && err != nil, want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", expression, err, want)
		}
	}
	if err := (Derivation{Expression: "a", Inputs: []DerivationInput{a, a}}).Check(); err == nil {
		t.Error("the same name twice is allowed")
	}
	if err := (Derivation{Expression: "1", Inputs: []DerivationInput{derivationInput("A b", "A")}}).Check(); err == nil {
		t.Error("a name with a space is allowed")
	}
}

// assessDerived judges “at least 3 by 2025, from 1 in 2020” over printed values of the
// indicator and of the inputs of a ÷ b.
func assessDerived(t *testing.T, lists map[string][]string, asOf string) Assessment {
	t.Helper()
	c := deriving("a / b", derivationInput("a", "A"), derivationInput("b", "B"))
	target := planned(AtLeast, "3", "2025", "2020", "1")
	target.Indicator, target.Area = "D", "15"
	c.Targets = []Target{target}
	c.Indicators = append(c.Indicators, Indicator{Code: "D", Unit: "个", Decimals: 2, Kind: KindRatio, Direction: HigherIsBetter})
	got := AssessCatalogue(CatalogueInput{Catalogue: c.Index(), Observations: observedSeries(lists), Scenario: Actual, AsOf: day(asOf)})[0]
	checkExplained(t, locales(t), got)
	return got
}

func TestAssessDerived(t *testing.T) {
	has := func(a Assessment, remark string) bool {
		return slices.ContainsFunc(a.Explanation.Remarks, func(p Problem) bool { return p.Key == "assess.remark."+remark })
	}
	// 9 ÷ 5 = 1.8 in 2022: 0.8 of the 2 that the plan adds, at two fifths of the time.
	derived := map[string][]string{"A@15": {"2022=9"}, "B@15": {"2022=5:P"}}
	got := assessDerived(t, derived, "2023-06-01")
	if got.Status != OnSchedule || got.Latest.Decimal.String() != "1.8" || !has(got, "derived") || got.LatestStatus != StatusProvisional {
		t.Errorf("derived: %s by %s (%s), remarks %v", got.Status, got.Latest.Decimal, got.LatestStatus, got.Explanation.Remarks)
	}
	steps := map[string]string{}
	for _, step := range got.Explanation.Steps {
		steps[step.Name] = step.Formula
	}
	if steps["derivation"] != "9 ÷ 5" {
		t.Errorf("formula %q, want 9 ÷ 5", steps["derivation"])
	}
	// A printed value of the same period goes first; 1.75 is more than rounding away from 1.8, 1.80 is not.
	derived["D@15"] = []string{"2022=1.75"}
	if got = assessDerived(t, derived, "2023-06-01"); got.Latest.Decimal.String() != "1.75" || !has(got, "derived_differs") || has(got, "derived") {
		t.Errorf("printed first: %s, remarks %v", got.Latest.Decimal, got.Explanation.Remarks)
	}
	derived["D@15"] = []string{"2022=1.8"}
	if got = assessDerived(t, derived, "2023-06-01"); has(got, "derived_differs") || has(got, "derived") {
		t.Errorf("equal: remarks %v", got.Explanation.Remarks)
	}
	// Rounded to a whole number 1.8 is 2: half a unit is rounding.
	derived["D@15"] = []string{"2022=2"}
	if got = assessDerived(t, derived, "2023-06-01"); has(got, "derived_differs") {
		t.Errorf("rounded: remarks %v", got.Explanation.Remarks)
	}
	// A newer derived value goes before an older printed one; a later period does not count yet.
	derived["D@15"] = []string{"2021=1.2"}
	if got = assessDerived(t, derived, "2023-06-01"); got.LatestPeriod != "2022" {
		t.Errorf("judged by %s, want 2022", got.LatestPeriod)
	}
	if got = assessDerived(t, derived, "2022-06-01"); got.LatestPeriod != "2021" {
		t.Errorf("as of 2022 judged by %s, want 2021", got.LatestPeriod)
	}
	if got = assessDerived(t, map[string][]string{"A@15": {"2022=9"}, "B@15": {"2022=0"}}, "2023-06-01"); got.Reason != "assess.reason.derivation_division_by_zero" {
		t.Errorf("zero: %s", got.Reason)
	}
	if got = assessDerived(t, nil, "2023-06-01"); got.Reason != "assess.reason.derivation_input_missing" {
		t.Errorf("nothing: %s", got.Reason)
	}
}
