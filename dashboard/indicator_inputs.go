package dashboard

import (
	"slices"
	"strings"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// ExplainedInput is one number behind a status, with where it comes from: the document
// of a plan, or the value that a run brought.
type ExplainedInput struct {
	metrics.ExplanationInput
	Plan        *metrics.Plan          // nil for a number that was observed
	Of          *metrics.Indicator     // the other indicator that a derived value was computed from, or nil
	Place       string                 // where in the plan, or the title of the source
	Observation *metrics.Observation   // nil for a number of a plan, and for one that was added up
	Key         metrics.ObservationKey // of a number that was observed; empty where it is not known
	Target      *metrics.Target        // that a number of a plan belongs to
}

// Figure is the number with the page that it comes from.
func (i ExplainedInput) Figure(page any, text string) Figure {
	switch {
	case i.Target != nil:
		return tracedTarget(page, i.Target, text)
	case i.Key.Indicator != "":
		return traced(page, i.Key, text)
	}
	return Figure{Text: text}
}

// partsShown is how many parts of a derived value stand open on the page.
const partsShown = 4

// ShownInputs are the inputs that stand open: all but a long list of parts.
func (p IndicatorPage) ShownInputs() []ExplainedInput {
	if len(p.FoldedInputs()) == 0 {
		return p.Inputs
	}
	return slices.DeleteFunc(slices.Clone(p.Inputs), ExplainedInput.IsPart)
}

// FoldedInputs are the parts of a derived value when there are many.
func (p IndicatorPage) FoldedInputs() []ExplainedInput {
	parts := slices.DeleteFunc(slices.Clone(p.Inputs), func(input ExplainedInput) bool { return !input.IsPart() })
	if len(parts) <= partsShown {
		return nil
	}
	return parts
}

// explainInputs finds the source of every input of the explanation. The source of an
// input begins with the code of its plan, or of the indicator it is a value of.
func (v snapshot) explainInputs(page *IndicatorPage) []ExplainedInput {
	if page.Assessment == nil {
		return nil
	}
	values := slices.Concat(page.Values, page.sources)
	used := map[metrics.ObservationKey]bool{}
	inputs := make([]ExplainedInput, 0, len(page.Assessment.Explanation.Inputs))
	for _, input := range page.Assessment.Explanation.Inputs {
		explained := ExplainedInput{ExplanationInput: input, Place: input.Source}
		code, rest, _ := strings.Cut(input.Source, " ")
		explained.Plan, explained.Of = v.catalogue.Plan(code), v.catalogue.Indicator(code)
		if explained.Plan != nil || explained.Of != nil {
			explained.Place = rest
		}
		if explained.Plan == nil {
			explained.Observation = observed(values, explained, page.Indicator, v.filters.Scenario(), used)
			explained.Key = page.keyOf(explained)
		} else {
			explained.Target = page.statedBy(input)
		}
		inputs = append(inputs, explained)
	}
	return inputs
}

// keyOf names the value that an input is, also one that was added up from others or that
// one of several areas has.
func (p IndicatorPage) keyOf(input ExplainedInput) metrics.ObservationKey {
	if input.Observation != nil {
		return input.Observation.ObservationKey
	}
	switch input.Role {
	case "latest":
		key, _ := p.Assessment.LatestKey()
		return key
	case "year_to_date":
		if period, err := metrics.ParsePeriod(metrics.YearToDate, input.Period); err == nil {
			return metrics.ObservationKey{SeriesKey: p.Target.Series(p.Assessment.Scenario), Period: period}
		}
	case "area":
		if p.Group == nil {
			break
		}
		for _, member := range p.Group.Members {
			if member.Area != nil && member.Area.NameZh == input.Source && member.Period == input.Period {
				return member.LatestKey
			}
		}
	}
	return metrics.ObservationKey{}
}

// statedBy is the target that states a number of a plan: the chosen one, or one on the way
// to it.
func (p IndicatorPage) statedBy(input metrics.ExplanationInput) *metrics.Target {
	if input.Role == "interim" {
		for _, target := range p.Interim {
			if target.Period == input.Period {
				return target
			}
		}
	}
	return p.Target
}

// IsPart tells whether the input is one of many that a derived value was computed from,
// or a value of one of several areas.
func (i ExplainedInput) IsPart() bool { return i.Role == "derivation" || i.Role == "area" }

// observed finds the value that an input names, or nil. A list of inputs may hold the
// same number for several dimensions: each of them stands for another value.
func observed(values []metrics.Observation, input ExplainedInput, indicator *metrics.Indicator, scenario metrics.Scenario, used map[metrics.ObservationKey]bool) *metrics.Observation {
	if input.Of != nil {
		indicator = input.Of
	}
	number := strings.Replace(input.Value, charts.Minus, "-", 1)
	for i := range values {
		value := &values[i]
		if value.Indicator == indicator.Code && value.Scenario == scenario && value.Period.String() == input.Period &&
			value.SourceTitle == input.Place && value.Value.Valid && value.Value.Decimal.String() == number && !used[value.ObservationKey] {
			used[value.ObservationKey] = input.Role == "derivation"
			return value
		}
	}
	return nil
}
