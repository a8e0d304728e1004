package metrics

import "slices"

// unfit says why a method does not fit a target whatever its values are, or nil.
func (m StatusMethod) unfit(choice MethodChoice, input AssessmentInput) *Problem {
	target, kind := input.Target, input.Indicator.Kind
	recurs := target.Recurrence != Once && target.Recurrence != ""
	numbered := target.Value.Valid
	byTime := slices.Contains([]string{"linear", "milestones", "seasonal", "compound", "eurostat", "un2023"}, m.Name)
	withoutNumber := slices.Contains([]string{"compound", "eurostat", "un2023", "germany"}, m.Name)
	switch {
	case kind == KindEvent:
		return NewProblem("methods.unfit.event")
	case kind == KindRank && !slices.Contains([]string{"linear", "milestones", "efficacy"}, m.Name):
		return NewProblem("methods.unfit.rank")
	case !numbered && !withoutNumber:
		return NewProblem("methods.unfit.no_number")
	case !numbered && input.Indicator.Direction != HigherIsBetter && input.Indicator.Direction != LowerIsBetter:
		return NewProblem("methods.unfit.no_direction")
	case byTime && recurs && (m.Name != "seasonal" || target.Recurrence != Yearly):
		return NewProblem("methods.unfit.recurring")
	case byTime && numbered && target.Period == "" && !recurs:
		return NewProblem("methods.unfit.no_deadline")
	case byTime && numbered && (target.Path == PathFlat || kind == KindLimit):
		return NewProblem("methods.unfit.hold")
	}
	return m.unfitKind(choice, input, recurs)
}

// unfitKind handles the methods that serve one kind of indicator only.
func (m StatusMethod) unfitKind(choice MethodChoice, input AssessmentInput, recurs bool) *Problem {
	kind := input.Indicator.Kind
	switch m.Name {
	case "seasonal":
		if kind != KindFlow {
			return NewProblem("methods.unfit.not_a_flow")
		}
	case "level", "cumulative":
		fitting := []Kind{KindFlow, KindStock}
		if m.Name == "cumulative" {
			fitting = []Kind{KindFlow, KindCumulative}
		}
		switch {
		case !slices.Contains(fitting, kind):
			return NewProblem("methods.unfit." + m.Name)
		case recurs || input.Target.Period == "":
			return NewProblem("methods.unfit.no_deadline")
		}
	case "rate-plan":
		if kind != KindRatio || wholeOf(input.Indicator.Unit) == 0 {
			return NewProblem("methods.unfit.not_a_rate")
		}
	case "efficacy":
		if choice.Satisfactory == nil || choice.Unacceptable == nil {
			return NewProblem("methods.unfit.bounds_missing")
		}
	}
	return nil
}

// wholeOf is the whole that rates in a unit are counted from, 0 for another unit.
func wholeOf(unit string) float64 {
	switch normalUnit(unit) {
	case "%":
		return 100
	case "‰":
		return 1000
	}
	return 0
}
