package checks

import (
	"context"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Values are what readers see. ingest.Ledger has them.
type Values interface {
	Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
}

// Examine holds new and changed rows against each other and against what readers see:
// earlier years, earlier months, areas, inputs of formulas, printed growth. The answer
// has the findings by the place of the row in rows. Forecasts and benchmarks are not
// examined, and nothing is compared across a break of a series (status B).
//
// A file is examined in the blocks in which it is compared (ingest.Options.BatchRows): a row sees
// those of its own block and those that are published.
func (s *Set) Examine(ctx context.Context, values Values, rows []metrics.Observation) (map[int][]Finding, error) {
	wanted := s.wanted(rows)
	if len(wanted) == 0 {
		return nil, nil //nolint:nilnil // nothing to examine
	}
	known, err := s.gather(ctx, values, rows, wanted)
	if err != nil {
		return nil, err
	}
	findings := map[int][]Finding{}
	var room []Case
	for _, one := range wanted {
		row := &rows[one.place]
		for _, rule := range one.rules.others {
			room = s.cases(room[:0], rule, one.rules.indicator, row, known)
			for i := range room {
				if problem := judge(rule, &room[i]); problem != nil {
					findings[one.place] = append(findings[one.place], told(rule, problem, one.rules.indicator, row.Period))
				}
			}
		}
	}
	return findings, nil
}

// wantedRow is a row that a rule with context looks at.
type wantedRow struct {
	place int
	rules *indicatorRules
}

// wanted lists the rows that a rule with context looks at.
func (s *Set) wanted(rows []metrics.Observation) []wantedRow {
	places := make([]wantedRow, 0, len(rows))
	var rules *indicatorRules // of the row before
	for i := range rows {
		row := &rows[i]
		if i == 0 || row.Indicator != rows[i-1].Indicator {
			rules = nil
			if indicator := s.catalogue.Indicator(row.Indicator); indicator != nil {
				rules = s.of(indicator)
			}
		}
		if rules != nil && len(rules.others) > 0 && row.Value.Valid && !IsForecast(row) {
			places = append(places, wantedRow{i, rules})
		}
	}
	return places
}

func needsOthers(kind metrics.CheckKind) bool {
	switch kind {
	case metrics.CheckYearToDate, metrics.CheckJump, metrics.CheckParts, metrics.CheckDerived, metrics.CheckGrowth:
		return true
	}
	return false
}

// cases adds to room what a rule has to judge about a row. The cases hold until those of
// the next row are asked for.
func (s *Set) cases(room []Case, rule *metrics.CheckRule, indicator *metrics.Indicator, row *metrics.Observation, known *surroundings) []Case {
	switch rule.Kind {
	case metrics.CheckYearToDate:
		return append(room, yearToDateCases(row, known)...)
	case metrics.CheckJump:
		history := known.sameOfEarlierYears(row)
		rate := indicator.Unit == "%" || indicator.Unit == "‰"
		if len(history) == 0 || rate && !isShare(indicator) && len(history) <= leastChanges {
			return room // growth may be ten times that of another year
		}
		return append(room, Case{Value: row.Value, Others: history, Rate: rate})
	case metrics.CheckParts:
		return append(room, s.partCases(row, known)...)
	case metrics.CheckDerived:
		return append(room, s.derivedCases(row, known)...)
	case metrics.CheckGrowth:
		if !row.YearOnYear.Valid || row.Status == metrics.StatusBreak {
			return room
		}
		if before, found := known.at(row.SeriesKey, yearsBefore(row.Period, 1)); found {
			return append(room, Case{Value: row.Value, Others: []decimal.Decimal{before.row.Value.Decimal}, Growth: row.YearOnYear})
		}
	}
	return room
}

// yearToDateCases hold a month against the nearest one before it, and the nearest one
// after it against this month where that was known before.
func yearToDateCases(row *metrics.Observation, known *surroundings) []Case {
	if row.Period.Frequency != metrics.YearToDate {
		return nil
	}
	var cases []Case
	year := row.Period.First.Year()
	for month := row.Period.Last.Month() - 1; month >= 1; month-- {
		if before, found := known.at(row.SeriesKey, yearToDate(year, month)); found {
			cases = append(cases, Case{Value: row.Value, Others: []decimal.Decimal{before.row.Value.Decimal}})
			break
		}
	}
	for month := row.Period.Last.Month() + 1; month <= 12; month++ {
		if after, found := known.at(row.SeriesKey, yearToDate(year, month)); found {
			if !after.own {
				cases = append(cases, Case{Value: decimal.NewNullDecimal(after.row.Value.Decimal), Others: []decimal.Decimal{row.Value.Decimal}, Later: true})
			}
			break
		}
	}
	return cases
}

func yearToDate(year, month int) metrics.Period {
	return metrics.Period{Frequency: metrics.YearToDate, First: metrics.NewDate(year, 1, 1), Last: metrics.NewDate(year, month+1, 1).AddDays(-1)}
}

// partCases hold a whole against its parts, where the row is the whole, or a part of a
// whole that was known before.
func (s *Set) partCases(row *metrics.Observation, known *surroundings) []Case {
	var cases []Case
	if c, complete := s.partsOf(row.SeriesKey, row.Period, known); complete {
		cases = append(cases, c)
	}
	if area := s.catalogue.Area(row.Area); area != nil && area.Parent != "" {
		whole := row.SeriesKey
		whole.Area = area.Parent
		if total, found := known.at(whole, row.Period); found && !total.own && known.firstPart(whole, row) {
			if c, complete := s.partsOf(whole, row.Period, known); complete {
				cases = append(cases, c)
			}
		}
	}
	return cases
}

// partsOf gathers the parts of a whole that have a value in a period. They are complete
// for a city when all of its banners have one; of a region or a country only some areas
// are known here, so that they can exceed the whole and not fall short of it.
func (s *Set) partsOf(whole metrics.SeriesKey, period metrics.Period, known *surroundings) (Case, bool) {
	total, found := known.at(whole, period)
	parts := known.children[whole.Area]
	if !found || len(parts) == 0 {
		return Case{}, false
	}
	c := Case{Value: decimal.NewNullDecimal(total.row.Value.Decimal), Complete: known.complete[whole.Area]}
	for _, area := range parts {
		part := whole
		part.Area = area
		value, has := known.at(part, period)
		if !has {
			c.Complete = false
			continue
		}
		c.Others = append(c.Others, value.row.Value.Decimal)
	}
	return c, len(c.Others) > 0
}

// derivedCases hold a printed value against what its formula gives.
func (s *Set) derivedCases(row *metrics.Observation, known *surroundings) []Case {
	derivation := s.catalogue.Derivation(row.Indicator)
	if derivation == nil {
		return nil
	}
	for _, derived := range known.derive(s.catalogue, row.SeriesKey) {
		if derived.Period == row.Period {
			return []Case{{Value: row.Value, Others: []decimal.Decimal{derived.Value.Decimal}}}
		}
	}
	return nil
}
