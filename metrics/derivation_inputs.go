package metrics

import (
	"cmp"
	"slices"
)

// derivationSeries is one input with its values that can be counted on.
type derivationSeries struct {
	DerivationInput
	byPeriod map[Period][]*Observation
}

func (c *Catalogue) readInput(input DerivationInput, key SeriesKey, series *seriesSet) derivationSeries {
	from := SeriesKey{input.Indicator, cmp.Or(input.Area, key.Area), input.Dimension, key.Scenario}
	keys := []SeriesKey{from}
	if input.Each != "" {
		keys = series.dimensionsOf(from)
	}
	read := derivationSeries{DerivationInput: input, byPeriod: map[Period][]*Observation{}}
	fixed, _ := ReadPeriod("", input.Period)
	for _, key := range keys {
		observations := series.observations[key]
		for i := range observations {
			o := &observations[i]
			if canBeCountedOn(o) && (input.Period == "" || o.Period == fixed) {
				read.byPeriod[o.Period] = append(read.byPeriod[o.Period], o)
			}
		}
	}
	return read
}

// at returns the values of the input for a period, or nil when it has none or, of a
// list, too few.
func (s derivationSeries) at(period Period) []*Observation {
	if s.Period != "" {
		period, _ = ReadPeriod("", s.Period)
	}
	values := s.byPeriod[period]
	if len(values) < s.Entries {
		return nil
	}
	return values
}

// canBeCountedOn tells whether a judgement may rest on a value.
func canBeCountedOn(o *Observation) bool {
	switch o.Status {
	case StatusForecast, StatusUnvalidated, StatusMissing, StatusNotExisting, StatusNotReported, StatusSuppressed, "H":
		return false
	}
	return o.Value.Valid && withinArithmetic(o.Value.Decimal)
}

// seriesSet is the values by series, with the dimensions of an indicator looked up
// once.
type seriesSet struct {
	observations map[SeriesKey][]Observation
	dimensions   map[SeriesKey][]SeriesKey // by the key without dimension
}

func newSeriesSet(series map[SeriesKey][]Observation) *seriesSet {
	return &seriesSet{observations: series}
}

// dimensionsOf lists the series of an indicator in an area that have a dimension, in
// the order of their names.
func (s *seriesSet) dimensionsOf(key SeriesKey) []SeriesKey {
	if s.dimensions == nil {
		s.dimensions = map[SeriesKey][]SeriesKey{}
		for known := range s.observations {
			if known.Dimension != "" {
				whole := known
				whole.Dimension = ""
				s.dimensions[whole] = append(s.dimensions[whole], known)
			}
		}
		for _, keys := range s.dimensions {
			slices.SortFunc(keys, func(a, b SeriesKey) int { return cmp.Compare(a.Dimension, b.Dimension) })
		}
	}
	key.Dimension = ""
	return s.dimensions[key]
}
