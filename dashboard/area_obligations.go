package dashboard

import (
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// obligationsOf lists what plans ask of one area, in the order of the catalogue: the
// targets set for it, and those set for each of several areas, of which it is one.
func (v snapshot) obligationsOf(area string) []Item {
	own := v
	own.filters.Area = area
	items := own.targetItems()
	for i := range v.catalogue.Areas {
		group := v.catalogue.Areas[i].Code
		if !slices.Contains(v.catalogue.EachOf(group), area) {
			continue
		}
		each := v
		each.filters.Area, each.filters.Status = group, "" // the status is that of the member
		for _, item := range each.targetItems() {
			if member, found := v.memberItem(item, area); found {
				items = append(items, member)
			}
		}
	}
	v.sortByTheme(items)
	return items
}

// targetItems are the items that have a target, without those that have none.
func (v snapshot) targetItems() []Item {
	var items []Item
	for _, target := range v.headlines() {
		if item, found := v.item(target); found && v.keeps(item) {
			items = append(items, item)
		}
	}
	v.sortByTheme(items)
	return items
}

// memberItem is how one area stands with a target that is set for each of several: the
// same target, with the status and the value of the area.
func (v snapshot) memberItem(item Item, area string) (Item, bool) {
	target := *item.Target
	target.Area = area
	item.Target, item.Area = &target, v.catalogue.Area(area)
	if item.Assessment == nil || item.Assessment.Group == nil {
		item.Assessment = nil
		return item, v.keeps(item)
	}
	for _, member := range item.Assessment.Group.Members {
		if member.Area != area {
			continue
		}
		judged := metrics.Assessment{Target: target.Code, Plan: target.Plan, Indicator: target.Indicator, Area: area,
			Dimension: target.Dimension, Scenario: item.Assessment.Scenario, AsOf: item.Assessment.AsOf, InForce: item.Assessment.InForce,
			Method: item.Assessment.Method, Settings: item.Assessment.Settings, Status: member.Status, Reason: member.Reason.Key,
			LatestPeriod: member.Period, LatestFrequency: member.Frequency, Explanation: metrics.Explanation{Reason: member.Reason}}
		if value, err := decimal.NewFromString(member.Latest); err == nil {
			judged.Latest = decimal.NewNullDecimal(value)
			if target.Value.Valid {
				remaining := target.Value.Decimal.Sub(value).InexactFloat64()
				judged.RemainingToGo = &remaining
			}
		}
		item.Assessment = &judged
		return item, v.keeps(item)
	}
	return item, false
}
