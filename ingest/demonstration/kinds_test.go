package demonstration_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zhibiao/ingest/demonstration"
	"zhibiao/metrics"
)

// kindsOf names all that a target is, in the words of the list of kinds below.
func kindsOf(read *metrics.Catalogue, target *metrics.Target) []string {
	indicator := read.Indicator(target.Indicator)
	kinds := []string{string(indicator.Kind)}
	add := func(holds bool, kind string) {
		if holds {
			kinds = append(kinds, kind)
		}
	}
	once := target.Recurrence == metrics.Once
	base, value := target.BaseValue, target.Value
	derivation := read.Derivation(target.Indicator)
	add(target.Comparator == metrics.Between, "range")
	add(target.Comparator == metrics.Approximately, "approximate")
	add(!once, string(target.Recurrence))
	add(once && target.Period == "", "no year")
	add(len(read.EachOf(target.Area)) > 0, "each area")
	add(target.AlternativeGroup != "", "group")
	add(derivation != nil && strings.Contains(derivation.Expression, "/"), "derived quotient")
	add(derivation != nil && derivation.Expression == "own - average", "derived difference")
	add(derivation != nil && strings.HasPrefix(derivation.Expression, "count"), "derived count")
	add(once && value.Valid && base.Valid && base.Decimal.Equal(value.Decimal), "target equal to its base")
	add(once && value.Valid && target.Period != "" && !base.Valid && indicator.Kind != metrics.KindEvent, "no base")
	add(!target.BaseComparable, "base not comparable")
	add(target.Conflict != "" && target.InForce, "values in conflict")
	add(target.Stretch, "stretch")
	add(!value.Valid, "no number")
	for _, other := range read.TargetsOf(target.Indicator) {
		later := other.Plan == target.Plan && other.Dimension == target.Dimension && other.InForce && other.Period > target.Period && once && other.Recurrence == metrics.Once
		add(later && value.Valid && other.Value.Valid && indicator.Direction == metrics.HigherIsBetter && other.Value.Decimal.LessThan(value.Decimal), "a later target below")
	}
	return slices.Compact(kinds)
}

// sentences are the texts that explain assessments, by language.
func sentences(t *testing.T) map[string]map[string]string {
	t.Helper()
	languages := map[string]map[string]string{}
	for _, language := range []string{"zh", "en"} {
		content, err := os.ReadFile("../../dashboard/locale/assess." + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		if err := json.Unmarshal(content, &texts); err != nil {
			t.Fatal(err)
		}
		languages[language] = texts
	}
	return languages
}

// checkSentences fails when an assessment is silent, or says what no language has a
// text for, or leaves a blank open.
func checkSentences(t *testing.T, languages map[string]map[string]string, a *metrics.Assessment) {
	t.Helper()
	if a.Status == "" || a.Reason == "" || a.Reason != a.Explanation.Reason.Key {
		t.Errorf("%s on %s is silent: %q %q", a.Target, a.AsOf, a.Status, a.Reason)
	}
	problems := append([]metrics.Problem{a.Explanation.Reason}, a.Explanation.Remarks...)
	if a.Group != nil {
		problems = append(problems, a.Group.Reason)
		for _, member := range a.Group.Members {
			problems = append(problems, member.Reason)
		}
	}
	for language, texts := range languages {
		for _, problem := range problems {
			text := texts[problem.Key]
			for name := range problem.Arguments {
				text = strings.ReplaceAll(text, "{"+name+"}", "")
				text = regexp.MustCompile(`\{`+name+`\?[^{}|]*\|([^{}]*)\}`).ReplaceAllString(text, "$1") // {count?row|rows}
			}
			if texts[problem.Key] == "" || strings.Contains(text, "{") {
				t.Errorf("%s on %s: %s in %s: %q", a.Target, a.AsOf, problem.Key, language, text)
			}
		}
		for _, step := range a.Explanation.Steps {
			if texts["assess.step."+step.Name] == "" {
				t.Errorf("%s: no %s text for step %s", a.Target, language, step.Name)
			}
		}
		for _, input := range a.Explanation.Inputs {
			if texts["assess.input."+input.Role] == "" {
				t.Errorf("%s: no %s text for input %s", a.Target, language, input.Role)
			}
		}
		if a.Method != "" && texts["assess.method."+a.Method] == "" {
			t.Errorf("%s: no %s text for method %s", a.Target, language, a.Method)
		}
	}
}

// Each kind of target in the catalogue is reached by demonstration values: over the
// days shown it gets at least one light. “no number” gets none, and “monthly” is no
// target of the catalogue; TestMonthFromSums of metrics judges one.
func TestEveryKindIsReached(t *testing.T) {
	read := fixtureCatalogue(t)
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for observation := range demonstration.Generate(read, from, to, 1) {
		series[observation.SeriesKey] = append(series[observation.SeriesKey], observation)
	}
	languages := sentences(t)
	table := map[string]map[metrics.AssessmentStatus]int{}
	groups := map[metrics.AssessmentStatus]int{}
	seasonal := 0
	for _, asOf := range []metrics.Date{metrics.NewDate(2023, 9, 30), metrics.NewDate(2024, 6, 30), metrics.NewDate(2025, 9, 30), to} {
		for _, a := range metrics.AssessCatalogue(metrics.CatalogueInput{Catalogue: read, Observations: series, Scenario: metrics.Demonstration, AsOf: asOf}) {
			for _, kind := range kindsOf(read, read.Target(a.Target)) {
				if table[kind] == nil {
					table[kind] = map[metrics.AssessmentStatus]int{}
				}
				table[kind][a.Status]++
			}
			if a.Group != nil && a.Group.Code == "P2023-49-ALTERNATIVE-1" {
				groups[a.Group.Status]++
			}
			if a.Method == metrics.MethodSeasonal {
				seasonal++
			}
			checkSentences(t, languages, &a)
		}
	}
	var kinds []string
	for kind := range table {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	want := []string{"approximate", "base not comparable", "a later target below", "cumulative", "derived count", "derived difference", "derived quotient",
		"each area", "each_term", "event", "flow", "group", "limit", "no base", "no number", "no year", "range", "rank", "ratio", "standing", "stock",
		"stretch", "target equal to its base", "values in conflict", "yearly"}
	slices.Sort(want)
	if !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	for _, kind := range kinds {
		judged := 0
		var line strings.Builder
		for _, status := range metrics.AssessmentStatuses() {
			fmt.Fprintf(&line, " %s %d", status, table[kind][status])
			if status != metrics.NotAssessable {
				judged += table[kind][status]
			}
		}
		t.Logf("%-26s%s", kind, line.String())
		if judged == 0 && kind != "no number" {
			t.Errorf("%s: none is judged", kind)
		}
	}
	if seasonal == 0 {
		t.Error("no flow is judged by its seasons")
	}
	delete(groups, metrics.NotAssessable)
	if len(groups) == 0 {
		t.Error("the group of document 49 is never judged")
	}
}
