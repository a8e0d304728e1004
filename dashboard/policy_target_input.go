package dashboard

import (
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"zhibiao/metrics"
)

// TargetMethodInput is the form that chooses a method, as it was filled in.
type TargetMethodInput struct {
	Method                            string // name of a method, empty for the one that follows from the target
	Limit, Satisfactory, Unacceptable string
	Decrease                          bool
	Reason                            string
	Base                              string // version that was in force when the form was opened
	Problems                          FieldProblems
}

func targetMethodInputOf(policy metrics.Policy, choice *metrics.MethodChoice) TargetMethodInput {
	input := TargetMethodInput{Base: policy.Version, Problems: FieldProblems{}}
	if choice == nil {
		return input
	}
	number := func(value *float64) string {
		if value == nil {
			return ""
		}
		return writeSetting(*value)
	}
	input.Method, input.Decrease = choice.Method, choice.Decrease
	input.Limit, input.Satisfactory, input.Unacceptable = number(choice.Limit), number(choice.Satisfactory), number(choice.Unacceptable)
	return input
}

func readTargetMethodInput(c echo.Context) TargetMethodInput {
	return TargetMethodInput{Method: formText(c, "method"), Limit: formText(c, "limit"),
		Satisfactory: formText(c, "satisfactory"), Unacceptable: formText(c, "unacceptable"),
		Decrease: formText(c, "decrease") == "1", Reason: formText(c, "reason"), Base: formText(c, "base"),
		Problems: FieldProblems{}}
}

// choice returns the choice that the form makes, with the Problems of its numbers by
// field. Fields of other methods than the chosen one do not count.
func (i TargetMethodInput) choice(target string) (metrics.MethodChoice, map[string]*metrics.Problem) {
	choice := metrics.MethodChoice{Target: target, Method: i.Method, Reason: i.Reason}
	problems := map[string]*metrics.Problem{}
	method, err := metrics.StatusMethodNamed(i.Method)
	if err != nil {
		problems["method"] = metrics.AsProblem(err)
		return choice, problems
	}
	choice.Method = method.Name
	choice.Decrease = method.TakesDecrease && i.Decrease
	for _, field := range []struct {
		name, text string
		takes      bool
		at         **float64
	}{
		{"limit", i.Limit, method.NeedsLimit, &choice.Limit},
		{"satisfactory", i.Satisfactory, method.NeedsEfficacyBounds, &choice.Satisfactory},
		{"unacceptable", i.Unacceptable, method.NeedsEfficacyBounds, &choice.Unacceptable},
	} {
		if !field.takes || field.text == "" {
			continue
		}
		value, problem := parseAmount(field.text)
		if problem != nil {
			problems[field.name] = problem
			continue
		}
		*field.at = &value
	}
	return choice, problems
}

// longestAmount is how many characters a number in the unit of an indicator may have.
const longestAmount = 20

// parseAmount reads a number in the unit of an indicator, with commas or without.
func parseAmount(text string) (float64, *metrics.Problem) {
	plain := strings.NewReplacer(",", "", "，", "", " ", "").Replace(width.Narrow.String(text))
	value, err := decimal.NewFromString(plain)
	if err != nil || strings.ContainsAny(plain, "eE") || len(plain) > longestAmount {
		return 0, metrics.NewProblem("policy.problem.amount", "value", text)
	}
	return value.InexactFloat64(), nil
}
