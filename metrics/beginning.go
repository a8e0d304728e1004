package metrics

// Beginning is since when anything is known: the day on which the first plan was issued, and
// the day on which the first value was published. A zero day means that there is none.
type Beginning struct{ Plan, Value Date }

// BeginningOf is the beginning of a catalogue whose values were first published on a day.
func BeginningOf(catalogue *Catalogue, value Date) Beginning {
	beginning := Beginning{Value: value}
	for i := range catalogue.Plans {
		if issued := catalogue.Plans[i].Issued; !issued.IsZero() && (beginning.Plan.IsZero() || issued < beginning.Plan) {
			beginning.Plan = issued
		}
	}
	return beginning
}

// First is the first day on which anything was known; zero without plans and values.
func (b Beginning) First() Date {
	if b.Plan.IsZero() || !b.Value.IsZero() && b.Value < b.Plan {
		return b.Value
	}
	return b.Plan
}

// BeforePlans tells whether a day lies before the first plan: there were no targets, tasks
// or projects.
func (b Beginning) BeforePlans(day Date) bool { return !b.Plan.IsZero() && day < b.Plan }

// BeforeAll tells whether a day lies before the first plan and before the first value.
func (b Beginning) BeforeAll(day Date) bool {
	return b.BeforePlans(day) && (b.Value.IsZero() || day < b.Value)
}

// Sentence says that nothing, or no plan, was known on a day, and since when something is;
// nil for a day from the first plan on. The words of the dates are the caller's.
func (b Beginning) Sentence(day Date, words func(Date) string) *Problem {
	switch {
	case !b.BeforePlans(day):
		return nil
	case !b.BeforeAll(day):
		return NewProblem("beginning.before_plans", "day", words(day), "plan", words(b.Plan), "value", words(b.Value))
	case b.Value.IsZero():
		return NewProblem("beginning.without_values", "day", words(day), "plan", words(b.Plan))
	}
	return NewProblem("beginning.before_all", "day", words(day), "plan", words(b.Plan), "value", words(b.Value))
}
