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
	// Areas are those of which values are asked for; empty: the areas of each target. When
	// nothing else is chosen they choose the targets: those that are set for them.
	Areas   []string
	Periods []Period
	Day     Date // on which the targets are in force
	// Recipient is asked for everything; empty: whoever reports on each target. Chosen
	// indicators that no target asks for need one.
	Recipient string
}

// byArea tells whether the areas alone choose the targets.
func (c *FormChoice) byArea() bool {
	return len(c.Areas) > 0 && c.Plan == "" && c.Theme == "" && c.Organisation == "" && len(c.Indicators) == 0
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
// once, in the order of the catalogue, and after them chosen indicators without a target.
// The organisation is the recipient of the choice, else the chosen one where it reports on
// the target, else the first of those that do: one value is asked of one organisation, so
// that two answers never contradict each other. What no organisation reports on is left
// out when the choice names no recipient.
func (c *Catalogue) FormSeries(choice FormChoice) []FormSeries {
	list := formSeriesList{catalogue: c, choice: choice, seen: map[string]bool{}}
	for i := range c.Targets {
		target := &c.Targets[i]
		indicator := c.Indicator(target.Indicator)
		if indicator == nil || !c.InForceOn(target, choice.Day) ||
			len(choice.Indicators) > 0 && !slices.Contains(choice.Indicators, indicator.Code) ||
			choice.Plan != "" && target.Plan != choice.Plan || choice.Theme != "" && indicator.Theme != choice.Theme {
			continue
		}
		reporting := target.Reporting()
		if choice.Organisation != "" && !slices.Contains(reporting, choice.Organisation) {
			continue
		}
		list.add(target.Indicator, target.Dimension, target, append([]string{choice.Recipient, choice.Organisation}, reporting...))
	}
	if choice.Plan == "" && choice.Organisation == "" {
		for _, code := range choice.Indicators {
			if indicator := c.Indicator(code); indicator != nil && !list.has(code) && (choice.Theme == "" || indicator.Theme == choice.Theme) {
				list.add(code, "", nil, []string{choice.Recipient})
			}
		}
	}
	return list.found
}

// formSeriesList gathers series, each once.
type formSeriesList struct {
	catalogue *Catalogue
	choice    FormChoice
	seen      map[string]bool
	found     []FormSeries
}

func (l *formSeriesList) has(indicator string) bool {
	return slices.ContainsFunc(l.found, func(series FormSeries) bool { return series.Indicator == indicator })
}

// add puts the series of an indicator to the list, asked of the first organisation that
// has a code.
func (l *formSeriesList) add(indicator, dimension string, target *Target, organisations []string) {
	at := slices.IndexFunc(organisations, func(code string) bool { return code != "" })
	if at < 0 || len(l.choice.Organisations) > 0 && !slices.Contains(l.choice.Organisations, organisations[at]) {
		return
	}
	for _, area := range l.areasAsked(target) {
		series := FormSeries{SeriesKey: SeriesKey{Indicator: indicator, Area: area, Dimension: dimension, Scenario: Actual},
			Organisation: organisations[at], Target: target}
		if code := series.Code(); !l.seen[code] && (l.choice.Series == nil || slices.Contains(l.choice.Series, code)) {
			l.seen[code] = true
			l.found = append(l.found, series)
		}
	}
}

// areasAsked lists the areas of which values are asked for because of a target, or of an
// indicator without one. A target for each banner asks for every one of them.
func (l *formSeriesList) areasAsked(target *Target) []string {
	own := []string{CityArea}
	if target != nil {
		if own = l.catalogue.EachOf(target.Area); len(own) == 0 {
			own = []string{target.Area}
		}
	}
	switch {
	case l.choice.byArea():
		return slices.DeleteFunc(slices.Clone(own), func(area string) bool { return !slices.Contains(l.choice.Areas, area) })
	case len(l.choice.Areas) > 0:
		return l.choice.Areas
	}
	return own
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
