package checks

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// yearsBack is how many earlier years a value is held against.
const yearsBack = 10

// mostCells bounds what one question about values can bring back, as the comparison
// with current values does; periodsOfSeries is how many values a series may have in
// the years that count.
const (
	mostCells       = 2_000_000
	periodsOfSeries = 150
)

// surroundings are the values around the rows that are examined.
type surroundings struct {
	series   map[metrics.SeriesKey]*knownSeries
	last     metrics.SeriesKey // the series that was asked for last
	lastOne  *knownSeries
	history  []decimal.Decimal   // room for sameOfEarlierYears
	children map[string][]string // whole → areas that are parts of it
	complete map[string]bool     // whole → children are all of its parts
	first    map[wholeAt]metrics.ObservationKey
	derived  map[metrics.SeriesKey][]metrics.Observation
}

// knownSeries are the values of one series, each place in time once, in order of places.
// Series come in order of time, nearly always: then a value is put at the end.
type knownSeries struct {
	values    []knownValue
	firstYear int
}

// knownValue is a value with whether it comes with the rows that are examined. The row
// stays where it was: a block of rows has as many values.
type knownValue struct {
	at  place
	row *metrics.Observation
	own bool
}

// find returns where the value of a place is, or would be.
func (s *knownSeries) find(at place) (index int, found bool) {
	if last := len(s.values) - 1; last < 0 || s.values[last].at < at {
		return last + 1, false
	}
	return slices.BinarySearchFunc(s.values, at, func(value knownValue, at place) int { return cmp.Compare(value.at, at) })
}

func (s *knownSeries) put(value knownValue) {
	index, found := s.find(value.at)
	if found {
		s.values[index] = value
		return
	}
	s.values = slices.Insert(s.values, index, value)
	s.firstYear = min(s.firstYear, value.at.year())
}

type wholeAt struct {
	series metrics.SeriesKey
	period metrics.Period
}

// gather asks for the values that the wanted rows are held against, and puts the rows
// over them.
func (s *Set) gather(ctx context.Context, values Values, rows []metrics.Observation, wanted []wantedRow) (*surroundings, error) {
	known := &surroundings{series: map[metrics.SeriesKey]*knownSeries{}, children: map[string][]string{},
		complete: map[string]bool{}, first: map[wholeAt]metrics.ObservationKey{}, derived: map[metrics.SeriesKey][]metrics.Observation{}}
	s.findParts(known)
	for _, query := range s.questions(rows, wanted, known) {
		found, err := values.Observations(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("read values to check against: %w", err)
		}
		for i := range found {
			known.put(&found[i], false)
		}
	}
	for i := range rows {
		known.put(&rows[i], true)
	}
	for _, one := range wanted {
		if !one.rules.has(metrics.CheckParts) {
			continue
		}
		row := &rows[one.place]
		if area := s.catalogue.Area(row.Area); area != nil && area.Parent != "" {
			whole := row.SeriesKey
			whole.Area = area.Parent
			if at := (wholeAt{whole, row.Period}); known.first[at] == (metrics.ObservationKey{}) {
				known.first[at] = row.ObservationKey
			}
		}
	}
	return known, nil
}

// findParts lists for each area those that are one level below it: banners of a city,
// cities of a region. Parks lie inside banners and are no parts.
func (s *Set) findParts(known *surroundings) {
	below := map[string]string{"country": "region", "region": "city", "city": "banner"}
	for i := range s.catalogue.Areas {
		area := &s.catalogue.Areas[i]
		parent := s.catalogue.Area(area.Parent)
		if parent != nil && below[parent.Level] == area.Level {
			known.children[parent.Code] = append(known.children[parent.Code], area.Code)
			known.complete[parent.Code] = parent.Level == "city"
		}
	}
}

// questions asks once for each scenario, and for fewer indicators at a time where they
// would bring back too much.
func (s *Set) questions(rows []metrics.Observation, wanted []wantedRow, known *surroundings) []metrics.ObservationQuery {
	byScenario := map[metrics.Scenario]*question{}
	for i, one := range wanted {
		row := &rows[one.place]
		if before := &rows[wanted[max(i-1, 0)].place]; i > 0 && before.SeriesKey == row.SeriesKey {
			asked := byScenario[row.Scenario]
			asked.from, asked.to = min(asked.from, row.Period.End()), max(asked.to, row.Period.End())
			continue
		}
		asked := byScenario[row.Scenario]
		if asked == nil {
			asked = &question{indicators: map[string]bool{}, areas: map[string]bool{}, from: row.Period.End(), to: row.Period.End()}
			byScenario[row.Scenario] = asked
		}
		s.ask(asked, one.rules, row, known)
	}
	var queries []metrics.ObservationQuery
	for _, scenario := range slices.Sorted(maps.Keys(byScenario)) {
		asked := byScenario[scenario]
		together := max(1, mostCells/(periodsOfSeries*len(asked.areas)))
		for indicators := range slices.Chunk(slices.Sorted(maps.Keys(asked.indicators)), together) {
			query := metrics.ObservationQuery{Indicators: indicators, Areas: slices.Sorted(maps.Keys(asked.areas)), Scenario: scenario,
				From: metrics.NewDate(asked.from.Year()-yearsBack, 1, 1), To: metrics.NewDate(asked.to.Year(), 12, 31), ValuesOnly: true}
			if asked.anyPeriod {
				query.From = 0
			}
			queries = append(queries, query)
		}
	}
	return queries
}

type question struct {
	indicators, areas map[string]bool
	from, to          metrics.Date
	anyPeriod         bool // a formula uses the value of a year of its own
}

// ask adds what one row is held against.
func (s *Set) ask(asked *question, rules *indicatorRules, row *metrics.Observation, known *surroundings) {
	asked.from, asked.to = min(asked.from, row.Period.End()), max(asked.to, row.Period.End())
	if asked.indicators[row.Indicator] && asked.areas[row.Area] {
		return
	}
	asked.indicators[row.Indicator], asked.areas[row.Area] = true, true
	for _, rule := range rules.others {
		switch rule.Kind {
		case metrics.CheckParts:
			for _, area := range known.children[row.Area] {
				asked.areas[area] = true
			}
			if area := s.catalogue.Area(row.Area); area != nil && len(known.children[area.Parent]) > 0 {
				asked.areas[area.Parent] = true
				for _, other := range known.children[area.Parent] {
					asked.areas[other] = true
				}
			}
		case metrics.CheckDerived:
			if derivation := s.catalogue.Derivation(row.Indicator); derivation != nil {
				for _, input := range derivation.Inputs {
					asked.indicators[input.Indicator] = true
					asked.anyPeriod = asked.anyPeriod || input.Period != ""
					if input.Area != "" {
						asked.areas[input.Area] = true
					}
				}
			}
		}
	}
}

func (k *surroundings) put(o *metrics.Observation, own bool) {
	if !o.Value.Valid || IsForecast(o) || o.Status == metrics.StatusUnvalidated {
		return
	}
	if o.SeriesKey != k.last || k.lastOne == nil {
		known := k.series[o.SeriesKey]
		if known == nil {
			known = &knownSeries{firstYear: metrics.LastYear}
			k.series[o.SeriesKey] = known
		}
		k.last, k.lastOne = o.SeriesKey, known
	}
	k.lastOne.put(knownValue{placeOf(o.Period), o, own})
}

// of returns the values of a series; nil when there are none.
func (k *surroundings) of(series metrics.SeriesKey) *knownSeries {
	if series != k.last || k.lastOne == nil {
		known := k.series[series]
		if known == nil {
			return nil
		}
		k.last, k.lastOne = series, known
	}
	return k.lastOne
}

func (k *surroundings) at(series metrics.SeriesKey, period metrics.Period) (knownValue, bool) {
	known := k.of(series)
	if known == nil {
		return knownValue{}, false
	}
	index, found := known.find(placeOf(period))
	if !found {
		return knownValue{}, false
	}
	return known.values[index], true
}

// firstPart tells whether a row is the first of the examined rows that are parts of a
// whole in its period, so that a wrong sum is told once.
func (k *surroundings) firstPart(whole metrics.SeriesKey, row *metrics.Observation) bool {
	return k.first[wholeAt{whole, row.Period}] == row.ObservationKey
}

// sameOfEarlierYears lists the values of the same period of earlier years, the oldest
// first, back to the last break of the series.
func (k *surroundings) sameOfEarlierYears(row *metrics.Observation) []decimal.Decimal {
	if row.Status == metrics.StatusBreak {
		return nil
	}
	known := k.of(row.SeriesKey)
	if known == nil || len(known.values) < 2 {
		return nil // the row itself
	}
	at := placeOf(row.Period)
	k.history = k.history[:0]
	for years := 1; years <= min(yearsBack, at.year()-known.firstYear); years++ {
		before := at.yearsBefore(years)
		if row.Period.Frequency == metrics.Day {
			before = placeOf(yearsBefore(row.Period, years))
		}
		index, found := known.find(before)
		if !found {
			continue
		}
		earlier := known.values[index].row
		k.history = append(k.history, earlier.Value.Decimal)
		if earlier.Status == metrics.StatusBreak {
			break
		}
	}
	slices.Reverse(k.history)
	return k.history
}

// yearsBefore is the same period of an earlier year.
func yearsBefore(period metrics.Period, years int) metrics.Period {
	if period.Frequency == metrics.Day {
		day := metrics.NewDate(period.Last.Year()-years, period.Last.Month(), period.Last.Day())
		return metrics.Period{Frequency: metrics.Day, First: day, Last: day}
	}
	return metrics.Period{Frequency: period.Frequency,
		First: metrics.NewDate(period.First.Year()-years, period.First.Month(), 1),
		Last:  metrics.NewDate(period.Last.Year()-years, period.Last.Month()+1, 1).AddDays(-1)}
}

// derive computes a series from its inputs once.
func (k *surroundings) derive(catalogue *metrics.Catalogue, key metrics.SeriesKey) []metrics.Observation {
	if known, done := k.derived[key]; done {
		return known
	}
	inputs := map[string]bool{}
	for _, input := range catalogue.Derivation(key.Indicator).Inputs {
		inputs[input.Indicator] = true
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for from, values := range k.series {
		if inputs[from.Indicator] && from.Scenario == key.Scenario {
			for _, known := range values.values {
				series[from] = append(series[from], metrics.Observation{ObservationKey: known.row.ObservationKey,
					Value: known.row.Value, Status: known.row.Status})
			}
		}
	}
	k.derived[key] = catalogue.Derive(key.Indicator, key.Area, key.Dimension, key.Scenario, series)
	return k.derived[key]
}
