package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// ItemValueChange is a changed value with the item that it belongs to.
type ItemValueChange struct {
	metrics.ValueChange
	Item Item
}

// Difference is what the value has become less what it was; nil unless it was revised.
func (c ItemValueChange) Difference() *float64 {
	if !c.Revised() {
		return nil
	}
	difference := c.Now.Decimal.Sub(c.Before.Decimal).InexactFloat64()
	return &difference
}

// addValues keeps the changes of values that belong to the items, the latest released
// first.
func (c *ChangesSince) addValues(items []Item, values []metrics.ValueChange) {
	bySeries := make(map[seriesOf]Item, len(items))
	for _, item := range items {
		bySeries[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}] = item
	}
	var fresh, revised []ItemValueChange
	for _, value := range values {
		item, shown := bySeries[seriesOf{value.Indicator, value.Area, value.Dimension}]
		switch {
		case !shown:
		case value.Revised() || value.TakenBack():
			revised = append(revised, ItemValueChange{ValueChange: value, Item: item})
		case value.Now.Valid:
			fresh = append(fresh, ItemValueChange{ValueChange: value, Item: item})
		}
	}
	for _, list := range [][]ItemValueChange{fresh, revised} {
		slices.SortStableFunc(list, func(a, b ItemValueChange) int {
			return cmp.Or(cmp.Compare(b.Released, a.Released), cmp.Compare(b.Period.Last, a.Period.Last), bySeverity(a.Item, b.Item))
		})
	}
	c.New = ChangeList[ItemValueChange]{Rows: fresh[:min(len(fresh), c.most)], Count: len(fresh)}
	c.Revised = ChangeList[ItemValueChange]{Rows: revised[:min(len(revised), c.most)], Count: len(revised)}
}
