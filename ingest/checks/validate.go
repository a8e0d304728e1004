package checks

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// longestName is how many characters the name of a rule may have.
const longestName = 60

// Validate tells what is wrong with a rule by the name of its field, nothing when it
// can be put in force. A rule needs an example of what it lets pass and of what it does
// not, and all of its examples must come out as they say.
func Validate(rule metrics.CheckRule, catalogue *metrics.Catalogue) map[string]*metrics.Problem {
	problems := map[string]*metrics.Problem{}
	refuse := func(field string, problem *metrics.Problem) {
		if problem != nil && problems[field] == nil {
			problems[field] = problem
		}
	}
	for field, name := range map[string]string{"name_zh": rule.NameZh, "name_en": rule.NameEn} {
		if name = strings.TrimSpace(name); name == "" || utf8.RuneCountInString(name) > longestName {
			refuse(field, metrics.NewProblem("checks.problem.name", "most", strconv.Itoa(longestName)))
		}
	}
	if rule.Severity != metrics.CheckHard && rule.Severity != metrics.CheckSoft {
		refuse("severity", metrics.NewProblem("checks.problem.severity", "value", string(rule.Severity)))
	}
	if rule.Kind.Fixed() {
		if !rule.Active || rule.Severity != metrics.CheckHard {
			refuse("form", metrics.NewProblem("checks.problem.fixed"))
		}
		return problems
	}
	for field, problem := range parameterProblems(rule) {
		refuse(field, problem)
	}
	for field, codes := range map[string][]string{"indicators": rule.Scope.Indicators, "except": rule.Scope.Except} {
		for _, code := range codes {
			if catalogue.Indicator(code) == nil {
				refuse(field, metrics.NewProblem("checks.problem.indicator", "value", code))
			}
		}
	}
	for _, code := range rule.Scope.Themes {
		if catalogue.Theme(code) == nil {
			refuse("themes", metrics.NewProblem("checks.problem.theme", "value", code))
		}
	}
	for _, code := range rule.Scope.Feeds {
		if catalogue.Feed(code) == nil {
			refuse("feeds", metrics.NewProblem("feed.unknown", "feed", code))
		}
	}
	if len(problems) == 0 {
		refuse("examples", exampleProblem(rule))
	}
	return problems
}

func exampleProblem(rule metrics.CheckRule) *metrics.Problem {
	passes, flags := 0, 0
	for _, example := range rule.Examples {
		if example.Flags {
			flags++
		} else {
			passes++
		}
	}
	if passes == 0 || flags == 0 {
		return metrics.NewProblem("checks.problem.examples_few")
	}
	failing, err := Failing(rule)
	switch {
	case err != nil:
		if problem := metrics.AsProblem(err); problem != nil {
			return problem
		}
		return metrics.NewProblem("check.example", "value", rule.Examples[failing].Value).Because(err)
	case failing >= 0:
		return metrics.NewProblem("checks.problem.example_fails", "number", strconv.Itoa(failing+1), "value", rule.Examples[failing].Value)
	}
	return nil
}

// parameterProblems holds the numbers of a rule against what its kind can mean.
func parameterProblems(rule metrics.CheckRule) map[string]*metrics.Problem {
	problems := map[string]*metrics.Problem{}
	if rule.Kind == metrics.CheckRange {
		least, hasLeast := rule.Parameters["least"]
		most, hasMost := rule.Parameters["most"]
		if !hasLeast && !hasMost {
			problems["least"] = metrics.NewProblem("checks.problem.no_bound")
		} else if hasLeast && hasMost && least.GreaterThan(most) {
			problems["most"] = metrics.NewProblem("checks.problem.bounds", "least", least.String(), "most", most.String())
		}
		return problems
	}
	for _, name := range rule.Kind.Parameters() {
		value, given := rule.Parameters[name]
		least := decimal.Zero
		if name == "factor" {
			least = decimal.NewFromInt(2)
		}
		if !given || value.LessThan(least) || value.GreaterThan(decimal.NewFromInt(1_000_000)) {
			problems[name] = metrics.NewProblem("checks.problem.parameter", "least", least.String())
		}
	}
	return problems
}
