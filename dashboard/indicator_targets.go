package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// chooseTarget finds the target that the address names, or the one that counts; on a day
// when none does yet, the one that will.
func (v snapshot) chooseTarget(page *IndicatorPage) error {
	filters := v.filters
	if filters.Target != "" {
		target := v.catalogue.Target(filters.Target)
		if target == nil || target.Indicator != page.Indicator.Code {
			return badRequest(metrics.NewProblem("filter.target", "value", filters.Target))
		}
		page.Item, _ = v.item(target)
		return nil
	}
	best := v.bestHeadline(page.Indicator.Code, v.headlines())
	if best == nil {
		best = v.bestHeadline(page.Indicator.Code, v.headlinesAmong(v.awaited))
	}
	if best != nil {
		page.Item, _ = v.item(best)
		return nil
	}
	page.Dimension = filters.Dimension
	page.Area = v.catalogue.Area(cmp.Or(filters.Area, metrics.CityArea))
	return nil
}

// bestHeadline chooses the series that the page of an indicator opens with: the city
// before its parts, the whole before its dimensions.
func (v snapshot) bestHeadline(indicator string, headlines map[seriesOf]*metrics.Target) *metrics.Target {
	var best *metrics.Target
	for key, target := range headlines {
		if key.indicator != indicator || v.filters.Given("dimension") != "" && key.dimension != v.filters.Dimension {
			continue
		}
		if best == nil || cmp.Or(compareBool(target.Area == metrics.CityArea, best.Area == metrics.CityArea),
			compareBool(target.Dimension == "", best.Dimension == ""), v.compareHeadlines(target, best)) < 0 {
			best = target
		}
	}
	return best
}

// listTargets fills in all targets of the indicator, the series they belong to and
// the statements behind those of the chosen series.
func (v snapshot) listTargets(page *IndicatorPage) {
	for _, target := range v.catalogue.TargetsOf(page.Indicator.Code) {
		item, _ := v.item(target)
		page.Targets = append(page.Targets, TargetRow{Item: item, Selected: page.Target == target})
		for _, conflict := range item.Conflicts {
			if !slices.Contains(page.Conflicts, conflict) {
				page.Conflicts = append(page.Conflicts, conflict)
			}
		}
		choice := SeriesChoice{Area: item.Area, Dimension: item.Dimension,
			Selected: item.Area == page.Area && item.Dimension == page.Dimension}
		if !slices.Contains(page.Series, choice) {
			page.Series = append(page.Series, choice)
		}
		page.Sources = append(page.Sources, v.statementsOf(item)...)
	}
	slices.SortStableFunc(page.Targets, func(a, b TargetRow) int {
		return cmp.Or(compareBool(a.InForce, b.InForce),
			-cmp.Compare(v.issued(a.Target), v.issued(b.Target)), cmp.Compare(a.Target.Plan, b.Target.Plan),
			cmp.Compare(a.Area.Code, b.Area.Code), cmp.Compare(a.Dimension, b.Dimension),
			cmp.Compare(a.Deadline(), b.Deadline()))
	})
}
