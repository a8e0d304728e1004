package metrics

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// DerivedObservation is a value that was computed from others, with how.
type DerivedObservation struct {
	Observation
	// Formula is the expression with the numbers filled in, such as
	// 5508 × 1000 ÷ (215.3638 × 10000).
	Formula string
	// NameZh and NameEn are the formula in words.
	NameZh, NameEn string
	// Inputs are the values that went in, in the order of the derivation.
	Inputs []Observation
}

func (c *Catalogue) indexDerivations() {
	c.derivations = index(c.Derivations, func(d *Derivation) string { return d.Indicator })
	c.formulas = make(map[string]compiledDerivation, len(c.Derivations))
	c.derivedFrom = map[string][]*Derivation{}
	for i := range c.Derivations {
		derivation := &c.Derivations[i]
		c.formulas[derivation.Indicator] = compileDerivation(*derivation)
		for _, input := range derivation.Inputs {
			c.derivedFrom[input.Indicator] = append(c.derivedFrom[input.Indicator], derivation)
		}
	}
}

// Derivation returns how an indicator is computed from others, or nil.
func (c *Catalogue) Derivation(indicator string) *Derivation { return c.derivations[indicator] }

// Derive computes the values of a series from those of the inputs of the indicator's
// derivation, one for each period in which every input has a value that can be
// counted on, in order of time. It does not look at values of the series itself: a
// printed one goes before a derived one. Without a derivation there are none.
func (c *Catalogue) Derive(indicator, area, dimension string, scenario Scenario, series map[SeriesKey][]Observation) []Observation {
	derived, _ := c.derive(SeriesKey{indicator, area, dimension, scenario}, newSeriesSet(series))
	observations := make([]Observation, 0, len(derived))
	for i := range derived {
		observations = append(observations, derived[i].Observation)
	}
	return observations
}

// derive is Derive with the formulas, and the reason why there is no value when there
// is none.
func (c *Catalogue) derive(key SeriesKey, series *seriesSet) ([]DerivedObservation, *Problem) {
	derivation := c.Derivation(key.Indicator)
	if derivation == nil {
		return nil, nil
	}
	inputs := make([]derivationSeries, len(derivation.Inputs))
	periods := map[Period]bool{}
	for i, input := range derivation.Inputs {
		inputs[i] = c.readInput(input, key, series)
		for period := range inputs[i].byPeriod {
			if input.Period == "" {
				periods[period] = true
			}
		}
	}
	var derived []DerivedObservation
	var problem *Problem
	for _, period := range slices.SortedFunc(maps.Keys(periods), comparePeriods) {
		observation, why := c.deriveIn(derivation, key, period, inputs)
		if why != nil {
			problem = why
			continue
		}
		derived = append(derived, observation)
	}
	switch {
	case len(derived) > 0:
		return derived, nil
	case problem == nil:
		problem = c.missingInputs(inputs)
	}
	return nil, problem
}

func comparePeriods(a, b Period) int {
	return cmp.Or(cmp.Compare(a.Last, b.Last), cmp.Compare(a.First, b.First), cmp.Compare(a.Frequency, b.Frequency))
}

func (c *Catalogue) deriveIn(derivation *Derivation, key SeriesKey, period Period, inputs []derivationSeries) (DerivedObservation, *Problem) {
	values, numbers := map[string]any{}, map[string]string{}
	made := DerivedObservation{Observation: Observation{ObservationKey: ObservationKey{SeriesKey: key, Period: period}, Status: StatusNormal}}
	var missing []derivationSeries
	for _, input := range inputs {
		found := input.at(period)
		if len(found) == 0 {
			missing = append(missing, input)
			continue
		}
		for _, o := range found {
			made.take(o)
		}
		if input.Each == "" {
			values[input.Name] = quantity{valueOf(found[0])}
			numbers[input.Name] = operand(valueOf(found[0]))
			continue
		}
		list := make([]quantity, len(found))
		for i, o := range found {
			list[i] = quantity{valueOf(o)}
		}
		values[input.Name], numbers[input.Name] = list, fmt.Sprintf("%s[%d]", input.Name, len(found))
	}
	if len(missing) > 0 {
		return DerivedObservation{}, c.missingInputs(missing)
	}
	result, err := c.formulas[derivation.Indicator].compute(values)
	if err != nil {
		problem := AsProblem(err)
		problem.Arguments["period"] = period.String()
		addChinesePeriods(problem.Arguments)
		return DerivedObservation{}, problem
	}
	made.Value = decimal.NewNullDecimal(roundedOnce(result))
	made.Formula = filledFormula(derivation.Expression, numbers)
	made.NameZh, made.NameEn = derivation.NameZh, derivation.NameEn
	made.SourceTitle, made.Note = derivation.NameZh, made.Formula
	return made, nil
}

// take adds an input: the weakest status counts, and the derived value was known when
// the last of its inputs was.
func (d *DerivedObservation) take(o *Observation) {
	d.Inputs = append(d.Inputs, *o)
	weight := map[ObservationStatus]int{StatusBreak: 1, StatusProvisional: 2, StatusEstimated: 3}
	if weight[o.Status] > weight[d.Status] {
		d.Status = o.Status
	}
	d.Released = max(d.Released, o.Released)
	if o.RecordedAt.After(d.RecordedAt) || d.Lineage.Run == "" {
		d.RecordedAt, d.Lineage.Run = o.RecordedAt, o.Lineage.Run
	}
	d.Revision = max(d.Revision, o.Revision)
}

// missingInputs names the inputs that have no value.
func (c *Catalogue) missingInputs(inputs []derivationSeries) *Problem {
	var english, chinese []string
	for _, input := range inputs {
		en, zh := input.Indicator, input.Indicator
		if indicator := c.Indicator(input.Indicator); indicator != nil {
			en, zh = indicator.NameEn, indicator.NameZh
		}
		english, chinese = append(english, en), append(chinese, zh)
	}
	return NewProblem("assess.reason.derivation_input_missing",
		"inputs", strings.Join(english, "; "), "inputs_zh", strings.Join(chinese, "、"))
}

// roundedOnce gives a result as the exact decimal that it is, or with MaxDecimals
// places when it has more.
func roundedOnce(number *big.Rat) decimal.Decimal {
	places, exact := number.FloatPrec()
	if !exact || places > MaxDecimals {
		places = MaxDecimals
	}
	rounded, _ := decimal.NewFromString(number.FloatString(places)) // plain digits, always readable
	return rounded
}
