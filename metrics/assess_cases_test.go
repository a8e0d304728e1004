package metrics

import (
	"encoding/json"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// The builders below keep the tables of the tests short.

func amount(text string) decimal.NullDecimal {
	if text == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

func day(text string) Date {
	date, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// observed builds observations from "period=value" or "period=value:status"; a period
// that begins with ytd: is a year to date.
func observed(list ...string) []Observation {
	observations := make([]Observation, 0, len(list))
	for _, text := range list {
		periodText, valueText, _ := strings.Cut(text, "=")
		valueText, status, _ := strings.Cut(valueText, ":")
		hint := Frequency("")
		if rest, cut := strings.CutPrefix(periodText, "ytd "); cut {
			periodText, hint = rest, YearToDate
		}
		period, err := ReadPeriod(hint, periodText)
		if err != nil {
			panic(err)
		}
		observation := Observation{Value: amount(valueText), Status: ObservationStatus(status)}
		if status == "" {
			observation.Status = StatusNormal
		}
		observation.Scenario = Actual
		observation.Period = period
		observations = append(observations, observation)
	}
	return observations
}

// planned builds a target “comparator value by period” with a comparable base.
func planned(comparator Comparator, value, period, basePeriod, baseValue string) Target {
	return Target{Code: "P-T1", Plan: "P", Indicator: "I", Comparator: comparator, Value: amount(value), Period: period,
		Recurrence: Once, Path: PathLinear, BasePeriod: basePeriod, BaseValue: amount(baseValue), BaseComparable: true, InForce: true}
}

func level(direction Direction) Indicator {
	return Indicator{Code: "I", Unit: "个", Decimals: 2, Kind: KindStock, Direction: direction}
}

func ofKind(kind Kind, direction Direction) Indicator {
	indicator := level(direction)
	indicator.Kind = kind
	return indicator
}

func near(got *float64, want float64) bool {
	return got != nil && math.Abs(*got-want) <= 1e-9
}

// locales are the sentences that explain assessments, by language.
func locales(t testing.TB) map[string]map[string]string {
	t.Helper()
	languages := map[string]map[string]string{}
	for _, language := range []string{"zh", "en"} {
		content, err := os.ReadFile("../dashboard/locale/assess." + language + ".json")
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

var placeholders = regexp.MustCompile(`\{([a-z_]+)\}`)

// sentence fills a text as the pages do.
func sentence(text string, arguments map[string]string) string {
	for name, value := range arguments {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
		text = regexp.MustCompile(`\{`+name+`\?[^{}|]*\|([^{}]*)\}`).ReplaceAllString(text, "$1") // {count?row|rows}
	}
	return text
}

// checkExplained fails when an assessment cannot be told in a language, or when one
// of its numbers would break a page.
func checkExplained(t *testing.T, languages map[string]map[string]string, a Assessment) {
	t.Helper()
	problems := append([]Problem{a.Explanation.Reason}, a.Explanation.Remarks...)
	for language, texts := range languages {
		for _, problem := range problems {
			text, known := texts[problem.Key]
			if !known {
				t.Errorf("no %s sentence for %s", language, problem.Error())
			}
			for _, placeholder := range placeholders.FindAllStringSubmatch(text, -1) {
				if _, given := problem.Arguments[placeholder[1]]; !given {
					t.Errorf("%s sentence of %s wants %s", language, problem.Error(), placeholder[0])
				}
			}
		}
		for _, key := range explanationKeys(a) {
			if texts[key] == "" {
				t.Errorf("no %s text for %s", language, key)
			}
		}
	}
	if a.Status == "" || a.Reason == "" || a.Reason != a.Explanation.Reason.Key {
		t.Errorf("status %q without a reason: %q", a.Status, a.Reason)
	}
	if (a.Status == NotAssessable) != (a.Method == "") {
		t.Errorf("status %s by method %q", a.Status, a.Method)
	}
	if _, err := json.Marshal(a); err != nil {
		t.Errorf("cannot be written as JSON: %v", err)
	}
}

func explanationKeys(a Assessment) []string {
	var keys []string
	if a.Method != "" {
		keys = append(keys, "assess.method."+a.Method)
	}
	for _, step := range a.Explanation.Steps {
		keys = append(keys, "assess.step."+step.Name)
	}
	for _, input := range a.Explanation.Inputs {
		keys = append(keys, "assess.input."+input.Role)
	}
	for name := range a.Explanation.CutOffs {
		keys = append(keys, "assess.cut_off."+name)
	}
	return keys
}
