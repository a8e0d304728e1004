package metrics

import (
	"slices"

	"github.com/shopspring/decimal"
)

// FormChoice says which values a form asks for. Empty fields choose all.
type FormChoice struct {
	Plan, Theme, Organisation string
	Indicators                []string
	Series                    []string // FormSeries.Code; nil: all
	Organisations             []string // who is asked; nil: all
	Areas                     []string // empty: the area of each target
	Periods                   []Period
	Day                       Date // on which the targets are in force
}

// FormSeries is one series that a form can ask an organisation for.
type FormSeries struct {
	SeriesKey
	Organisation string
	Target       *Target // the first one that is held against the series
}

// Code names a series within a form.
func (s FormSeries) Code() string { return s.Indicator + "|" + s.Area + "|" + s.Dimension }

// FormSeries lists the series of targets in force that the choice could ask for, each
// once, in the order of the catalogue. The organisation is the chosen one where it reports
// on the target, else the first of those that do: one value is asked of one organisation,
// so that two answers never contradict each other. Targets that no organisation reports
// on are left out.
func (c *Catalogue) FormSeries(choice FormChoice) []FormSeries {
	var found []FormSeries
	seen := map[string]bool{}
	for i := range c.Targets {
		target := &c.Targets[i]
		indicator := c.Indicator(target.Indicator)
		reporting := target.Reporting()
		if indicator == nil || len(reporting) == 0 || !c.InForceOn(target, choice.Day) ||
			len(choice.Indicators) > 0 && !slices.Contains(choice.Indicators, indicator.Code) ||
			choice.Plan != "" && target.Plan != choice.Plan || choice.Theme != "" && indicator.Theme != choice.Theme {
			continue
		}
		organisation := reporting[0]
		if choice.Organisation != "" {
			if !slices.Contains(reporting, choice.Organisation) {
				continue
			}
			organisation = choice.Organisation
		}
		if len(choice.Organisations) > 0 && !slices.Contains(choice.Organisations, organisation) {
			continue
		}
		for _, area := range areasAsked(choice, target) {
			series := FormSeries{SeriesKey: SeriesKey{Indicator: target.Indicator, Area: area, Dimension: target.Dimension, Scenario: Actual},
				Organisation: organisation, Target: target}
			if code := series.Code(); !seen[code] && (choice.Series == nil || slices.Contains(choice.Series, code)) {
				seen[code] = true
				found = append(found, series)
			}
		}
	}
	return found
}

func areasAsked(choice FormChoice, target *Target) []string {
	if len(choice.Areas) > 0 {
		return choice.Areas
	}
	return []string{target.Area}
}

// FormRows lists the values that the choice asks for: every series by every period,
// organisation by organisation in the order in which they first appear.
func (c *Catalogue) FormRows(choice FormChoice) []FormRow {
	var rows []FormRow
	series := c.FormSeries(choice)
	var organisations []string
	for _, one := range series {
		if !slices.Contains(organisations, one.Organisation) {
			organisations = append(organisations, one.Organisation)
		}
	}
	for _, organisation := range organisations {
		for _, one := range series {
			if one.Organisation != organisation {
				continue
			}
			for _, period := range choice.Periods {
				rows = append(rows, FormRow{Number: len(rows) + 1, Organisation: organisation,
					ObservationKey: ObservationKey{SeriesKey: one.SeriesKey, Period: period}})
			}
		}
	}
	return rows
}

// Bounds returns the range outside of which a hard rule of checks refuses values of an
// indicator that come with a feed; an invalid bound is none.
func (s CheckSet) Bounds(indicator *Indicator, feed string) (least, most decimal.NullDecimal) {
	for _, rule := range s.Rules {
		if !rule.Active || rule.Severity != CheckHard || rule.Kind != CheckRange || !rule.Scope.Includes(indicator, feed) {
			continue
		}
		if bound, given := rule.Parameters["least"]; given && (!least.Valid || bound.GreaterThan(least.Decimal)) {
			least = decimal.NewNullDecimal(bound)
		}
		if bound, given := rule.Parameters["most"]; given && (!most.Valid || bound.LessThan(most.Decimal)) {
			most = decimal.NewNullDecimal(bound)
		}
	}
	return least, most
}
