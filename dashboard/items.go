package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// items builds the lines of the overview and of the indicator list: one for every
// series with a target in scope and, without a plan filter, one for every indicator
// that has none.
func (v snapshot) items() []Item {
	headlines := v.headlines()
	items := make([]Item, 0, len(headlines))
	targeted := map[string]bool{}
	for key, target := range headlines {
		targeted[key.indicator] = true
		if item, found := v.item(target); found {
			items = append(items, item)
		}
	}
	if v.filters.Plan == "" {
		for i := range v.catalogue.Indicators {
			if indicator := &v.catalogue.Indicators[i]; !targeted[indicator.Code] {
				area := cmp.Or(v.filters.Area, metrics.CityArea)
				items = append(items, Item{Indicator: indicator, Theme: v.catalogue.Theme(indicator.Theme),
					Area: v.catalogue.Area(area)})
			}
		}
	}
	items = slices.DeleteFunc(items, func(item Item) bool { return !v.keeps(item) })
	v.sortByTheme(items)
	return items
}

// item resolves the codes of a target; found is false for one outside the scope of an export.
func (v snapshot) item(target *metrics.Target) (Item, bool) {
	indicator := v.catalogue.Indicator(target.Indicator)
	if indicator == nil {
		return Item{}, false
	}
	item := Item{
		Indicator: indicator, Theme: v.catalogue.Theme(indicator.Theme), Area: v.catalogue.Area(target.Area),
		Dimension: target.Dimension, Target: target, Plan: v.catalogue.Plan(target.Plan),
		InForce: v.inForce(target), Awaited: v.awaited(target),
	}
	if target.Scored { // a limit that a rule sets for each case is not behind, whatever the values
		item.Assessment = v.assessments[target.Code]
	}
	item.Interim, item.Later = v.milestones(target)
	item.Lead, item.Responsible = v.organisations(target)
	for _, other := range v.catalogue.TargetsOf(target.Indicator) {
		if conflict := v.catalogue.Conflict(other.Conflict); conflict != nil && !slices.Contains(item.Conflicts, conflict) {
			item.Conflicts = append(item.Conflicts, conflict)
		}
	}
	return item, v.filters.covers(item)
}

// organisations returns the lead and the further responsible units of a target.
// Where a plan names no lead but others, the first of them is shown.
func (v snapshot) organisations(target *metrics.Target) (*metrics.Organisation, []*metrics.Organisation) {
	lead := v.catalogue.Organisation(target.LeadOrganisation)
	var others []*metrics.Organisation
	for _, code := range target.ResponsibleOrganisations {
		if organisation := v.catalogue.Organisation(code); organisation != nil && organisation != lead {
			others = append(others, organisation)
		}
	}
	if lead == nil && len(others) > 0 {
		lead, others = others[0], others[1:]
	}
	return lead, others
}

// keeps tells whether an item passes the filters.
func (v snapshot) keeps(item Item) bool {
	filters := v.filters
	switch {
	case !filters.covers(item),
		filters.Theme != "" && item.Indicator.Theme != filters.Theme,
		filters.Attribute != "" && (item.Target == nil || item.Target.Attribute != filters.Attribute),
		filters.Organisation != "" && !item.involves(filters.Organisation, filters.Role),
		filters.Status == statusAttention && !item.Status().IsBehind(),
		filters.Status != "" && filters.Status != statusAttention &&
			(!item.HasTarget() || string(item.Status()) != filters.Status):
		return false
	}
	return v.matches(item, filters.Search)
}

// involves tells whether an organisation answers for the item in a role, empty for any.
func (i Item) involves(organisation, role string) bool {
	if i.Lead != nil && i.Lead.Code == organisation && role != roleResponsible {
		return true
	}
	return role != roleLead && slices.ContainsFunc(i.Responsible, func(o *metrics.Organisation) bool { return o.Code == organisation })
}

// matches looks for every word of the search in the names, the code, the unit that
// answers and the printed names of the indicator, whatever the case of letters.
func (v snapshot) matches(item Item, search string) bool {
	if search == "" {
		return true
	}
	var text strings.Builder
	add := func(parts ...string) {
		for _, part := range parts {
			text.WriteString(strings.ToLower(part))
			text.WriteByte('\n')
		}
	}
	add(item.Indicator.Code, item.Indicator.NameZh, item.Indicator.NameEn, item.Dimension)
	if item.Lead != nil {
		add(item.Lead.NameZh, item.Lead.NameEn)
	}
	if item.Plan != nil {
		add(item.Plan.Number)
	}
	for i := range v.catalogue.IndicatorAliases {
		if alias := &v.catalogue.IndicatorAliases[i]; alias.Indicator == item.Indicator.Code {
			add(alias.Alias)
		}
	}
	for _, word := range strings.Fields(strings.ToLower(search)) {
		if !strings.Contains(text.String(), word) {
			return false
		}
	}
	return true
}

// sortByTheme puts items in the order of the catalogue: theme by theme, those with a
// target first, the city before its parts.
func (v snapshot) sortByTheme(items []Item) {
	position := make(map[string]int, len(v.catalogue.Indicators))
	for i := range v.catalogue.Indicators {
		position[v.catalogue.Indicators[i].Code] = i
	}
	theme := func(item Item) int {
		if item.Theme == nil {
			return 1 << 20
		}
		return item.Theme.Position
	}
	area := func(item Item) string {
		if item.Area == nil || item.Area.Code == metrics.CityArea {
			return ""
		}
		return item.Area.Code
	}
	slices.SortStableFunc(items, func(a, b Item) int {
		return cmp.Or(
			cmp.Compare(theme(a), theme(b)),
			compareBool(a.HasTarget(), b.HasTarget()),
			cmp.Compare(position[a.Indicator.Code], position[b.Indicator.Code]),
			cmp.Compare(area(a), area(b)),
			cmp.Compare(a.Dimension, b.Dimension),
		)
	})
}
