package metrics

import "math"

// Validate refuses a policy that contradicts itself or the catalogue. The error is the
// first Problem of Problems, or nil.
func (p Policy) Validate(c *Catalogue) error {
	if problems := p.Problems(c); len(problems) > 0 {
		return problems[0]
	}
	return nil
}

// Problems lists everything that speaks against saving a policy: those of
// Settings.Validate, and for each choice, with the target and the method in the
// arguments, the keys methods.policy.target_unknown, …target_twice, …method_unknown,
// …not_finite, …bounds_missing, …bounds_equal, …bounds_direction,
// …unused (a limit, bounds or a decrease that the method does not take) and those
// that begin with methods.unfit (the method does not fit the target).
func (p Policy) Problems(c *Catalogue) []*Problem {
	var problems []*Problem
	if err := p.Settings.Validate(); err != nil {
		problems = append(problems, AsProblem(err))
	}
	chosen := map[string]bool{}
	for _, choice := range p.Choices {
		if chosen[choice.Target] {
			problems = append(problems, NewProblem("methods.policy.target_twice", "target", choice.Target))
			continue
		}
		chosen[choice.Target] = true
		if problem := choice.problem(c); problem != nil {
			problems = append(problems, problem)
		}
	}
	return problems
}

// problem says what is wrong with a choice, or nil.
func (choice MethodChoice) problem(c *Catalogue) *Problem {
	about := func(key string, further ...string) *Problem {
		return NewProblem(key, append(further, "target", choice.Target, "method", choice.Method)...)
	}
	target := c.Target(choice.Target)
	var indicator *Indicator
	if target != nil {
		indicator = c.Indicator(target.Indicator)
	}
	if target == nil || indicator == nil {
		return about("methods.policy.target_unknown")
	}
	method, err := StatusMethodNamed(choice.Method)
	if err != nil {
		return about("methods.policy.method_unknown", "methods", AsProblem(err).Arguments["methods"])
	}
	for _, given := range []struct {
		field   string
		value   *float64
		takes   bool
		missing bool
	}{
		{"limit", choice.Limit, method.NeedsLimit, false},
		{"satisfactory", choice.Satisfactory, method.NeedsEfficacyBounds, method.NeedsEfficacyBounds},
		{"unacceptable", choice.Unacceptable, method.NeedsEfficacyBounds, method.NeedsEfficacyBounds},
	} {
		switch {
		case given.value == nil && given.missing:
			return about("methods.policy.bounds_missing", "field", given.field)
		case given.value == nil:
		case math.IsNaN(*given.value) || math.IsInf(*given.value, 0):
			return about("methods.policy.not_finite", "field", given.field)
		case !given.takes:
			return about("methods.policy.unused", "field", given.field)
		}
	}
	if choice.Decrease && !method.TakesDecrease {
		return about("methods.policy.unused", "field", "decrease")
	}
	if problem := choice.boundsProblem(*indicator, *target, about); problem != nil {
		return problem
	}
	if problem := method.unfit(choice, AssessmentInput{Indicator: *indicator, Target: *target}); problem != nil {
		return about(problem.Key)
	}
	return nil
}

// boundsProblem holds the bounds of the efficacy coefficient against the way in which
// the target is to be met.
func (choice MethodChoice) boundsProblem(indicator Indicator, target Target, about func(string, ...string) *Problem) *Problem {
	if choice.Satisfactory == nil || choice.Unacceptable == nil {
		return nil
	}
	satisfactory, unacceptable := *choice.Satisfactory, *choice.Unacceptable
	bounds := []string{"satisfactory", shortFloat(satisfactory), "unacceptable", shortFloat(unacceptable)}
	if satisfactory == unacceptable {
		return about("methods.policy.bounds_equal", bounds...)
	}
	g, problem := goalOf(indicator, target, DefaultSettings())
	if problem == nil && !g.band && g.lower != (satisfactory < unacceptable) {
		return about("methods.policy.bounds_direction", bounds...)
	}
	return nil
}
