package dashboard

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// CheckInput is the form of a rule as it was filled in, right or wrong.
type CheckInput struct {
	Parameters         map[string]string
	Indicators, Except string
	Examples           string
	Reason             string
	Base               string // version that was in force when the form was opened
	Problems           FieldProblems
}

func (w wording) checkInputOf(rule metrics.CheckRule, version string) CheckInput {
	input := CheckInput{Parameters: map[string]string{}, Base: version, Problems: FieldProblems{},
		Indicators: strings.Join(rule.Scope.Indicators, "\n"), Except: strings.Join(rule.Scope.Except, "\n"), Examples: w.writeExamples(rule)}
	for name, value := range rule.Parameters {
		input.Parameters[name] = value.String()
	}
	return input
}

// readCheckForm reads the form into a rule; what is wrong is told in Problems.
func (w wording) readCheckForm(c echo.Context, rule metrics.CheckRule, catalogue *metrics.Catalogue) (metrics.CheckRule, CheckInput) {
	input := CheckInput{Parameters: map[string]string{}, Problems: FieldProblems{}, Base: formText(c, "base"), Reason: formText(c, "reason"),
		Indicators: formText(c, "indicators"), Except: formText(c, "except"), Examples: formText(c, "examples")}
	rule.NameZh, rule.NameEn = formText(c, "name_zh"), formText(c, "name_en")
	rule.Severity, rule.Active = metrics.CheckSeverity(formText(c, "severity")), formText(c, "active") != ""
	rule.Scope = metrics.CheckScope{Indicators: separated(input.Indicators), Except: separated(input.Except)}
	form := c.Request().Form
	for _, kind := range form["kinds"] {
		rule.Scope.Kinds = append(rule.Scope.Kinds, metrics.Kind(kind))
	}
	rule.Scope.Themes, rule.Scope.Feeds = slices.Clone(form["themes"]), slices.Clone(form["feeds"])
	rule.Parameters = map[string]decimal.Decimal{}
	for _, name := range rule.Kind.Parameters() {
		text := formText(c, name)
		input.Parameters[name] = text
		if text == "" {
			continue
		}
		value, err := decimal.NewFromString(width.Narrow.String(text))
		if err != nil || strings.ContainsAny(text, "eE") || len(text) > 20 {
			input.Problems.refuse(name, metrics.NewProblem("policy.problem.number", "value", text))
			continue
		}
		rule.Parameters[name] = value
	}
	var unread *metrics.Problem
	if rule.Examples, unread = w.readExamples(rule.Kind, input.Examples); unread != nil {
		input.Problems.refuse("examples", unread)
	}
	if len(input.Problems) == 0 {
		for field, problem := range checks.Validate(rule, catalogue) {
			input.Problems.refuse(field, problem)
		}
	}
	return rule, input
}

// separated splits a text at spaces, commas and line breaks.
func separated(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,，、;；", r) })
}

// exampleHasOthers tells the kinds whose examples begin with other values.
func exampleHasOthers(kind metrics.CheckKind) bool {
	switch kind {
	case metrics.CheckMissing, metrics.CheckRange, metrics.CheckShare:
		return false
	}
	return true
}

// writeExamples writes the examples as lines: other values | value | growth | verdict.
func (w wording) writeExamples(rule metrics.CheckRule) string {
	var lines []string
	for _, example := range rule.Examples {
		var parts []string
		if exampleHasOthers(rule.Kind) {
			parts = append(parts, strings.Join(example.Others, " "))
		}
		parts = append(parts, example.Value)
		if rule.Kind == metrics.CheckGrowth {
			parts = append(parts, example.Growth)
		}
		verdict := "checks.passes"
		if example.Flags {
			verdict = "checks.flags"
		}
		lines = append(lines, strings.Join(append(parts, w.text(verdict)), " | "))
	}
	return strings.Join(lines, "\n")
}

// mostExamples bounds what one rule is tested with.
const mostExamples = 50

// readExamples reads the lines that writeExamples writes, in either language.
func (w wording) readExamples(kind metrics.CheckKind, text string) ([]metrics.CheckExample, *metrics.Problem) {
	wanted := 2
	if exampleHasOthers(kind) {
		wanted++
	}
	if kind == metrics.CheckGrowth {
		wanted++
	}
	verdicts := map[string]bool{"通过": false, "提示": true, "pass": false, "passes": false, "flag": true, "flags": true, w.text("checks.passes"): false, w.text("checks.flags"): true}
	var examples []metrics.CheckExample
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		parts := strings.Split(strings.ReplaceAll(line, "｜", "|"), "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		flags, known := verdicts[strings.ToLower(parts[len(parts)-1])]
		if len(parts) != wanted || !known || len(examples) == mostExamples {
			return examples, metrics.NewProblem("checks.problem.example_form", "line", line)
		}
		example := metrics.CheckExample{Flags: flags}
		parts = parts[:len(parts)-1]
		if kind == metrics.CheckGrowth {
			example.Growth, parts = parts[len(parts)-1], parts[:len(parts)-1]
		}
		example.Value = parts[len(parts)-1]
		if exampleHasOthers(kind) {
			example.Others = separated(parts[0])
		}
		examples = append(examples, example)
	}
	return examples, nil
}
