package dashboard

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// longestReason is how many characters a reason may have.
const longestReason = 500

// PolicyInput is the form of the cut-offs as it was filled in, right or wrong.
type PolicyInput struct {
	Settings map[string]string // by field
	Reason   string
	Base     string // version that was in force when the form was opened
	Problems FieldProblems
}

func policyInputOf(policy metrics.Policy) PolicyInput {
	input := PolicyInput{Settings: map[string]string{}, Base: policy.Version, Problems: FieldProblems{}}
	policy.Settings = filledIn(policy.Settings)
	for _, field := range settingFields() {
		input.Settings[field.name] = writeSetting(*field.at(&policy.Settings))
	}
	return input
}

// formText reads one field of a form as valid text without spaces around it.
func formText(c echo.Context, name string) string {
	return strings.TrimSpace(strings.ToValidUTF8(c.FormValue(name), ""))
}

// readPolicyInput reads the form. A field that was not sent at all keeps its number.
func readPolicyInput(c echo.Context, policy metrics.Policy) PolicyInput {
	input := policyInputOf(policy)
	input.Reason, input.Base = formText(c, "reason"), formText(c, "base")
	for _, field := range settingFields() {
		if c.Request().Form.Has(field.name) {
			input.Settings[field.name] = formText(c, field.name)
		}
	}
	return input
}

// apply puts the numbers of the form into a policy. What is wrong is told in Problems.
func (i PolicyInput) apply(policy metrics.Policy) metrics.Policy {
	policy.Settings = filledIn(policy.Settings)
	for _, field := range settingFields() {
		value, problem := parseSetting(i.Settings[field.name])
		if problem != nil {
			i.Problems[field.name] = problem
			continue
		}
		*field.at(&policy.Settings) = value
	}
	// Cut-offs are compared with each other once all can be read.
	unread := i.Problems["ahead"] != nil || i.Problems["on_schedule"] != nil || i.Problems["far_behind"] != nil
	for name, problem := range cutOffProblems(policy.Settings) {
		if name == "approximate_tolerance" || !unread {
			i.Problems.refuse(name, problem)
		}
	}
	if err := policy.Settings.Validate(); err != nil && len(i.Problems) == 0 {
		problem := metrics.AsProblem(err)
		// a contradiction between cut-offs of one method names its fields, the first first
		field, _, _ := strings.Cut(problem.Arguments["fields"], ",")
		if _, offered := i.Settings[field]; !offered {
			field = "form"
		}
		i.Problems.refuse(field, problem)
	}
	policy.Reason = i.Reason
	return policy
}

// MethodsOpen tells whether a field of the methods has something wrong, so that they must
// not be folded away.
func (i PolicyInput) MethodsOpen() bool {
	return slices.ContainsFunc(methodFields(), func(field settingField) bool { return i.Problems[field.name] != nil })
}

// reasonProblem refuses a change without a reason.
func reasonProblem(reason string) *metrics.Problem {
	switch {
	case reason == "":
		return metrics.NewProblem("policy.problem.reason")
	case utf8.RuneCountInString(reason) > longestReason:
		return metrics.NewProblem("policy.problem.reason_long")
	}
	return nil
}
