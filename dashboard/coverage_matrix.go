package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// coverageView is everything that the page and its files say.
type coverageView struct {
	question  CoverageQuestion
	catalogue *metrics.Catalogue
	periods   []metrics.Period
	rows      []CoverageRow
	units     []CoverageUnit
	total     metrics.CoverageSum
	counts    map[metrics.CoverageState]int
}

// CoverageRow is one indicator with its periods.
type CoverageRow struct {
	Indicator *metrics.Indicator
	Dimension string // of the series that a cell leads to
	Cells     []CoverageMark
	Gaps      []metrics.Period // missing or late, or due and only forecast
	Feed      *metrics.Feed    // that brought the newest value, of rows with gaps; nil where it is not known
}

// CoverageMark is one cell. The empty state is a period that nobody asks for.
type CoverageMark struct {
	Period metrics.Period
	State  metrics.CoverageState
}

// CoverageUnit is what an organisation has brought; the one without a code stands for
// series that no target asks for.
type CoverageUnit struct {
	Organisation *metrics.Organisation
	Code         string
	metrics.CoverageSum
}

// loadCoverage counts in the store, and says what of it is asked for.
func (s *Server) loadCoverage(ctx context.Context, filters Filters, question CoverageQuestion) (*coverageView, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return nil, err
	}
	view := &coverageView{question: question, catalogue: catalogue, counts: map[metrics.CoverageState]int{},
		periods: metrics.PeriodsBetween(question.Frequency, question.From, question.To)}
	for len(view.periods) > 0 && view.periods[len(view.periods)-1].First > filters.AsOf { // nothing can be there yet
		view.periods = view.periods[:len(view.periods)-1]
	}
	wanted := view.wanted(filters.AsOf)
	query := metrics.CoverageQuery{Scenario: filters.Scenario(), Frequency: question.Frequency, Area: question.Area,
		From: question.From, To: question.To, Vintage: filters.Vintage()}
	if question.Theme != "" || question.Organisation != "" {
		if query.Indicators = slices.Sorted(maps.Keys(wanted)); len(query.Indicators) == 0 {
			return view, nil
		}
	}
	cells, err := s.dependencies.Coverage.CoverageCells(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("count values: %w", err)
	}
	series, err := s.dependencies.Coverage.SeriesCoverage(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("sum up series: %w", err)
	}
	view.fill(cells, series, wanted, filters.AsOf)
	return view, nil
}

// asked is what targets ask of an indicator in the area of the page.
type asked struct {
	organisation string // that reports on it
	from         metrics.Date
}

// wanted lists the indicators of the filters, with what targets in force ask of them. An
// indicator without a target in the area asks for nothing.
func (v *coverageView) wanted(day metrics.Date) map[string]asked {
	wanted := map[string]asked{}
	for i := range v.catalogue.Indicators {
		indicator := &v.catalogue.Indicators[i]
		if v.question.Theme == "" || indicator.Theme == v.question.Theme {
			wanted[indicator.Code] = asked{}
		}
	}
	reported := map[string]bool{}
	for i := range v.catalogue.Targets {
		target := &v.catalogue.Targets[i]
		before, known := wanted[target.Indicator]
		if !known || target.Area != v.question.Area || !v.catalogue.InForceOn(target, day) {
			continue
		}
		reporting := target.Reporting()
		if before.organisation == "" && len(reporting) > 0 {
			before.organisation = reporting[0]
		}
		if slices.Contains(reporting, v.question.Organisation) {
			reported[target.Indicator] = true
			before.organisation = v.question.Organisation
		}
		if from := v.horizonOf(target); target.Scored && !from.IsZero() && (before.from.IsZero() || from < before.from) {
			before.from = from
		}
		wanted[target.Indicator] = before
	}
	if v.question.Organisation != "" {
		for code := range wanted {
			if !reported[code] {
				delete(wanted, code)
			}
		}
	}
	return wanted
}

// horizonOf is the last day of the first year of a target's plan.
func (v *coverageView) horizonOf(target *metrics.Target) metrics.Date {
	plan := v.catalogue.Plan(target.Plan)
	if plan == nil {
		return 0
	}
	if first, err := metrics.ParsePeriod(metrics.Annual, plan.HorizonFrom); err == nil {
		return first.Last
	}
	if plan.Issued.IsZero() {
		return 0
	}
	return metrics.NewDate(plan.Issued.Year(), 12, 31)
}

// fill makes the rows of the matrix and the sums by organisation.
func (v *coverageView) fill(cells []metrics.CoverageCell, series []metrics.SeriesCoverage, wanted map[string]asked, day metrics.Date) {
	byIndicator := map[string]map[metrics.Period]metrics.CoverageCell{}
	for _, cell := range cells {
		if byIndicator[cell.Indicator] == nil {
			byIndicator[cell.Indicator] = map[metrics.Period]metrics.CoverageCell{}
		}
		byIndicator[cell.Indicator][columnOf(cell.Period)] = cell
	}
	seriesOfIndicator := map[string][]metrics.SeriesCoverage{}
	for _, one := range series {
		seriesOfIndicator[one.Indicator] = append(seriesOfIndicator[one.Indicator], one)
	}
	units := map[string]*CoverageUnit{}
	for i := range v.catalogue.Indicators {
		indicator := &v.catalogue.Indicators[i]
		ask, any := wanted[indicator.Code]
		if !any {
			continue
		}
		expectation, dimension := v.expectation(seriesOfIndicator[indicator.Code], ask)
		row := v.row(indicator, byIndicator[indicator.Code], expectation, day)
		row.Dimension = dimension
		if row.empty() {
			continue
		}
		unit := units[ask.organisation]
		if unit == nil {
			unit = &CoverageUnit{Code: ask.organisation, Organisation: v.catalogue.Organisation(ask.organisation)}
			units[ask.organisation] = unit
		}
		v.add(unit, &row, seriesOfIndicator[indicator.Code])
		for _, mark := range row.Cells {
			v.counts[mark.State]++
		}
		if !v.question.Gaps || len(row.Gaps) > 0 {
			v.rows = append(v.rows, row)
		}
	}
	for _, unit := range units {
		v.units = append(v.units, *unit)
	}
	slices.SortFunc(v.units, func(a, b CoverageUnit) int {
		if (a.Code == "") != (b.Code == "") { // what nobody answers for stands last
			return cmp.Compare(b.Code, a.Code)
		}
		return cmp.Or(cmp.Compare(b.Expected-b.Values, a.Expected-a.Values), cmp.Compare(b.Expected, a.Expected), cmp.Compare(a.Code, b.Code))
	})
}

// columnOf is the period in whose column a value stands: a school year stands in that of
// the year in which it ends.
func columnOf(period metrics.Period) metrics.Period {
	if period.Frequency == metrics.Annual {
		return metrics.Year(period.Last.Year())
	}
	return period
}

// expectation is what is asked of an indicator: as its series of the longest reach asks
// for, or by the year from the beginning of the plan when there is none. The dimension is
// that of the whole where there is one.
func (v *coverageView) expectation(series []metrics.SeriesCoverage, ask asked) (metrics.Expectation, string) {
	if len(series) == 0 {
		if v.question.Frequency == metrics.Annual {
			return metrics.Expectation{Frequency: metrics.Annual, From: ask.from}, ""
		}
		return metrics.Expectation{}, ""
	}
	best := slices.MinFunc(series, func(a, b metrics.SeriesCoverage) int { return cmp.Compare(a.First, b.First) })
	whole := slices.MinFunc(series, func(a, b metrics.SeriesCoverage) int { return strings.Compare(a.Dimension, b.Dimension) })
	return best.ExpectationOf(), whole.Dimension
}

// row marks every period of an indicator.
func (v *coverageView) row(indicator *metrics.Indicator, cells map[metrics.Period]metrics.CoverageCell, expectation metrics.Expectation, day metrics.Date) CoverageRow {
	row := CoverageRow{Indicator: indicator}
	due := map[metrics.Period]bool{}
	newest := metrics.Period{}
	for _, period := range expectation.Due(v.question.From, v.question.To, day) {
		due[period], newest = true, period
	}
	for _, period := range v.periods {
		mark := CoverageMark{Period: period}
		cell, recorded := cells[period]
		switch {
		case recorded:
			mark.State, mark.Period = cell.State(), cell.Period
		case due[period] && period == newest:
			mark.State = metrics.CoverageLate
		case due[period]:
			mark.State = metrics.CoverageMissing
		case !expectation.From.IsZero() && period.Last > expectation.From && period.Last > newest.Last && (expectation.Months == 0 || expectation.Months&(1<<period.Last.Month()) != 0):
			mark.State = metrics.CoverageOpen
		}
		if mark.State == metrics.CoverageMissing || mark.State == metrics.CoverageLate || mark.State == metrics.CoverageForecast && due[period] {
			row.Gaps = append(row.Gaps, period)
		}
		row.Cells = append(row.Cells, mark)
	}
	return row
}

// empty tells whether nothing is asked for and nothing is there.
func (r CoverageRow) empty() bool {
	return !slices.ContainsFunc(r.Cells, func(mark CoverageMark) bool { return mark.State != "" && mark.State != metrics.CoverageOpen })
}

// add counts a row for the organisation that answers for it, and in all.
func (v *coverageView) add(unit *CoverageUnit, row *CoverageRow, series []metrics.SeriesCoverage) {
	have, late := 0, false
	for _, mark := range row.Cells {
		if mark.State.Covers() {
			have++
		}
		late = late || mark.State == metrics.CoverageLate
	}
	for _, sum := range []*metrics.CoverageSum{&unit.CoverageSum, &v.total} {
		sum.Add(metrics.SeriesCoverage{Frequency: v.question.Frequency}, have+len(row.Gaps), have, late)
		for _, one := range series {
			sum.Add(one, 0, 0, false)
		}
	}
}
