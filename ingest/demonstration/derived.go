package demonstration

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// derivedSeries takes care of the indicators that the catalogue computes from others.
//
// A quotient of generated series is computed from them and handed out. A count over the
// rows of a table, and a difference of two indicators that have no targets of their
// own, are shown the other way round: their inputs are handed out such that the count
// or the difference follows its course, and the assessment derives it.
type derivedSeries struct {
	catalogue *metrics.Catalogue
	yield     func(metrics.Observation) bool
	generated map[metrics.SeriesKey]bool // series of targets
	inputs    map[metrics.SeriesKey]bool // of quotients
	kept      map[metrics.SeriesKey][]metrics.Observation
	wanted    []*series // quotients
}

func newDerivedSeries(catalogue *metrics.Catalogue, all []*series, yield func(metrics.Observation) bool) *derivedSeries {
	d := &derivedSeries{catalogue: catalogue, yield: yield, generated: map[metrics.SeriesKey]bool{},
		inputs: map[metrics.SeriesKey]bool{}, kept: map[metrics.SeriesKey][]metrics.Observation{}}
	for _, s := range all {
		if catalogue.Derivation(s.indicator.Code) == nil {
			d.generated[keyOf(s.indicator.Code, s.area, s.dimension)] = true
		}
	}
	for _, s := range all {
		derivation := catalogue.Derivation(s.indicator.Code)
		if derivation == nil || !d.isQuotient(derivation, s.area) {
			continue
		}
		d.wanted = append(d.wanted, s)
		for _, input := range derivation.Inputs {
			d.inputs[keyOf(input.Indicator, s.area, input.Dimension)] = true
		}
	}
	return d
}

func keyOf(indicator, area, dimension string) metrics.SeriesKey {
	return metrics.SeriesKey{Indicator: indicator, Area: area, Dimension: dimension, Scenario: metrics.Demonstration}
}

// isQuotient tells whether all inputs of a derivation are series that are generated.
func (d *derivedSeries) isQuotient(derivation *metrics.Derivation, area string) bool {
	for _, input := range derivation.Inputs {
		if input.Each != "" || input.Area != "" || input.Period != "" || !d.generated[keyOf(input.Indicator, area, input.Dimension)] {
			return false
		}
	}
	return true
}

// isDerived tells whether a series is left to its inputs.
func (d *derivedSeries) isDerived(s *series) bool {
	derivation := d.catalogue.Derivation(s.indicator.Code)
	return derivation != nil && (d.isQuotient(derivation, s.area) || isCount(derivation) || d.isDifference(derivation, s.area))
}

func isCount(derivation *metrics.Derivation) bool {
	return len(derivation.Inputs) == 1 && derivation.Inputs[0].Each != "" && derivation.Inputs[0].Entries > 0
}

func (d *derivedSeries) isDifference(derivation *metrics.Derivation, area string) bool {
	if len(derivation.Inputs) != 2 || derivation.Expression != derivation.Inputs[0].Name+" - "+derivation.Inputs[1].Name {
		return false
	}
	return !d.generated[keyOf(derivation.Inputs[0].Indicator, area, "")] && !d.generated[keyOf(derivation.Inputs[1].Indicator, area, "")]
}

// pass hands a value on and keeps it where a quotient needs it.
func (d *derivedSeries) pass(observation metrics.Observation) bool {
	if d.inputs[observation.SeriesKey] {
		d.kept[observation.SeriesKey] = append(d.kept[observation.SeriesKey], observation)
	}
	return d.yield(observation)
}

// inputsOf hands out the yearly inputs of a count or a difference. It hands out nothing
// for a quotient.
func (d *derivedSeries) inputsOf(g *generator) bool {
	s := g.course.series
	derivation := d.catalogue.Derivation(s.indicator.Code)
	for year := max(s.baseYear, g.from.Year()); year <= g.to.Year(); year++ {
		value := g.course.year(year)
		switch {
		case isCount(derivation):
			if !d.items(g, derivation.Inputs[0], year, int(value.IntPart())) {
				return false
			}
		case d.isDifference(derivation, s.area):
			average := decimal.NewFromFloat(g.course.chance.between(0.7, 1.1, s.name(), "average", strconv.Itoa(year))).Round(2)
			if !d.one(g, derivation.Inputs[0].Indicator, "", year, average.Add(value)) || !d.one(g, derivation.Inputs[1].Indicator, "", year, average) {
				return false
			}
		}
	}
	return true
}

// items hands out the rows of a table of which as many are 1 as the count says. The
// others are 0, or of a lower rank.
func (d *derivedSeries) items(g *generator, input metrics.DerivationInput, year, count int) bool {
	rank := d.catalogue.Indicator(input.Indicator).Kind == metrics.KindRank
	for item := 1; item <= input.Entries; item++ {
		value := int64(1)
		if item > count {
			value = 0
			if rank {
				value = 2 + int64(g.course.chance.between(0, 6, input.Indicator, fmt.Sprint(item, year)))
			}
		}
		if !d.one(g, input.Indicator, fmt.Sprintf("第%d项", item), year, decimal.NewFromInt(value)) {
			return false
		}
	}
	return true
}

// one hands out a yearly value of an input.
func (d *derivedSeries) one(g *generator, indicator, dimension string, year int, value decimal.Decimal) bool {
	input := *g
	input.course = &course{series: &series{indicator: d.catalogue.Indicator(indicator), area: g.course.series.area, dimension: dimension}}
	return input.emit(metrics.Year(year), value, 45, false)
}

// quotients hands out the quotients of what was generated, rounded as they are shown.
func (d *derivedSeries) quotients() {
	for _, s := range d.wanted {
		for _, observation := range d.catalogue.Derive(s.indicator.Code, s.area, s.dimension, metrics.Demonstration, d.kept) {
			if observation.Period.Frequency == metrics.YearToDate {
				continue
			}
			observation.Value.Decimal = observation.Value.Decimal.Round(int32(s.indicator.Decimals))
			observation.SourceTitle, observation.Note = SourceTitle, Note
			if !d.yield(observation) {
				return
			}
		}
	}
}
